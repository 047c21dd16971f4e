import {
  addCommonOptions,
  ConfigError,
  createLogger,
  die,
  loadAccount,
  parseConfig,
  repeated,
  runService,
  withEnvironment,
} from '@cyberplaza/keeper/kit';
import { Command } from 'commander';
import type { PrivateKeyAccount } from 'viem/accounts';
import { createAgent } from './agent/agent.js';
import { agentConfigSchema } from './agent/config.js';
import { meterConfigSchema } from './meter/config.js';
import { createMeter } from './meter/meter.js';

const AGENT_DEFAULTS = { dataDir: '.cyberplaza/agent', keyEnv: 'CYBERPLAZA_AGENT_KEY' };
const METER_DEFAULTS = { dataDir: '.cyberplaza/meter', keyEnv: 'CYBERPLAZA_METER_KEY' };

/** Fails early and clearly where no key is given: neither program can do anything without one. */
function requireAccount(account: PrivateKeyAccount | undefined, envName: string): PrivateKeyAccount {
  if (!account) throw new ConfigError(`no key: set ${envName} or --key-file`);
  return account;
}

/** `run` of the provider agent. */
export function agentRunCommand(name = 'run'): Command {
  const command = new Command(name).description(
    'take funded jobs of your providers, run them, report them and get paid',
  );
  return addCommonOptions(command, AGENT_DEFAULTS)
    .requiredOption('--specs <dir|url>', 'where job specs are, as <base>/<specHash>.json')
    .option('--meter <url>', 'a meter to ask for signatures; repeat for each', repeated)
    .option(
      '--provider <id>',
      'serve this provider only; repeat (default: every provider the key may operate)',
      repeated,
    )
    .option(
      '--reclaim',
      'give up running jobs of your providers that this agent never started (its data directory is lost, say)',
    )
    .option('--concurrency <n>', 'runs at once (default 16)')
    .option('--max-batch <n>', 'jobs acknowledged or started in one transaction (default 100)')
    .option('--max-stdout-bytes <n>', 'a run that writes more is killed (default 16777216)')
    .option('--checkpoint-every <s>', 'report partial work every so many chain seconds, 0 never (default 0)')
    .option('--heartbeat-every <s>', 'send a heartbeat every so many chain seconds, 0 never (default 0)')
    .option(
      '--report-acknowledges <s>',
      'leave it to the report to acknowledge a run that is expected to last at most so many chain seconds, 0 never (default 0)',
    )
    .option(
      '--heartbeats',
      'take jobs whose description measures their uptime by their own heartbeats (a buyer may fall silent on purpose)',
    )
    .option('--no-drain', 'on SIGTERM kill pre-emptible runs at once, without notice')
    .option('--probe-ms <n>', 'pause between two looks at whether a run is up (default 5000)')
    .option(
      '--observe-ms <n>',
      'how long a run may wait to be seen by a quorum of meters before it ends (default 5000)',
    )
    .option('--hedge-ms <n>', 'pause after which the remaining meters are asked too (default 2000)')
    .option('--meter-timeout-ms <n>', 'patience with one meter (default 15000)')
    .option('--command-path <path>', 'PATH of the commands (default /usr/local/bin:/usr/bin:/bin)')
    .option('--max-fee-gwei <n>', 'ceiling of the fee per gas (default 100)')
    .option('--stuck-ms <n>', 'raise the fee of a transaction unmined for so long (default 30000)')
    .addHelpText(
      'after',
      '\nThe process prints {"msg":"ready","url":…} to stdout and logs JSON to stderr. See README.md for the HTTP interface.',
    )
    .action(async (flags: Record<string, unknown>) => {
      const { meter, provider, ...rest } = withEnvironment(flags, AGENT_DEFAULTS);
      const config = parseConfig(agentConfigSchema, { ...rest, meters: meter, providers: provider });
      const account = requireAccount(
        loadAccount({ envName: AGENT_DEFAULTS.keyEnv, keyFile: config.keyFile }),
        AGENT_DEFAULTS.keyEnv,
      );
      const log = createLogger('agent', config.logLevel);
      await runService(() => createAgent({ ...config, account, log }), log, { operator: account.address });
    });
}

/** `run` of a meter. */
export function meterRunCommand(name = 'run'): Command {
  const command = new Command(name).description('watch the runs of agents and sign the reports that are true');
  return addCommonOptions(command, METER_DEFAULTS)
    .option('--agent <url>', 'an agent to watch; repeat for each', repeated)
    .option('--specs <dir|url>', 'where job specs are; with it the meter also checks that the command is the job’s')
    .option('--tolerance <s>', 'chain seconds by which observations may be off (default 60)')
    .option('--probe-ms <n>', 'pause between two looks at whether a run is up (default 5000)')
    .option('--uptime-tolerance <bps>', 'basis points by which a reported uptime may be off (default 50)')
    .option('--watch <providerId=url>', 'a provider whose monthly uptime to watch at this address; repeat', repeated)
    .option('--watch-ms <n>', 'pause between two looks at a watched provider (default 10000)')
    .option('--month-tolerance <bps>', "basis points by which a month's uptime may be off (default 10)")
    .option('--max-stdout-bytes <n>', 'output limit that an "output" failure must have passed (default 16777216)')
    .addHelpText(
      'after',
      '\nThe process prints {"msg":"ready","url":…} to stdout and logs JSON to stderr. See README.md for the HTTP interface.',
    )
    .action(async (flags: Record<string, unknown>) => {
      const { agent, ...rest } = withEnvironment(flags, METER_DEFAULTS);
      const config = parseConfig(meterConfigSchema, { ...rest, agents: agent });
      const account = requireAccount(
        loadAccount({ envName: METER_DEFAULTS.keyEnv, keyFile: config.keyFile }),
        METER_DEFAULTS.keyEnv,
      );
      const log = createLogger('meter', config.logLevel);
      await runService(() => createMeter({ ...config, account, log }), log, { signer: account.address });
    });
}

/** Parses the arguments; anything that fails is one sentence and a non-zero exit. */
export async function main(program: Command): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    die(error);
  }
}
