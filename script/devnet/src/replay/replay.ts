import { join } from 'node:path';
import { parseDeployment } from '@cyberplaza/sdk';
import { account } from '../accounts.js';
import { startAnvil } from '../stack/anvil.js';
import { deployContracts } from '../stack/deploy.js';
import { ROOT } from '../stack/paths.js';
import { Teardown } from '../stack/teardown.js';
import { Calendar } from './calendar.js';
import { Courts } from './courts.js';
import { Ledger } from './ledger.js';
import { Machine } from './machine.js';
import { Market } from './market.js';
import { Meters } from './meters.js';
import { Random } from './random.js';
import { type Check, reconcile } from './reconcile.js';
import { Rpc } from './rpc.js';
import { seed } from './seed.js';
import { TICK } from './times.js';
import { Watch } from './watch.js';
import type { Workload } from './workload.js';

const WISHED_PORT = 8547;
/** Nothing here looks back: the chain need not keep what it was. */
const ANVIL_ARGS = ['--prune-history', '64', '--no-request-size-limit', '--disable-code-size-limit'];
const PROGRESS_MS = 5_000;
const HANGING_CLAIMS = 10n;

export interface Replayed {
  workload: Workload;
  ledger: Ledger;
  checks: readonly Check[];
  refusedOpenings: ReadonlyMap<string, number>;
  refusedDisputes: ReadonlyMap<string, number>;
  suspendedForUptime: number;
  certificatesRenewed: number;
  certificatesEnding: number;
  blocks: number;
  transactions: number;
  gas: bigint;
  /** of the chain's clock, from the first job to the last payment */
  chainSeconds: number;
  /** of ours: everything, and the jobs alone */
  seconds: number;
  playSeconds: number;
}

export interface ReplayOptions {
  work: string;
  randomSeed: number;
  say: (text: string) => void;
}

/** A chain of its own, the whole deployment, the plan played to the last payment, and every unit looked for. */
export async function replay(workload: Workload, options: ReplayOptions): Promise<Replayed> {
  const teardown = new Teardown();
  const began = Date.now();
  try {
    options.say('starting a chain and deploying the contracts');
    const chain = await startAnvil({
      port: WISHED_PORT,
      logs: options.work,
      onExit: (error) => {
        throw error;
      },
      more: ANVIL_ARGS,
    });
    teardown.add('anvil', () => chain.running.stop());
    // It would tell of every call.
    await new Rpc(chain.url).one('anvil_setLoggingEnabled', false);
    const file = join(ROOT, 'deployments', 'local', `replay-${process.pid}.json`);
    const machine = new Machine(chain.url, parseDeployment(await deployContracts(chain.url, 'local', file)));
    return await play(machine, workload, options, began);
  } finally {
    await teardown.run();
  }
}

async function play(machine: Machine, workload: Workload, options: ReplayOptions, began: number): Promise<Replayed> {
  const ledger = new Ledger(machine.address('Disputes'));
  machine.listen((happened) => ledger.take(happened));
  await machine.start();
  const random = new Random(options.randomSeed);
  const meters = new Meters(machine.deployment);
  options.say(`a year of history for ${workload.sites.length} providers, money for ${workload.users.length} buyers`);
  const seeded = await seed(machine, meters, workload);

  const calendar = new Calendar();
  const courts = new Courts(machine, calendar);
  const market = new Market(machine, calendar, meters, courts, seeded.sites, seeded.users, random);
  const watch = new Watch(machine, calendar, meters, seeded, workload, random);
  for (const work of workload.works) market.plan(work, seeded.start + work.submitAt);
  watch.plan();

  const playing = Date.now();
  let told = playing;
  while (!calendar.isOver) {
    const at = Math.max(machine.now, Math.ceil((calendar.next ?? machine.now) / TICK) * TICK);
    await machine.advanceTo(at);
    calendar.actUntil(at);
    await settle(machine, market, watch);
    if (Date.now() - told < PROGRESS_MS) continue;
    told = Date.now();
    options.say(progress(machine, ledger, workload, seeded.start));
  }
  const playSeconds = (Date.now() - playing) / 1_000;
  const chainSeconds = machine.now - seeded.start;
  await payWhatIsLeft(machine, watch);
  options.say('looking for every unit');
  return {
    workload,
    ledger,
    checks: await reconcile(machine, ledger),
    refusedOpenings: market.refused,
    refusedDisputes: courts.refused,
    suspendedForUptime: watch.suspendedForUptime,
    certificatesRenewed: watch.renewed,
    certificatesEnding: seeded.sites.filter(({ expiresAt }) => expiresAt !== 0).length,
    blocks: machine.blocks,
    transactions: machine.transactions,
    gas: machine.gas,
    chainSeconds,
    seconds: (Date.now() - began) / 1_000,
    playSeconds,
  };
}

/** All that is due in this second, and all that it brings with it. */
async function settle(machine: Machine, market: Market, watch: Watch): Promise<void> {
  do {
    await watch.flush();
    await market.flush();
    await machine.settle();
  } while (!market.isIdle || !watch.isIdle || !machine.isIdle);
}

/** The last revenue on its way, claims that the fund was short of, and what providers earned. */
async function payWhatIsLeft(machine: Machine, watch: Watch): Promise<void> {
  watch.collect();
  watch.payDay();
  await machine.settle();
  const [, queued] = await machine.read<readonly [bigint, bigint]>('InsuranceFund', 'outstanding');
  if (queued === 0n) return;
  // More than half of what comes in is for claims.
  const deployer = account('deployer').address;
  machine.call(deployer, 'USDC', 'mint', [deployer, 2n * queued]);
  machine.call(deployer, 'InsuranceFund', 'contribute', [2n * queued]);
  machine.call(deployer, 'InsuranceFund', 'payClaims', [HANGING_CLAIMS]);
  await machine.settle();
}

function progress(machine: Machine, ledger: Ledger, workload: Workload, start: number): string {
  const over = [...ledger.jobs.values()].filter(({ stage }) => stage === 'settled' || stage === 'refunded').length;
  const day = ((machine.now - start) / 86_400).toFixed(1);
  return `day ${day} · ${ledger.jobs.size}/${workload.works.length} opened · ${over} over · ${ledger.disputes.size} disputed`;
}
