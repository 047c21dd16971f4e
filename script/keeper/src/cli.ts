#!/usr/bin/env node
import { Command } from 'commander';
import { keeperConfigSchema } from './config.js';
import { DUTY_NAMES } from './duties/index.js';
import { createKeeper, type Keeper, type KeeperOptions } from './keeper.js';
import {
  addCommonOptions,
  ConfigError,
  createLogger,
  die,
  loadAccount,
  parseConfig,
  repeated,
  runService,
  toJson,
  withEnvironment,
} from './kit/index.js';

const DEFAULTS = { dataDir: '.cyberplaza/keeper', keyEnv: 'CYBERPLAZA_KEEPER_KEY' };

function options(command: Command): Command {
  return addCommonOptions(command, DEFAULTS)
    .option('--duty <name>', `do only this duty; repeat (${DUTY_NAMES.join(', ')})`, repeated)
    .option(
      '--schedule <name=when>',
      'when to look at a duty: "block", "off" or a cron pattern with seconds; repeat',
      repeated,
    )
    .option('--max-batch <n>', 'jobs ended or released in one transaction (default 100)')
    .option('--min-revenue <units>', 'least USDC units worth moving (default 1000000)')
    .option('--inbox <dir>', 'folder of signed reports to relay (default <data-dir>/inbox)')
    .option('--uptime-inbox <dir>', "folder of meters' signatures over months of uptime (default <data-dir>/uptime)")
    .option('--meter <url>', "meter to ask for providers' months of uptime; repeat for each", repeated)
    .option('--price-source <file|url>', 'JSON {"<feed id or name>": "<price>"} to push')
    .option('--price-keys <file>', 'keys of price nodes to sign with here; for local chains')
    .option('--price-node <url>', 'price node whose prices to carry if the nodes do not push them; repeat', repeated)
    .option('--carry-max-age <s>', 'carry a price after so many chain seconds even if it has not moved (default 88200)')
    .option('--price-max-age <s>', 'push a price after so many chain seconds even if it has not moved (default 72000)')
    .option('--price-move-bps <n>', 'push a price at once if it moved by more (default 500)')
    .option('--standing-margin <s>', "refresh a provider's standing so long before it lapses (default 86400)")
    .option(
      '--rewards-dir <dir>',
      'publish reward roots, and keep their content files and proofs here (PUBLISHER role)',
    )
    .option('--rewards-subgraph <url>', "subgraph to read the rewards' events from, instead of the chain's logs")
    .option('--remote <file=url>', 'deployment file and node of a chain that CPT was bridged to; repeat', repeated)
    .option('--bridge-max-fee <wei>', 'most to pay LayerZero for a transfer that waited (default 0.01 of the coin)')
    .option('--bridge-retry-after <s>', 'deliver what its executor has not after so many seconds (default 600)')
    .option('--max-fee-gwei <n>', 'ceiling of the fee per gas (default 100)')
    .option('--stuck-ms <n>', 'raise the fee of a transaction unmined for so long (default 30000)')
    .option('--tx-timeout-ms <n>', 'wait for turn and receipt; what was sent is watched on after that (default 300000)')
    .addHelpText(
      'after',
      `\nWithout a key (--key-file or ${DEFAULTS.keyEnv}) nothing is sent: every duty is only simulated.\nLogs are JSON lines on stderr.`,
    );
}

function keeperOptions(flags: Record<string, unknown>): KeeperOptions {
  const { duty, schedule, priceNode, meter, remote, ...rest } = withEnvironment(flags, DEFAULTS);
  const config = parseConfig(keeperConfigSchema, {
    ...rest,
    duties: duty,
    priceNodes: priceNode,
    meters: meter,
    remotes: ((remote as string[] | undefined) ?? []).map(parseRemote),
    schedules: Object.fromEntries(((schedule as string[] | undefined) ?? []).map(parseSchedule)),
  });
  const account = loadAccount({ envName: DEFAULTS.keyEnv, keyFile: config.keyFile });
  return { ...config, account, log: createLogger('keeper', config.logLevel) };
}

function parseSchedule(entry: string): [string, string] {
  const at = entry.indexOf('=');
  if (at < 1) throw new ConfigError(`--schedule ${entry}: write <duty>=<when>`);
  return [entry.slice(0, at), entry.slice(at + 1)];
}

function parseRemote(entry: string): { deployment: string; rpc: string } {
  const at = entry.indexOf('=');
  if (at < 1) throw new ConfigError(`--remote ${entry}: write <deployment file>=<url>`);
  return { deployment: entry.slice(0, at), rpc: entry.slice(at + 1) };
}

async function withKeeper(made: KeeperOptions, work: (keeper: Keeper) => Promise<void>): Promise<void> {
  const keeper = await createKeeper(made);
  try {
    await work(keeper);
  } finally {
    await keeper.stop();
  }
}

const run = options(new Command('run').description('do every duty on its schedule until stopped')).action(
  async (flags: Record<string, unknown>) => {
    const made = keeperOptions(flags);
    const log = made.log ?? createLogger('keeper', 'info');
    await runService(async () => (await createKeeper(made)).start(), log, { dryRun: made.account === undefined });
  },
);

const once = options(
  new Command('once').description('do what is due now, then end').argument('[duties...]', 'only these'),
).action(async (names: string[], flags: Record<string, unknown>) => {
  await withKeeper(keeperOptions(flags), async (keeper) => {
    const results = await keeper.runOnce(names);
    process.stdout.write(`${toJson(results, 2)}\n`);
    if (Object.values(results).some(({ kind }) => kind === 'failed')) process.exitCode = 1;
  });
});

const list = options(new Command('list').description('show every duty, whether it is due, and why')).action(
  async (flags: Record<string, unknown>) => {
    await withKeeper({ ...keeperOptions(flags), readOnly: true }, async (keeper) => {
      for (const { name, due, schedule, why } of await keeper.list()) {
        process.stdout.write(`${due ? 'due ' : '    '} ${name.padEnd(10)} ${schedule.padEnd(15)} ${why}\n`);
      }
    });
  },
);

const program = new Command('cyberplaza-keeper')
  .description(
    'Does the scheduled duties of the market: time-outs, hold-backs, revenue, epochs, prices. Safe to run twice, from several machines.',
  )
  .addCommand(run)
  .addCommand(once)
  .addCommand(list);

try {
  await program.parseAsync();
} catch (error) {
  die(error);
}
