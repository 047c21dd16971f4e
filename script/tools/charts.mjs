#!/usr/bin/env node
// Draws docs/charts/*.svg, and the tables by year in docs/rewards.md, from the tables of the five-year simulation. These are written by
//   SIMULATION_CSV=.cyberplaza/five-years.csv npx forge test --match-path test/rewards/FiveYears.t.sol
//   node script/tools/charts.mjs .cyberplaza/five-years.csv           takes it over
//   (cd script/rewards && SIMULATION=write npx vitest run test/fiveYears.test.ts)
//   node script/tools/charts.mjs                                      draws anew
// and held by the same two tests. With --check it only says what differs.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './steps.mjs';

const [WIDTH, HEIGHT] = [720, 360];
const MARGIN = { left: 64, right: 150, top: 34, bottom: 34 };
const COLOURS = ['#2563eb', '#16a34a', '#f59e0b', '#dc2626', '#7c3aed', '#0891b2'];
const STEPS = 5;
const YEAR_MONTHS = 12;
const MILLION = 1e6;

/** [file, title, [column, label]…]; in millions of CPT, the last in thousands of USDC */
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
const SELF_DEALING = [
  'self-dealing',
  'A pair that trades with itself, thousand USDC',
  ['fees_usdc', 'fees paid'],
  ['rewards_usd', 'rewards got'],
  ['stakers_part_usdc', 'stakers’ part'],
  ['lost_usdc', 'lost'],
];
const THOUSAND = 1e3;

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

function draw(rows, unit, title, series) {
  const top = ceiling(Math.max(...series.flatMap(([column]) => rows.map((row) => row[column] / unit))));
  const x = (month) => MARGIN.left + ((WIDTH - MARGIN.left - MARGIN.right) * month) / rows.length;
  const y = (value) => HEIGHT - MARGIN.bottom - ((HEIGHT - MARGIN.top - MARGIN.bottom) * value) / top;
  const lines = series.map(([column, label], i) => {
    const points = rows.map((row) => `${x(row.month).toFixed(1)},${y(row[column] / unit).toFixed(1)}`);
    const last = rows.at(-1)[column] / unit;
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

const figure = (value) => Math.round(value).toLocaleString('en');

/** The last month of every year. */
function yearly(rows, columns) {
  return rows
    .filter(({ month }) => month % YEAR_MONTHS === 0)
    .map((row) => `| ${[row.month / YEAR_MONTHS, ...columns(row).map(figure)].join(' | ')} |`)
    .join('\n');
}

function tables(text, five, pair) {
  const between = (name, rows) => {
    const [from, to] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const [start, end] = [text.indexOf(from), text.indexOf(to)];
    if (start < 0 || end < 0) throw new Error(`docs/rewards.md has no place for ${name}`);
    text = text.slice(0, start + from.length) + rows + text.slice(end);
  };
  const head = (...names) => `| ${names.join(' | ')} |\n| ${names.map(() => '---:').join(' | ')} |\n`;
  between(
    'five-years',
    head('End of year', 'GMV of the month, USDC', 'Users', 'Providers', 'LPs', 'Claimed', 'Burned', 'Supply') +
      yearly(five, (row) => [
        row.gmv_usdc,
        row.users,
        row.providers,
        row.lp_positions + row.lp_staking + row.lp_pool,
        row.claimed,
        row.burned,
        row.supply,
      ]),
  );
  between(
    'self-dealing',
    head('End of year', 'Traded with itself, USDC', 'Fees', 'Rewards, USD', 'Stakers’ part', 'Lost') +
      yearly(pair, (row) => [row.turnover_usdc, row.fees_usdc, row.rewards_usd, row.stakers_part_usdc, row.lost_usdc]),
  );
  return text;
}

const CHECK = process.argv.includes('--check');
const [file] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const out = join(ROOT, 'docs', 'charts');
const DOC = join(ROOT, 'docs', 'rewards.md');
if (file) copyFileSync(file, join(out, 'five-years.csv'));
const [five, pair] = ['five-years', 'self-dealing'].map((name) => read(join(out, `${name}.csv`)));
const drawn = [
  ...CHARTS.map(([name, title, ...series]) => [join(out, `${name}.svg`), draw(five, MILLION, title, series)]),
  [join(out, `${SELF_DEALING[0]}.svg`), draw(pair, THOUSAND, SELF_DEALING[1], SELF_DEALING.slice(2))],
  [DOC, tables(readFileSync(DOC, 'utf8'), five, pair)],
];
const stale = drawn.filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
if (!CHECK) for (const [path, text] of stale) writeFileSync(path, text);
for (const [path] of stale) console.log(`${CHECK ? 'differs' : 'wrote'}: ${relative(ROOT, path)}`);
if (stale.length === 0) console.log(`${drawn.length} charts and tables are up to date`);
if (CHECK && stale.length > 0) process.exit(1);
