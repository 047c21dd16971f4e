import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@cyberplaza/keeper/kit';
import type { ListingTerms, NewTariff } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { canonicalJson, jobSpecHash } from '@cyberplaza/sdk/eip712';
import type { Hex } from 'viem';
import { type HDAccount, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import { account, METERS } from '../../../sdk/test/support/accounts.js';
import { freePort } from '../../../sdk/test/support/ports.js';
import type { World } from '../../../sdk/test/support/world.js';
import { type Agent, type AgentInput, createAgent, createMeter, type Meter, type MeterInput } from '../src/index.js';

const POLL_MS = 20;

/** The operator key of the agent under test. */
export const OPERATOR = privateKeyToAccount(`0x${'a1'.repeat(32)}`);

/** Everything a test started, stopped and removed in reverse order. */
export class Scratch {
  readonly directory = mkdtempSync(join(tmpdir(), 'cyberplaza-agent-'));
  readonly specs = join(this.directory, 'specs');
  readonly #stops: (() => Promise<void>)[] = [];
  #names = 0;

  constructor() {
    mkdirSync(this.specs);
  }

  /** A folder name nobody has used. */
  path(name: string): string {
    this.#names += 1;
    return join(this.directory, `${name}-${this.#names}`);
  }

  onStop(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** Stops what is running, the newest first; the files stay. */
  async halt(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }

  async stop(): Promise<void> {
    await this.halt();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Publishes a spec; returns its hash. */
  publish(spec: {
    command: string[];
    env?: Record<string, string>;
    runSeconds?: number;
    heartbeatSeconds?: number;
  }): Hex {
    const hash = jobSpecHash(spec);
    writeFileSync(join(this.specs, `${hash}.json`), canonicalJson(spec));
    return hash;
  }

  deploymentFile(world: World): string {
    const path = join(this.directory, 'deployment.json');
    writeFileSync(path, JSON.stringify(world.deployment));
    return path;
  }
}

export function localKey(of: HDAccount): PrivateKeyAccount {
  const { privateKey } = of.getHdKey();
  if (!privateKey) throw new Error('no private key');
  return privateKeyToAccount(`0x${Buffer.from(privateKey).toString('hex')}`);
}

export function meterKey(n: number): PrivateKeyAccount {
  return localKey(account('meter', n));
}

const log = createLogger('test', process.env.TEST_LOG ?? 'silent');

export async function startAgent(world: World, scratch: Scratch, input: Partial<AgentInput> = {}): Promise<Agent> {
  const agent = await createAgent({
    rpc: world.url,
    deployment: scratch.deploymentFile(world),
    dataDir: scratch.path('agent'),
    specs: scratch.specs,
    pollMs: POLL_MS,
    account: OPERATOR,
    log,
    ...input,
  });
  scratch.onStop(() => agent.stop());
  return agent;
}

export async function startMeter(
  world: World,
  scratch: Scratch,
  n: number,
  input: Partial<MeterInput> = {},
): Promise<Meter> {
  const meter = await createMeter({
    rpc: world.url,
    deployment: scratch.deploymentFile(world),
    dataDir: scratch.path(`meter${n}`),
    specs: scratch.specs,
    pollMs: POLL_MS,
    account: meterKey(n),
    log,
    ...input,
  });
  scratch.onStop(() => meter.stop());
  return meter;
}

/** An agent with meters that watch it; ports are fixed beforehand because each side names the other. */
export async function startMarket(
  world: World,
  scratch: Scratch,
  options: { meters?: number; agent?: Partial<AgentInput>; meter?: Partial<MeterInput> } = {},
): Promise<{ agent: Agent; meters: Meter[] }> {
  const port = await freePort();
  const meters = await Promise.all(
    Array.from({ length: options.meters ?? METERS }, (_, n) =>
      startMeter(world, scratch, n, { agents: [`http://127.0.0.1:${port}`], ...options.meter }),
    ),
  );
  const agent = await startAgent(world, scratch, { port, meters: meters.map(({ url }) => url), ...options.agent });
  return { agent, meters };
}

/** A certified provider with one listing, whose operator is the agent under test. */
export async function sellThroughAgent(
  world: World,
  terms: Partial<ListingTerms> = {},
  sla?: NewTariff,
): Promise<{ providerId: number; listingId: number }> {
  await world.chain.mine({ blocks: 1 });
  await world.publishPrices();
  await world.bondMeters();
  const providerId = await world.provider(0, { certified: true });
  const listingId = await world.listing(0, providerId, terms, sla);
  await world.fund(OPERATOR.address);
  const { wait } = await world
    .client(account('provider'))
    .setOperator({ providerId, operator: OPERATOR.address, allowed: true });
  await wait();
  return { providerId, listingId };
}

/** Every report of a job that ended its run, with its transaction. */
export function reportsOf({ chain, contracts }: World, jobId: bigint) {
  return chain.getContractEvents({
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    eventName: 'JobReported',
    args: { jobId },
    fromBlock: 0n,
    strict: true,
  });
}

/** The refund of a job. */
export async function refundOf({ chain, contracts }: World, jobId: bigint) {
  const [refunded] = await chain.getContractEvents({
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    eventName: 'JobRefunded',
    args: { jobId },
    fromBlock: 0n,
    strict: true,
  });
  return refunded;
}
