import { encodeFunctionData, erc20Abi, type Hex, parseEther } from 'viem';
import { describe, expect, test } from 'vitest';
import { atRandom, inTurn } from '../../../script/devnet/src/bridge/faults.js';
import {
  AboveLimitError,
  accessManagerAbi,
  BridgeDirection,
  BridgedCPTInvalidRecipientError,
  BridgeStage,
  cptBridgeAbi,
  crossingAmount,
  EndpointId,
  getRequirements,
  NoBridgeError,
  NotReadyError,
  NotSenderError,
  parseCpt,
  parseDeployment,
  quoteBridge,
  UnknownTransferError,
  WaitingStatus,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useBridge } from '../support/bridge.js';
import { randomBigint, seeded } from '../support/random.js';

const { Arbitrum: HOME, Ethereum: REMOTE } = EndpointId;
const DAY = 86_400n;
const traveller = account('staker', 0);
const council = account('council');
const parameters = account('parameters');
const anyone = account('relayer');
const to = traveller.address;

const world = useBridge(async (w) => {
  await w.home.fund(to, { cpt: parseCpt('3000000') });
  const bridge = w.home.deployment.contracts.CPTBridge;
  if (bridge) await w.home.approve(traveller, 'CPT', bridge);
  for (const who of [traveller, council, parameters, anyone]) {
    await w.home.fund(who.address);
    await w.remoteChain.setBalance({ address: who.address, value: parseEther('100') });
  }
});

const home = () => world.current.home.client(traveller);
const remote = () => world.current.remoteClient(traveller);
const here = () =>
  home().readContract({
    address: world.current.home.contracts.CPT,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [to],
  });
const there = () =>
  remote().readContract({
    address: world.current.remote.contracts.BridgedCPT,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [to],
  });

async function sendOut(amount: bigint): Promise<Hex> {
  const sent = await (await home().sendToChain({ eid: REMOTE, to, amount })).wait();
  if (sent.waits) throw new Error('it should have left at once');
  return sent.guid;
}

const track = (guid: Hex) =>
  home().trackBridgeTransfer({
    guid,
    destination: remote(),
    destinationDeployment: world.current.remote,
  });

async function setRemoteLimits(out: number, into: number, hold: number): Promise<void> {
  const { AccessManager, BridgedCPT } = world.current.remote.contracts;
  const client = world.current.remoteClient(parameters);
  const data = encodeFunctionData({ abi: cptBridgeAbi, functionName: 'setLimits', args: [HOME, out, into, hold] });
  const manager = { address: AccessManager, abi: accessManagerAbi } as const;
  const mined = async (hash: Hex) => {
    expect((await client.waitForTransactionReceipt({ hash })).status).toBe('success');
  };
  await mined(await client.writeContract({ ...manager, functionName: 'schedule', args: [BridgedCPT, data, 0] }));
  await world.current.advance(2n * DAY + 1n);
  await mined(await client.writeContract({ ...manager, functionName: 'execute', args: [BridgedCPT, data] }));
}

async function expectLawH(inFlight = 0n): Promise<void> {
  const [books, remoteBooks] = await Promise.all([home().getBridgeBooks(), remote().getRemoteBooks()]);
  expect(books.balance).toBe(books.locked + books.outgoing + books.arriving);
  expect(books.chains.map(({ eid }) => eid)).toEqual([REMOTE]);
  expect(books.chains[0]?.locked).toBe(remoteBooks.supply + remoteBooks.arriving + inFlight);
}

