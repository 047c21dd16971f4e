import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Deployment, waitForReceipt } from '@cyberplaza/sdk';
import {
  type Address,
  createTestClient,
  decodeErrorResult,
  decodeEventLog,
  encodeAbiParameters,
  type Hex,
  http,
  keccak256,
  type Log,
  parseEther,
  publicActions,
  type TransactionReceipt,
  toHex,
  walletActions,
} from 'viem';
import { everything, nameOf, type ResolvedCall } from './resolve.js';

const GOVERNOR = 'CyberPlazaGovernor';
/** erc7201:openzeppelin.storage.Governor */
const GOVERNOR_STORAGE = 0x7c712897014dbe49c045ef1299aa2d5f9e67e48eea4403efa21f1e0f3ac0cb00n;
const PURSE = parseEther('1000');
/** For each step, below the cap of a transaction (EIP-7825): an estimate may be too low for what it estimates. */
const GAS = 16_000_000n;
const READY_MS = 60_000;
const LISTENING = /Listening on (\S+)\s/;

/** One storage slot that a simulated transaction changed. */
export interface SlotChange {
  readonly address: Address;
  readonly contract: string | undefined;
  readonly slot: Hex;
  readonly before: Hex;
  readonly after: Hex;
}

export interface SimulatedEvent {
  readonly address: Address;
  readonly contract: string | undefined;
  /** Undefined where no contract of the deployment has such an event. */
  readonly name: string | undefined;
  readonly args: unknown;
}

export interface SimulatedStep {
  readonly what: string;
  readonly events: readonly SimulatedEvent[];
  readonly changes: readonly SlotChange[];
  readonly gas: bigint;
}

/** What would happen; `refusal` says why it would not. */
export interface Simulation {
  readonly steps: readonly SimulatedStep[];
  readonly refusal: string | undefined;
}

/** What the governor writes down before it lets the timelock call it; its own rules cannot be changed otherwise. */
interface Expectation {
  readonly slot: Hex;
  readonly value: Hex;
}

/** What is sent in a simulation, by whom, and how long after the step before. */
export interface Step {
  readonly what: string;
  readonly from: Address;
  readonly to: Address;
  readonly data: Hex;
  readonly value: bigint;
  /** Seconds. */
  readonly wait: number;
  /** Storage of the target that is as it would be by then. */
  readonly given?: readonly Expectation[];
}

/** Plays steps on a fork of the chain; nothing of it reaches the chain itself. */
export async function simulate(rpcUrl: string, deployment: Deployment, steps: readonly Step[]): Promise<Simulation> {
  const fork = await startFork(rpcUrl);
  try {
    return await play(fork.url, deployment, steps);
  } finally {
    await fork.stop();
  }
}

async function play(url: string, deployment: Deployment, steps: readonly Step[]): Promise<Simulation> {
  const client = createTestClient({ mode: 'anvil', transport: http(url, { timeout: 60_000 }), pollingInterval: 10 })
    .extend(publicActions)
    .extend(walletActions);
  const done: SimulatedStep[] = [];
  for (const step of steps) {
    if (step.wait > 0) {
      await client.increaseTime({ seconds: step.wait });
      await client.mine({ blocks: 1 });
    }
    for (const { slot, value } of step.given ?? []) await client.setStorageAt({ address: step.to, index: slot, value });
    await client.setBalance({ address: step.from, value: PURSE + step.value });
    await client.impersonateAccount({ address: step.from });
    const { from: account, to, data, value } = step;
    try {
      await client.call({ account, to, data, value, gas: GAS });
    } catch (error) {
      return { steps: done, refusal: `${step.what}: ${reasonOf(error)}` };
    }
    const hash = await client.sendTransaction({ account, to, data, value, gas: GAS, chain: null });
    const receipt = await waitForReceipt(client, { hash });
    if (receipt.status !== 'success') return { steps: done, refusal: `${step.what}: reverted` };
    done.push({
      what: step.what,
      events: receipt.logs.map((log) => decoded(deployment, log)),
      changes: await changesOf(client, deployment, receipt),
      gas: receipt.gasUsed,
    });
  }
  return { steps: done, refusal: undefined };
}

