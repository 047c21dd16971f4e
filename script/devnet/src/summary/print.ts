import Table from 'cli-table3';
import pc from 'picocolors';
import { formatUnits } from 'viem';
import type { JobInput } from '../input/job.js';
import type { Story } from '../stories/story.js';
import type { GasRow } from './gas.js';
import type { Comparison } from './totals.js';

const DECIMALS = { count: 0, USDC: 6, CPT: 18 } as const;
const SHOWN_DECIMALS = { count: 0, USDC: 6, CPT: 2 } as const;

const STYLE = { head: [], border: [], compact: true };

export interface Summary {
  input: JobInput;
  refused: readonly { ref: string; reason: string }[];
  outcomes: ReadonlyMap<string, number>;
  totals: readonly Comparison[];
  gas: readonly GasRow[];
  seconds: number;
  laws: readonly { law: string; holds: boolean }[];
}

/** True if everything that was checked holds. */
export function allAgree(summary: Summary): boolean {
  return summary.totals.every(({ agree }) => agree) && summary.laws.every(({ holds }) => holds);
}

export function printSummary(summary: Summary): void {
  const { input } = summary;
  console.log(pc.bold(`\n${input.jobs.length} jobs from ${input.source} in ${summary.seconds.toFixed(0)} s`));
  const { malformed, incomplete, examples } = input.skipped;
  if (malformed + incomplete > 0) {
    console.log(
      pc.yellow(`passed over: ${malformed} malformed lines, ${incomplete} incomplete jobs (${examples.join('; ')})`),
    );
  }
  if (summary.refused.length > 0) {
    const [first] = summary.refused;
    console.log(pc.yellow(`refused by the market: ${summary.refused.length} (${first?.ref}: ${first?.reason})`));
  }
  printOutcomes(summary.outcomes);
  printTotals(summary.totals);
  for (const { law, holds } of summary.laws) console.log(`${mark(holds)} ${law}`);
  printGas(summary.gas);
  console.log(
    allAgree(summary)
      ? pc.green(pc.bold('Chain, subgraph and SDK agree on every total.'))
      : pc.red(pc.bold('NOT all totals agree: see the rows marked ✖.')),
  );
}

/** True if every story went as it should. */
export function allHold(stories: readonly Story[]): boolean {
  return stories.every(({ lines }) => lines.every(({ holds }) => holds));
}

export function printStories(stories: readonly Story[]): void {
  for (const { title, lines } of stories) {
    console.log(pc.bold(`\n${title}`));
    for (const { what, holds } of lines) console.log(`${mark(holds)} ${what}`);
  }
}

function printOutcomes(outcomes: ReadonlyMap<string, number>): void {
  const table = new Table({ head: ['Jobs by outcome', ''], colAligns: ['left', 'right'], style: STYLE });
  for (const [name, count] of outcomes) table.push([name, count]);
  console.log(table.toString());
}

function printTotals(totals: readonly Comparison[]): void {
  const table = new Table({
    head: ['Total', 'Unit', 'Chain', 'Subgraph', 'SDK', ''],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'center'],
    style: STYLE,
  });
  for (const { label, unit, chain, subgraph, sdk, agree } of totals) {
    const show = (value: bigint): string => amount(value, unit);
    table.push([label, unit === 'count' ? '' : unit, show(chain), show(subgraph), show(sdk), mark(agree)]);
  }
  console.log(table.toString());
}

function printGas(rows: readonly GasRow[]): void {
  const table = new Table({
    head: ['Gas per operation', 'Calls', 'Least', 'Mean', 'Most'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: STYLE,
  });
  for (const { operation, count, min, mean, max } of rows) {
    table.push([operation, count, ...[min, mean, max].map((gas) => Number(gas).toLocaleString('en-US'))]);
  }
  console.log(table.toString());
}

function amount(value: bigint, unit: Comparison['unit']): string {
  if (value < 0n && unit !== 'USDC') return 'missing';
  const [whole = '0', fraction = ''] = formatUnits(value, DECIMALS[unit]).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const digits = SHOWN_DECIMALS[unit];
  return digits === 0 ? grouped : `${grouped}.${fraction.padEnd(digits, '0').slice(0, digits)}`;
}

function mark(ok: boolean): string {
  return ok ? pc.green('✔') : pc.red('✖');
}