describe('crossing at once', () => {
  test('costs what was quoted, keeps the dust, and arrives', async () => {
    const w = world.current;
    const amount = parseCpt('1000') + 77n;
    const quote = await home().quoteBridge({ eid: REMOTE, to, amount });
    expect(quote).toMatchObject({ amount: crossingAmount(amount), waits: false, atOnce: parseCpt('500000') });
    expect(quote.fee).toBeGreaterThan(0n);
    expect(await home().getRequirements({ action: 'sendToChain', amount })).toEqual([]);
    const before = await here();
    const guid = await sendOut(amount);
    expect(before - (await here())).toBe(parseCpt('1000'));
    expect(await track(guid)).toMatchObject({ guid, stage: BridgeStage.Sent });
    await expectLawH(parseCpt('1000'));
    const relayer = w.relayer();
    await relayer.drain();
    expect(await track(guid)).toMatchObject({ stage: BridgeStage.Delivered });
    expect(await there()).toBe(parseCpt('1000'));
    await expectLawH();
  });

  test('says what is missing before', async () => {
    const poor = world.current.home.client(account('staker', 1));
    const requirements = await poor.getRequirements({ action: 'sendToChain', amount: parseCpt('5') });
    expect(requirements.map(({ kind }) => kind)).toEqual(['balance', 'allowance']);
    // The remote token is its own bridge, and needs no allowance.
    const options = { action: 'sendToChain', amount: parseCpt('5'), deployment: world.current.remote } as const;
    const kinds = (await getRequirements(world.current.remoteClient(account('staker', 1)), options)).map((r) => r.kind);
    expect(kinds).toEqual(['balance']);
  });

  test('is refused by name', async () => {
    const { CPTBridge, CPT } = world.current.home.contracts;
    const amount = parseCpt('1');
    await expect(home().sendToChain({ eid: REMOTE, to, amount: parseCpt('2900000') })).rejects.toThrow(AboveLimitError);
    const nobody = '0x0000000000000000000000000000000000000000';
    await expect(home().sendToChain({ eid: REMOTE, to: nobody, amount })).rejects.toThrow(
      BridgedCPTInvalidRecipientError,
    );
    await expect(home().trackBridgeTransfer({ guid: `0x${'12'.repeat(32)}`, destination: remote() })).rejects.toThrow(
      UnknownTransferError,
    );
    const contracts = { ...world.current.home.contracts, CPTBridge: undefined };
    const bridgeless = parseDeployment({ ...world.current.home.deployment, contracts });
    await expect(quoteBridge(home(), { eid: REMOTE, to, amount, deployment: bridgeless })).rejects.toThrow(
      NoBridgeError,
    );
    expect(CPTBridge).not.toBe(CPT);
  });

  test('shows a path as it is', async () => {
    const path = await home().getBridgePath({ eid: REMOTE });
    expect(path).toMatchObject({ outLimitBps: 200, inLimitBps: 200, holdBps: 50, outPausedUntil: 0n });
    expect(path.sendingDvns.length).toBeGreaterThanOrEqual(3);
    expect(path.receivingDvns.length).toBeGreaterThanOrEqual(3);
    expect(path.sentToday).toBe(parseCpt('1000'));
    expect(path.peer.slice(-40)).toBe(world.current.remote.contracts.BridgedCPT.slice(2).toLowerCase());
    const back = await remote().getBridgePath({ eid: HOME });
    expect(back.receivedToday).toBe(parseCpt('1000'));
    expect(back.receivable).toBe(parseCpt('499000'));
  });
});

describe('what goes wrong on the way', () => {
  test('harms nothing: lost, late, twice and out of gas', async () => {
    const w = world.current;
    const before = await there();
    const one = { kind: 'starved', gas: 30_000n } as const;
    const late = { kind: 'late', rounds: 3 } as const;
    const faulty = w.relayer(inTurn({ kind: 'lost', rounds: 2 }, late, { kind: 'twice' }, one), false);
    const guids: Hex[] = [];
    for (let n = 0; n < 4; n++) guids.push(await sendOut(parseCpt('10')));
    for (let round = 0; round < 12; round++) await faulty.round();
    expect(faulty.carried.map(({ progress }) => progress)).toEqual(['delivered', 'delivered', 'delivered', 'failed']);
    expect(faulty.find(guids[1] as Hex)?.arrival).toBeGreaterThan(faulty.find(guids[2] as Hex)?.arrival ?? 0);
    expect(faulty.find(guids[2] as Hex)?.refused).toBe(1);
    const { stage, packet } = await track(guids[3] as Hex);
    expect(stage).toBe(BridgeStage.Failed);
    await expectLawH(parseCpt('10'));
    if (!packet) throw new Error('the packet is known');
    await (await w.remoteClient(anyone).retryDelivery({ packet })).wait();
    expect((await track(guids[3] as Hex)).stage).toBe(BridgeStage.Delivered);
    await expect(w.remoteClient(anyone).retryDelivery({ packet })).rejects.toThrow('0x');
    expect((await there()) - before).toBe(parseCpt('40'));
    await expectLawH();
  });

  test('whatever it is and in both directions, law H holds', async () => {
    const w = world.current;
    const random = seeded(31);
    const relayer = w.relayer(atRandom(random));
    await relayer.round();
    for (let n = 0; n < 8; n++) {
      const amount = crossingAmount(randomBigint(random, parseCpt('1'), parseCpt('100')));
      if (random() < 0.5) await sendOut(amount);
      else await (await remote().sendToChain({ eid: HOME, to, amount })).wait();
      await relayer.round();
    }
    await relayer.drain();
    await expectLawH();
  });
});

