import { join } from 'node:path';
import {
  BridgeStage,
  type BridgeTransfer,
  formatCpt,
  getBridgeBooks,
  getBridgePath,
  getRemoteBooks,
  getWaitingTransfer,
  parseCpt,
  sendToChain,
  trackBridgeTransfer,
  vetoTransfer,
  WaitingStatus,
} from '@cyberplaza/sdk';
import { accessManagerAbi, cptBridgeAbi } from '@cyberplaza/sdk/abis';
import { createTestClient, encodeFunctionData, erc20Abi, type Hex, http, maxUint256, parseEther } from 'viem';
import { account } from '../accounts.js';
import { readerOf, walletOf } from '../bridge/chains.js';
import { type Crossing, HOME_EID, REMOTE_EID } from '../bridge/crossing.js';
import { inTurn } from '../bridge/faults.js';
import { Relayer } from '../bridge/relayer.js';
import { executeDelayed, releaseFrom } from '../seed/governance.js';
import { indexedBlock } from '../stack/graph-node.js';
import { ROOT } from '../stack/paths.js';
import { RETRY_AFTER_SECONDS } from '../stack/services.js';
import type { Stack } from '../stack/stack.js';
import { Seen, type Story } from './story.js';

const WAIT = { pollingInterval: 20, timeout: 120_000 };
const PATIENCE_MS = 120_000;
const POLL_MS = 100;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const GAS_MONEY = parseEther('10');

const PURSE = parseCpt('300000');
const SMALL = parseCpt('1000');
const ODD = parseCpt('100');
/** Above the remote chain's inbound limit once that is a thousandth of the supply, which is the least it can be. */
const FLOOD = parseCpt('150000');
const THOUSANDTH = parseCpt('100000');
/** Above what the remote chain lets leave in a day once that is a ten-thousandth. */
const LARGE = parseCpt('50000');
const VETOED = parseCpt('40000');
const BACK = parseCpt('5000');
/** What is too little for a delivery. */
const STARVED_GAS = 30_000n;

/**
 * CPT on a second chain and back over LayerZero's real contracts: some at once, with everything going wrong on the way that can; some
 * above a limit, some held for a day, some vetoed. What the keeper does in the world, the keeper does here, on both chains.
 */
export async function crossTheBridge(stack: Stack, say: (text: string) => void): Promise<Story> {
  const { crossing } = stack;
  if (!crossing) throw new Error('the bridge was not started');
  const faults = inTurn(
    { kind: 'none' },
    { kind: 'lost', rounds: 2 },
    { kind: 'late', rounds: 3 },
    { kind: 'twice' },
    { kind: 'starved', gas: STARVED_GAS },
  );
  const relayer = new Relayer([crossing.home, crossing.remote], { faults, retries: false, onError: stack.onExit });
  relayer.start();
  try {
    return await new Journey(stack, crossing, relayer, say).take();
  } finally {
    await relayer.stop();
  }
}

class Journey {
  readonly #seen = new Seen();
  readonly #traveller = account('traveller');
  readonly #home;
  readonly #remote;
  readonly #homeReader;
  readonly #remoteReader;

  constructor(
    private readonly stack: Stack,
    private readonly crossing: Crossing,
    private readonly relayer: Relayer,
    private readonly say: (text: string) => void,
  ) {
    this.#home = walletOf(crossing.home, this.#traveller);
    this.#remote = walletOf(crossing.remote, this.#traveller);
    this.#homeReader = stack.world.reader;
    this.#remoteReader = readerOf(crossing.remote);
  }

