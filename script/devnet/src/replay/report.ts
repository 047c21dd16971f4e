import { basename } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import { disputes, events, money, number, outcomes, type Row } from './figures.js';
import { RATES, SHORT_FAILURE_SECONDS, WORTH_DISPUTING } from './rates.js';
import type { Check } from './reconcile.js';
import type { Replayed } from './replay.js';
import { MONTH_ENDS_ON } from './seed.js';
import { CRASH, LIE } from './watch.js';

const DAY = 86_400;

export function allHolds({ checks }: Replayed): boolean {
  return checks.every(({ holds }) => holds);
}

export function print(replayed: Replayed): void {
  table('Jobs by outcome', outcomes(replayed));
  table('Disputes by outcome', disputes(replayed));
  table('What happened', events(replayed));
  table('Money', money(replayed));
  for (const check of replayed.checks)
    console.log(`${check.holds ? pc.green('✔') : pc.red('✖')} ${check.what}: ${sides(check)}`);
  console.log(summary(replayed));
  console.log(
    allHolds(replayed)
      ? pc.green(pc.bold('Every unit is accounted for.'))
      : pc.red(pc.bold('NOT every unit is accounted for: see the lines marked ✖.')),
  );
}

function table(title: string, rows: readonly Row[]): void {
  const shown = new Table({
    head: [title, '', ''],
    colAligns: ['left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, value, note } of rows) shown.push([name, value, note ?? '']);
  console.log(shown.toString());
}

function sides({ left, right, holds }: Check): string {
  return holds ? number(left) : `${number(left)} ≠ ${number(right)}`;
}

function summary({ workload, ledger, seconds, playSeconds, chainSeconds, blocks, transactions }: Replayed): string {
  return (
    `${number(ledger.jobs.size)} jobs of ${workload.sites.length} sites and ${workload.users.length} users, ${(chainSeconds / DAY).toFixed(0)} days of ` +
    `chain time, ${number(transactions)} transactions in ${number(blocks)} blocks; ${seconds.toFixed(0)} s in all, ${playSeconds.toFixed(0)} s for the ` +
    `jobs (${(ledger.jobs.size / playSeconds).toFixed(0)} a second).`
  );
}

/** docs/replay.md */
export function markdown(replayed: Replayed, command: string): string {
  const { workload, checks } = replayed;
  return `# The trace replay

A market of the size of a real grid's, from its log of jobs to the last unit: certificates, SLA misses, disputes, slashing and claims included. This file is
written by the command below; every figure in it was counted from the events of that run, and every line of the last table compares these books with
what the contracts themselves say at the end.

    ${command}

(\`npm start -- --exit\` once before it, which brings in the packages and compiles the contracts.) The trace is \`${basename(workload.source)}\` of the Parallel Workloads Archive: ${number(workload.usable)} usable jobs (${number(workload.passedOver)} passed over), of which every n-th was
taken so that all days are there. A site is a provider, a user a buyer, the requested time is escrowed, the run time is settled to the second. ${summary(replayed)}
${allHolds(replayed) ? 'Every unit is accounted for.' : '**Not every unit is accounted for.**'}

## What is real, and what is assumed

Real are the contracts, deployed by the project's own script on a chain of its own, the meters' and price nodes' signatures, and who ran what where and when. Calls are
sent in their senders' names without signed transactions, batched as a scheduler and a keeper would that look every five minutes. A traced processor
stands for 100 cores (10 at providers on probation): at its own size a job of the trace costs a few cents, which nobody disputes for a bond of 10 USDC.
One job in 40 that ran for four hours or more is a campaign of 2,000 to 40,000 cores.

The trace knows no money and no fault. These rates are assumptions (\`script/devnet/src/replay/rates.ts\`), of the order that clouds and marketplaces report, the rare ones
raised so that each is seen more than once:

| Of | Assumed |
| --- | --- |
${assumptions()}

A third of the certified providers were certified a year before, so their certificates end during the replay; a month of uptime ends on its day ${MONTH_ENDS_ON}. Two providers, bonded in CPT
alone, are rogues: their campaigns are all disputed and lost. On day ${CRASH.day} CPT loses fifteen sixteenths of its price, so that their bonds no longer cover what they
owe and the insurance fund has to. On day ${LIE.day} one of the seven meters is shown to have signed two different reports.

## Jobs

${rows('Outcome', 'Jobs', '', outcomes(replayed))}

## Disputes

${rows('Outcome', 'Disputes', '', disputes(replayed))}

## What else happened

${rows('What', 'Times', '', events(replayed))}

## Money

${rows('What', 'Amount', undefined, money(replayed))}

## Every unit

Books kept from events alone (\`ledger.ts\`) against the contracts' storage (\`reconcile.ts\`). Amounts are units: 10⁻⁶ USDC, 10⁻¹⁸ CPT.

| What | Events, or how many agree | Contracts, or of how many | |
| --- | ---: | ---: | --- |
${checks.map((check) => `| ${check.what} | ${number(check.left)} | ${number(check.right)} | ${check.holds ? 'holds' : '**differs**'} |`).join('\n')}
`;
}

function rows(what: string, value: string, note: string | undefined, list: readonly Row[]): string {
  const head =
    note === undefined
      ? [`| ${what} | ${value} |`, '| --- | --- |']
      : [`| ${what} | ${value} | |`, '| --- | ---: | --- |'];
  const body = list.map((row) =>
    note === undefined ? `| ${row.name} | ${row.value} |` : `| ${row.name} | ${row.value} | ${row.note ?? ''} |`,
  );
  return [...head, ...body].join('\n');
}

function assumptions(): string {
  const list = (rates: Readonly<Record<string, number>>): string =>
    Object.entries(rates)
      .map(([name, rate]) => `${name.replace(/[A-Z]|\d+/g, (part) => ` ${part.toLowerCase()}`)} ${part(rate)}`)
      .join(', ');
  const part = (rate: number): string => `${+(rate * 100).toFixed(2)}%`;
  return [
    ['jobs', list(RATES.detours)],
    ['runs', `uptime: ${list(RATES.uptimeMiss)}; throughput below the floor or near it ${part(RATES.throughputMiss)}`],
    [`runs under ${SHORT_FAILURE_SECONDS} s: failed for`, list(RATES.quickFailure)],
    ['longer runs: failed for', list(RATES.lateFailure)],
    [
      'jobs: checkpoint, top-up, extension, backup named',
      [RATES.checkpoint, RATES.topUp, RATES.extension, RATES.backupNamed].map(part).join(', '),
    ],
    ['reported jobs: confirmed', part(RATES.confirmed)],
    [
      `reported jobs of ${WORTH_DISPUTING / 1_000_000n} USDC or more: disputed; campaigns`,
      `${part(RATES.disputed)}; ${part(RATES.campaignDisputed)}`,
    ],
    ['disputes', list(RATES.dispute)],
    [
      'rulings that can be appealed: appealed; governance rules in time',
      `${part(RATES.appealed)}; ${part(RATES.appealRuled)}`,
    ],
    ['certificates that end: renewed', list(RATES.renewal)],
    ['providers a month: below 99.5%', part(RATES.monthBelowBar)],
  ]
    .map(([of, assumed]) => `| ${of} | ${assumed} |`)
    .join('\n');
}
