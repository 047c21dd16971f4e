#!/usr/bin/env node
// Draws docs/charts/*.svg from the table of the five-year simulation:
//   SIMULATION_CSV=.cyberplaza/five-years.csv npx forge test --match-path test/rewards/FiveYears.t.sol
//   node script/tools/charts.mjs .cyberplaza/five-years.csv
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const [WIDTH, HEIGHT] = [720, 360];
const MARGIN = { left: 64, right: 150, top: 34, bottom: 34 };
const COLOURS = ['#2563eb', '#16a34a', '#f59e0b', '#dc2626', '#7c3aed', '#0891b2'];
const STEPS = 5;
const YEAR_MONTHS = 12;
const MILLION = 1e6;

/** [file, title, [column, label]…]; all in millions of CPT */
const CHARTS = [
  [
    'releases',
    'Released to programmes, million CPT',
    ['users', 'users'],
    ['providers', 'providers'],
    ['lp_positions', 'LP positions'],
    ['lp_staking', 'LP staking'],
    ['lp_pool', 'rUSDC holders'],
  ],
  [
    'claims',
    'Claimed, vesting and granted, million CPT',
    ['claimed', 'claimed'],
    ['reward_vesting', 'half still vesting'],
    ['granted', 'TokenVesting released'],
  ],
  ['supply', 'Supply and burned, million CPT', ['supply', 'supply'], ['burned', 'burned']],
];

function read(file) {
  const [head, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((value, i) => [names[i], Number(value)])));
}

/** The next 1, 2 or 5 times a power of ten. */
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((n) => n * power).find((top) => top >= value);
}

function draw(rows, title, series) {
  const top = ceiling(Math.max(...series.flatMap(([column]) => rows.map((row) => row[column] / MILLION))));
  const x = (month) => MARGIN.left + ((WIDTH - MARGIN.left - MARGIN.right) * month) / rows.length;
  const y = (value) => HEIGHT - MARGIN.bottom - ((HEIGHT - MARGIN.top - MARGIN.bottom) * value) / top;
  const lines = series.map(([column, label], i) => {
    const points = rows.map((row) => `${x(row.month).toFixed(1)},${y(row[column] / MILLION).toFixed(1)}`);
    const last = rows.at(-1)[column] / MILLION;
    return [
      `<polyline fill="none" stroke="${COLOURS[i]}" stroke-width="2" points="${points.join(' ')}"/>`,
      `<rect x="${WIDTH - MARGIN.right + 10}" y="${MARGIN.top + 20 * i}" width="10" height="10" fill="${COLOURS[i]}"/>`,
      `<text x="${WIDTH - MARGIN.right + 26}" y="${MARGIN.top + 20 * i + 9}">${label} ${last.toFixed(2)}</text>`,
    ].join('\n');
  });
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => {
    const value = (top * i) / STEPS;
    return `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/>
<text x="${MARGIN.left - 8}" y="${y(value) + 4}" text-anchor="end">${value}</text>`;
  });
  const years = Array.from({ length: rows.length / YEAR_MONTHS + 1 }, (_, year) => {
    const at = x(year * YEAR_MONTHS);
    return `<text x="${at}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle">year ${year}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">
<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>
<text x="${MARGIN.left}" y="18" font-size="14">${title}</text>
${[...grid, ...years, ...lines].join('\n')}
</svg>
`;
}

const [file] = process.argv.slice(2);
if (!file) {
  console.log('Which table? node script/tools/charts.mjs .cyberplaza/five-years.csv');
  process.exit(1);
}
const out = join(ROOT, 'docs', 'charts');
mkdirSync(out, { recursive: true });
const rows = read(file);
for (const [name, title, ...series] of CHARTS) writeFileSync(join(out, `${name}.svg`), draw(rows, title, series));
copyFileSync(file, join(out, 'five-years.csv'));
console.log(`${CHARTS.length} charts of ${rows.length} months in docs/charts`);