  async take(): Promise<Story> {
    await this.#packUp();
    await this.#crossAtOnce();
    await this.#crossWithFaults();
    await this.#crossAboveTheLimit();
    await this.#crossHeld();
    await this.#crossVetoed();
    await this.#comeBack();
    await this.#showLawH();
    return { title: 'CPT on a second chain, and back', lines: this.#seen.lines };
  }

  async #packUp(): Promise<void> {
    const { world, clock } = this.stack;
    this.say('a traveller gets CPT from genesis, after the treasury’s 48 hours');
    await this.crossing.clock.freeze();
    await world.fund([this.#traveller.address], GAS_MONEY);
    const cheat = createTestClient({ mode: 'anvil', transport: http(this.crossing.remote.url) });
    await cheat.setBalance({ address: this.#traveller.address, value: GAS_MONEY });
    const cpt = world.address('CPT');
    const { address } = this.#traveller;
    await executeDelayed(world, clock, [releaseFrom(world, 'genesis.poolSeed', cpt, address, PURSE, 'devnet: bridge')]);
    await world.send(this.#traveller, 'CPT', 'approve', [this.stack.deployment.contracts.CPTBridge, maxUint256]);
    const { sendingDvns, receivingDvns } = await getBridgePath(this.#remoteReader, {
      deployment: this.crossing.deployment,
      eid: HOME_EID,
    });
    const least = Math.min(sendingDvns.length, receivingDvns.length);
    this.#seen.expect(`${least} DVNs have to vouch for every message`, least >= 3);
  }

  async #crossAtOnce(): Promise<void> {
    this.say('a thousand CPT cross at once');
    const guid = await this.#sendOut(SMALL);
    await this.#arrives(guid);
    this.#seen.equal(`${formatCpt(SMALL)} CPT crossed at once`, await this.#there(), SMALL);
  }

  async #crossWithFaults(): Promise<void> {
    this.say('a message is lost, one is late, one comes twice, one runs out of gas');
    const before = await this.#there();
    const guids: Hex[] = [];
    for (let n = 0; n < 4; n++) guids.push(await this.#sendOut(ODD));
    const starved = guids[3] as Hex;
    await this.#until('the delivery to run out of gas', async () => this.relayer.find(starved)?.progress === 'failed');
    this.#seen.expect('what ran out of gas is kept', (await this.#stage(starved)) === BridgeStage.Failed);
    // Its executor has had its time: the keeper's turn.
    await this.stack.clock.advanceBy(RETRY_AFTER_SECONDS + 1);
    for (const guid of guids) await this.#arrives(guid);
    const refused = this.relayer.carried.reduce((sum, carried) => sum + carried.refused, 0);
    this.#seen.equal('a second delivery of one message was refused', refused, 1);
    const late = this.relayer.find(guids[1] as Hex)?.arrival ?? 0;
    const next = this.relayer.find(guids[2] as Hex)?.arrival ?? 0;
    this.#seen.expect('a later message overtook one that was late', late > next);
    this.#seen.equal('each arrived exactly once', (await this.#there()) - before, ODD * 4n);
  }

  async #crossAboveTheLimit(): Promise<void> {
    this.say('governance on the second chain lowers what may arrive in a day, after its 48 hours');
    await this.#setLimits(200, 10, 50);
    const before = await this.#there();
    const guid = await this.#sendOut(FLOOD);
    await this.#until('it to arrive and wait', async () => (await this.#track(guid)).waitingId !== undefined);
    const { waitingId = 0n } = await this.#track(guid);
    const left = async (): Promise<bigint> => (await this.#waiting(waitingId)).amount;
    await this.#until('the keeper to deliver what there is room for', async () => (await left()) < FLOOD);
    this.#seen.equal(
      'of what came above the limit, a day’s worth was paid out',
      (await this.#there()) - before,
      THOUSANDTH,
    );
    this.#seen.equal('and the rest waits', await left(), FLOOD - THOUSANDTH);
    this.say('two days later there is room for the rest');
    await this.#pass(2 * DAY);
    await this.#until(
      'the keeper to deliver the rest',
      async () => (await this.#stage(guid)) === BridgeStage.Delivered,
    );
    this.#seen.equal('the rest was delivered later', (await this.#there()) - before, FLOOD);
  }

  async #crossHeld(): Promise<void> {
    this.say('a large transfer waits 24 hours before it leaves');
    await this.#setLimits(200, 200, 1);
    const before = await this.#here();
    const waitingId = await this.#sendHome(LARGE);
    const held = await trackBridgeTransfer(this.#remoteReader, { ...this.#homeward(), waitingId });
    this.#seen.expect('a large transfer is held', held.stage === BridgeStage.Held);
    await this.#pass(DAY + 1);
    const arrived = async (): Promise<boolean> => (await this.#here()) - before === LARGE;
    await this.#until('the keeper to release it and home to pay it out', arrived);
    const after = await trackBridgeTransfer(this.#remoteReader, { ...this.#homeward(), waitingId });
    const isThere = after.stage === BridgeStage.Delivered;
    this.#seen.expect('24 hours later the keeper paid for its message, and it arrived', isThere);
  }

  async #crossVetoed(): Promise<void> {
    this.say('the council stops another one');
    const before = await this.#there();
    const waitingId = await this.#sendHome(VETOED);
    this.#seen.equal('what waits to leave is out of its sender’s hands', await this.#there(), before - VETOED);
    const council = walletOf(this.crossing.remote, account('council'));
    const veto = { deployment: this.crossing.deployment, id: waitingId, reason: 'devnet: a stolen key' };
    await (await vetoTransfer(council, veto)).wait(WAIT);
    const { status } = await this.#waiting(waitingId);
    this.#seen.equal('a vetoed transfer is refunded', status, WaitingStatus.Refunded);
    this.#seen.equal('to the last unit', await this.#there(), before);
  }

  async #comeBack(): Promise<void> {
    this.say('two days later some of it comes home at once');
    await this.#pass(2 * DAY);
    const before = await this.#here();
    const sent = await sendToChain(this.#remote, { ...this.#fromThere(), amount: BACK });
    const outcome = await sent.wait(WAIT);
    this.#seen.expect(`${formatCpt(BACK)} CPT leave for home at once`, !outcome.waits);
    await this.#until('it to come home', async () => (await this.#here()) - before === BACK);
    this.#seen.equal(`${formatCpt(BACK)} CPT came home`, (await this.#here()) - before, BACK);
  }

  async #showLawH(): Promise<void> {
    this.say('law H, from both chains and both indexes');
    const { deployment } = this.stack;
    const [books, remote] = await Promise.all([
      getBridgeBooks(this.#homeReader, { deployment }),
      getRemoteBooks(this.#remoteReader, { deployment: this.crossing.deployment }),
    ]);
    const locked = books.chains.find(({ eid }) => eid === REMOTE_EID)?.locked ?? 0n;
    const inFlight = this.relayer.carried.filter(({ progress }) => progress !== 'delivered').length;
    const figures = `${formatCpt(locked)} CPT locked at home = ${formatCpt(remote.supply)} on Ethereum + ${formatCpt(remote.arriving)} waiting there`;
    this.#seen.expect(
      `law H, chains: ${figures}, ${inFlight} messages in flight`,
      locked === remote.supply + remote.arriving,
    );
    this.#seen.equal(
      'law H: the bridge holds what is locked and what waits',
      books.balance,
      books.locked + books.outgoing + books.arriving,
    );
    const { indexer } = this.stack;
    await Promise.all([
      this.#indexed(indexer.url, await this.#homeReader.getBlockNumber({ cacheTime: 0 })),
      this.#indexed(this.crossing.indexer.url, await this.#remoteReader.getBlockNumber({ cacheTime: 0 })),
    ]);
    const [there, home] = await Promise.all([ask(this.crossing.indexer.url), ask(indexer.url)]);
    this.#seen.equal('subgraph of home: locked', BigInt(home.bridge.locked), locked);
    this.#seen.equal('subgraph of Ethereum: supply', BigInt(there.protocol.cptSupply), remote.supply);
    this.#seen.equal('subgraph of Ethereum: waiting', BigInt(there.bridge.arriving), remote.arriving);
    const checks = await lawH(indexer.url, this.crossing.indexer.url);
    for (const { says, left, right, holds } of checks) {
      this.#seen.expect(`law H, indexes: ${says}: ${shown(left)}${holds ? '' : `, not ${shown(right)}`}`, holds);
    }
  }

  async #sendOut(amount: bigint): Promise<Hex> {
    const { address } = this.#traveller;
    const transfer = { deployment: this.stack.deployment, eid: REMOTE_EID, to: address, amount };
    const outcome = await (await sendToChain(this.#home, transfer)).wait(WAIT);
    if (outcome.waits) throw new Error(`${formatCpt(amount)} CPT should have left at once`);
    return outcome.guid;
  }

  #fromThere() {
    return { deployment: this.crossing.deployment, eid: HOME_EID, to: this.#traveller.address };
  }

  /** @returns the id under which it waits */
  async #sendHome(amount: bigint): Promise<bigint> {
    const outcome = await (await sendToChain(this.#remote, { ...this.#fromThere(), amount })).wait(WAIT);
    if (!outcome.waits) throw new Error(`${formatCpt(amount)} CPT should have waited`);
    return outcome.waitingId;
  }

  #track(guid: Hex): Promise<BridgeTransfer> {
    return trackBridgeTransfer(this.#homeReader, {
      guid,
      deployment: this.stack.deployment,
      destination: this.#remoteReader,
      destinationDeployment: this.crossing.deployment,
    });
  }

  #homeward() {
    return {
      deployment: this.crossing.deployment,
      destination: this.#homeReader,
      destinationDeployment: this.stack.deployment,
    };
  }

  async #stage(guid: Hex): Promise<BridgeStage> {
    return (await this.#track(guid)).stage;
  }

  #arrives(guid: Hex): Promise<void> {
    return this.#until(`message ${guid} to arrive`, async () => (await this.#stage(guid)) === BridgeStage.Delivered);
  }

  #waiting(id: bigint) {
    return getWaitingTransfer(this.#remoteReader, { deployment: this.crossing.deployment, id });
  }

  #there(): Promise<bigint> {
    return this.#remoteReader.readContract({
      address: this.crossing.deployment.contracts.BridgedCPT,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [this.#traveller.address],
    });
  }

  #here(): Promise<bigint> {
    return this.#homeReader.readContract({
      address: this.stack.world.address('CPT'),
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [this.#traveller.address],
    });
  }

  /** On the second chain, through its AccessManager, after its delay. */
  async #setLimits(out: number, into: number, hold: number): Promise<void> {
    const { AccessManager, BridgedCPT } = this.crossing.deployment.contracts;
    const office = walletOf(this.crossing.remote, account('parameters'));
    const args = [HOME_EID, out, into, hold] as const;
    const data = encodeFunctionData({ abi: cptBridgeAbi, functionName: 'setLimits', args });
    const manager = { address: AccessManager, abi: accessManagerAbi } as const;
    const scheduled = await office.writeContract({ ...manager, functionName: 'schedule', args: [BridgedCPT, data, 0] });
    await this.#mined(scheduled);
    await this.#pass(2 * DAY + 1);
    await this.#mined(await office.writeContract({ ...manager, functionName: 'execute', args: [BridgedCPT, data] }));
  }

  async #mined(hash: Hex): Promise<void> {
    const receipt = await this.#remoteReader.waitForTransactionReceipt({ hash, timeout: WAIT.timeout });
    if (receipt.status !== 'success') throw new Error(`${hash} reverted on the second chain`);
  }

  /** Time passes on both chains. */
  async #pass(seconds: number): Promise<void> {
    await Promise.all([this.stack.clock.advanceBy(seconds), this.crossing.clock.advanceBy(seconds)]);
  }

  async #until(what: string, done: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await done())) {
      if (Date.now() > deadline) throw new Error(`waited ${PATIENCE_MS / 1_000} s in vain for ${what}; see keeper.log`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  #indexed(url: string, block: bigint): Promise<void> {
    return this.#until('the index', async () => BigInt((await indexedBlock(url)) ?? -1) >= block);
  }
}

/** Counts as they are, amounts in CPT. */
const shown = (value: bigint): string => (value < 1_000n ? String(value) : `${formatCpt(value)} CPT`);

interface Answer {
  bridge: { locked: string; arriving: string };
  protocol: { cptSupply: string };
}

async function ask(url: string): Promise<Answer> {
  const query = '{ bridge(id: "0x00") { locked arriving } protocol(id: "0x00") { cptSupply } }';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: Answer }).data;
}

interface LawCheck {
  law: string;
  says: string;
  left: bigint;
  right: bigint;
  holds: boolean;
}

/** The subgraph's own check of its laws, with both indexes: message by message, nothing from nowhere. */
async function lawH(home: string, remote: string): Promise<LawCheck[]> {
  const module: unknown = await import(join(ROOT, 'subgraph/scripts/laws.mjs'));
  const { checkLaws } = module as { checkLaws: (url: string, remotes: string[]) => Promise<{ checks: LawCheck[] }> };
  const { checks } = await checkLaws(home, [remote]);
  return checks.filter(({ law, says }) => law === 'H' && says.includes('chain'));
}