function decoded(deployment: Deployment, log: Log): SimulatedEvent {
  const { address } = log;
  const contract = nameOf(deployment, address);
  try {
    const event = decodeEventLog({ abi: everything, data: log.data, topics: log.topics });
    return { address, contract, name: event.eventName, args: event.args };
  } catch {
    return { address, contract, name: undefined, args: { topics: log.topics, data: log.data } };
  }
}

type Storage = Readonly<Record<Hex, { storage?: Readonly<Record<Hex, Hex>> }>>;

async function changesOf(
  client: { request(args: { method: never; params: never }): Promise<unknown> },
  deployment: Deployment,
  { transactionHash }: TransactionReceipt,
): Promise<SlotChange[]> {
  const params = [transactionHash, { tracer: 'prestateTracer', tracerConfig: { diffMode: true } }] as never;
  const diff = (await client.request({ method: 'debug_traceTransaction' as never, params })) as {
    pre: Storage;
    post: Storage;
  };
  const zero: Hex = `0x${'0'.repeat(64)}`;
  return Object.entries({ ...diff.pre, ...diff.post }).flatMap(([account]) => {
    const address = account as Address;
    const before = diff.pre[address]?.storage ?? {};
    const after = diff.post[address]?.storage ?? {};
    const contract = nameOf(deployment, address);
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((key) => {
      const slot = key as Hex;
      return { address, contract, slot, before: before[slot] ?? zero, after: after[slot] ?? zero };
    });
  });
}

function reasonOf(error: unknown): string {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) {
    const data = (at as { data?: unknown }).data;
    const hex = typeof data === 'object' && data !== null ? (data as { data?: unknown }).data : data;
    if (typeof hex !== 'string' || !hex.startsWith('0x') || hex.length < 10) continue;
    try {
      const { errorName, args } = decodeErrorResult({ abi: everything, data: hex as Hex });
      return `${errorName}(${(args ?? []).map(String).join(', ')})`;
    } catch {
      return `an unknown error ${hex.slice(0, 10)}`;
    }
  }
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error);
}

/** The steps behind a list of calls: at once, or through the AccessManager's list and its delay. */
export function directSteps(from: Address, calls: readonly ResolvedCall[]): Step[] {
  return calls.map(({ to, data, value, contract, signature }) => ({
    what: `${contract}.${signature}`,
    from,
    to,
    data,
    value,
    wait: 0,
    ...(contract === GOVERNOR ? { given: expected(data) } : {}),
  }));
}

/** OpenZeppelin's queue of calls the governor expects, holding this one alone (Governor._governanceCall: begin 0, end 1). */
function expected(data: Hex): Expectation[] {
  const [queue, entries] = [GOVERNOR_STORAGE + 2n, GOVERNOR_STORAGE + 3n];
  const first = keccak256(encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [0n, entries]));
  return [
    { slot: toHex(queue, { size: 32 }), value: toHex(1n << 128n, { size: 32 }) },
    { slot: first, value: keccak256(data) },
  ];
}

async function startFork(rpcUrl: string): Promise<{ url: string; stop(): Promise<void> }> {
  const args = ['--port', '0', '--fork-url', rpcUrl, '--auto-impersonate', '--no-rate-limit'];
  const child = spawn(anvil(), args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const address = await listening(child);
  if (address === undefined) {
    kill();
    throw new Error(`no fork of ${new URL(rpcUrl).host} could be started`);
  }
  return {
    url: `http://${address}`,
    stop: async () => {
      process.off('exit', kill);
      await end(child);
    },
  };
}

/** Anvil takes a free port by itself and says which: one found for it could be somebody else's before it opens it. */
function listening(child: ChildProcess): Promise<string | undefined> {
  let said = '';
  return new Promise((resolve) => {
    const settle = (address?: string) => {
      clearTimeout(timer);
      child.stdout?.removeAllListeners('data').resume();
      resolve(address);
    };
    const timer = setTimeout(settle, READY_MS);
    child.once('error', () => settle());
    child.once('exit', () => settle());
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = LISTENING.exec(said)?.[1];
      if (address !== undefined) settle(address);
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** The anvil that npm installed. */
function anvil(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules/.bin/anvil');
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return 'anvil';
  }
}