describe('what waits', () => {
  test('is held at home above half a percent of the supply, released by anyone, held again where it arrives', async () => {
    const w = world.current;
    const amount = parseCpt('600000');
    const quote = await home().quoteBridge({ eid: REMOTE, to, amount });
    expect(quote.waits).toBe(true);
    const sent = await (await home().sendToChain({ eid: REMOTE, to, amount })).wait();
    if (!sent.waits) throw new Error('it should wait');
    const id = sent.waitingId;
    const options = { waitingId: id, destination: remote(), destinationDeployment: w.remote } as const;
    expect(await home().trackBridgeTransfer(options)).toMatchObject({ stage: BridgeStage.Held, left: amount });
    await expect(w.home.client(anyone).releaseTransfer({ id })).rejects.toThrow(NotReadyError);
    await expect(w.home.client(anyone).cancelTransfer({ id })).rejects.toThrow(NotSenderError);
    await expectLawH();
    await w.advance(DAY + 1n);
    expect(await home().getWaitingTransfers()).toMatchObject([{ id, direction: BridgeDirection.Out, due: amount, to }]);
    const { guid } = await (await w.home.client(anyone).releaseTransfer({ id })).wait();
    expect(await home().getWaitingTransfers()).toEqual([]);
    await w.relayer().drain();
    const waiting = await home().trackBridgeTransfer(options);
    expect(waiting).toMatchObject({ stage: BridgeStage.Waiting, guid, left: amount });
    await expectLawH();
    await w.advance(DAY + 1n);
    const before = await there();
    const outcome = await (await w.remoteClient(anyone).deliverTransfer({ id: waiting.waitingId ?? 0n })).wait();
    expect(outcome).toMatchObject({ amount, left: 0n });
    expect((await there()) - before).toBe(amount);
    expect(await home().trackBridgeTransfer(options)).toMatchObject({ stage: BridgeStage.Delivered });
    await expectLawH();
  });

  test('comes back to its sender, at his own wish or by the council’s veto', async () => {
    const w = world.current;
    await w.advance(2n * DAY);
    const before = await here();
    const amount = parseCpt('550000');
    const ids: bigint[] = [];
    for (let n = 0; n < 2; n++) {
      const sent = await (await home().sendToChain({ eid: REMOTE, to, amount })).wait();
      if (sent.waits) ids.push(sent.waitingId);
    }
    const [first = 0n, second = 0n] = ids;
    expect(await (await home().cancelTransfer({ id: first })).wait()).toMatchObject({ amount });
    await (await w.home.client(council).vetoTransfer({ id: second, reason: 'a stolen key' })).wait();
    expect(await here()).toBe(before);
    for (const id of ids) {
      const options = { waitingId: id, destination: remote(), destinationDeployment: w.remote } as const;
      expect((await home().trackBridgeTransfer(options)).stage).toBe(BridgeStage.Refunded);
      expect((await home().getWaitingTransfer({ id })).status).toBe(WaitingStatus.Refunded);
    }
    expect((await home().getWaitingTransfers({ all: true, from: first })).map(({ id }) => id)).toEqual(ids);
    await expectLawH();
  });

  test('above the inbound limit is delivered bit by bit; an arrival can be vetoed', async () => {
    const w = world.current;
    await setRemoteLimits(200, 10, 50);
    const amount = parseCpt('150000');
    const guid = await sendOut(amount);
    await w.relayer().drain();
    const { stage, waitingId = 0n } = await track(guid);
    expect(stage).toBe(BridgeStage.Waiting);
    const client = w.remoteClient(anyone);
    const delivered = await (await client.deliverTransfer({ id: waitingId })).wait();
    expect(delivered).toMatchObject({ amount: parseCpt('100000'), left: parseCpt('50000') });
    await expectLawH();
    await (await w.remoteClient(council).vetoTransfer({ id: waitingId, reason: 'look at this' })).wait();
    expect((await track(guid)).stage).toBe(BridgeStage.Vetoed);
    await expect(client.deliverTransfer({ id: waitingId })).rejects.toThrow(NotReadyError);
    // Nobody ruled in 21 days.
    await w.advance(21n * DAY + 1n);
    expect(await (await client.deliverTransfer({ id: waitingId })).wait()).toMatchObject({ left: 0n });
    expect((await track(guid)).stage).toBe(BridgeStage.Delivered);
    await expectLawH();
  });
});
