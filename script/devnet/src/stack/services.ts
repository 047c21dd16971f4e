import { dirname, join } from 'node:path';
import { privateKey } from '../accounts.js';
import { REVENUE_DUST } from '../market/settle-accounts.js';
import { ROOT } from './paths.js';
import { choosePort } from './ports.js';
import { readyUrl, startProgram } from './process.js';
import type { Stack } from './stack.js';
import type { Teardown } from './teardown.js';

export const METERS = 7;
const POLL_MS = '100';
/** chain seconds by which a meter's own observation may differ; the devnet's clock stands still between events */
const TOLERANCE_SECONDS = '5';
/** chain seconds after which the keeper delivers what the executor could not */
export const RETRY_AFTER_SECONDS = 60;
const MAX_RUNS = '10000';

export interface Services {
  agentUrl: string;
  meterUrls: readonly string[];
  keeperUrl: string;
}

/** One provider agent, seven meters and one keeper, each its own process with its own key, as they would run in the world. */
export async function startServices(stack: Stack, specs: string, teardown: Teardown): Promise<Services> {
  const common = (name: string): string[] => [
    '--rpc',
    stack.chain.url,
    '--deployment',
    stack.deploymentFile,
    '--data-dir',
    join(stack.work, name),
    '--poll-ms',
    POLL_MS,
  ];
  const start = async (
    name: string,
    script: string,
    args: readonly string[],
    env: Record<string, string>,
  ): Promise<string> => {
    const running = await startProgram({
      name,
      command: process.execPath,
      args: [join(ROOT, script), ...args],
      env,
      logFile: join(stack.logs, `${name}.log`),
      ready: (output) => readyUrl(output) !== undefined,
      onUnexpectedExit: stack.onExit,
    });
    teardown.add(name, () => running.stop());
    const url = readyUrl(running.output());
    if (url === undefined) throw new Error(`${name} did not say where it listens`);
    return url;
  };

  const meterPorts: number[] = [];
  while (meterPorts.length < METERS) {
    const port = await choosePort(0);
    if (!meterPorts.includes(port)) meterPorts.push(port);
  }
  const plannedMeters = meterPorts.map((port) => `http://127.0.0.1:${port}`);
  const agentUrl = await start(
    'agent',
    'script/agent/dist/cli.js',
    [
      'run',
      ...common('agent'),
      '--specs',
      specs,
      '--concurrency',
      MAX_RUNS,
      '--command-path',
      `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      ...plannedMeters.flatMap((url) => ['--meter', url]),
    ],
    { CYBERPLAZA_AGENT_KEY: privateKey('agent') },
  );
  const meterUrls = await Promise.all(
    meterPorts.map((port, n) =>
      start(
        `meter-${n + 1}`,
        'script/agent/dist/meter.js',
        [
          'run',
          ...common(`meter-${n + 1}`),
          '--agent',
          agentUrl,
          '--specs',
          specs,
          '--tolerance',
          TOLERANCE_SECONDS,
          '--port',
          String(port),
        ],
        { CYBERPLAZA_METER_KEY: privateKey('meter', n) },
      ),
    ),
  );
  // The devnet's days last seconds, so no duty waits for its usual hour.
  const duties = [
    ...['revenue', 'epochs', 'standings', 'campaigns', 'redemptions', 'pool'],
    ...['workflows', 'reservations', 'spot', 'disputes', 'bridge', 'governance'],
  ];
  const everySecond = duties.flatMap((duty) => ['--schedule', `${duty}=* * * * * *`]);
  // The second chain's keeper is the same; it waits for LayerZero's executor before it delivers in its place.
  const { crossing } = stack;
  const bridge = crossing
    ? [
        '--remote',
        `${crossing.deploymentFile}=${crossing.remote.url}`,
        '--bridge-retry-after',
        String(RETRY_AFTER_SECONDS),
      ]
    : [];
  const keeperUrl = await start(
    'keeper',
    'script/keeper/dist/cli.js',
    ['run', ...common('keeper'), '--min-revenue', String(REVENUE_DUST), ...everySecond, ...bridge],
    {
      CYBERPLAZA_KEEPER_KEY: privateKey('keeper'),
    },
  );
  return { agentUrl, meterUrls, keeperUrl };
}
