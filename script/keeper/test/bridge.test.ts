import { encodeFunctionData, erc20Abi, parseEther, toHex, zeroAddress } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { bridgedCptAbi, EndpointId, parseCpt } from '../../../sdk/src/index.js';
import { account } from '../../../sdk/test/support/accounts.js';
import { useBridge } from '../../../sdk/test/support/bridge.js';
import { inTurn } from '../../devnet/src/bridge/faults.js';
import type { Keeper } from '../src/index.js';
import { KEEPERS, kinds, resumeKeeper, Scratch, sent, startKeeper } from './support.js';

const DAY = 86_400n;
const { Arbitrum: HOME, Ethereum: REMOTE } = EndpointId;
const traveller = account('staker', 0);
const to = traveller.address;

describe('the bridge duty', () => {
  const scratch = new Scratch();
  const world = useBridge(async (w) => {
    await w.home.fund(to, { cpt: parseCpt('2000000') });
    const bridge = w.home.deployment.contracts.CPTBridge;
    if (bridge) await w.home.approve(traveller, 'CPT', bridge);
    for (const { address } of [traveller, ...KEEPERS]) {
      await w.home.fund(address);
      await w.remoteChain.setBalance({ address, value: parseEther('100') });
    }
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  const start = (options: object = {}): Promise<Keeper> => {
    const remote = { rpc: world.current.remoteUrl, deployment: scratch.write('remote.json', world.current.remote) };
    return startKeeper(world.current.home, scratch, { remotes: [remote], ...options });
  };
  const home = () => world.current.home.client(traveller);
  const remote = () => world.current.remoteClient(traveller);
  const there = () =>
    world.current.remoteChain.readContract({
      address: world.current.remote.contracts.BridgedCPT,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [to],
    });

  it('delivers what the executor could not, once, after its time', async () => {
    const w = world.current;
    const keeper = await start();
    const starved = w.relayer(inTurn({ kind: 'starved', gas: 30_000n }), false);
    await (await home().sendToChain({ eid: REMOTE, to, amount: parseCpt('1000') })).wait();
    for (let round = 0; round < 3; round++) await starved.round();
    expect(kinds(await keeper.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
    await w.home.advance(601);
    expect(kinds(await keeper.runOnce(['bridge']))).toEqual({ bridge: 'done' });
    expect(await there()).toBe(parseCpt('1000'));
    expect(kinds(await keeper.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
  });

  it('pays for what was held to leave, unless it is too dear, and delivers what was held on arrival', async () => {
    const w = world.current;
    await (await home().sendToChain({ eid: REMOTE, to, amount: parseCpt('600000') })).wait();
    const thrifty = await start({ bridgeMaxFee: 1n });
    const [one, two] = [await start(), await start({ account: KEEPERS[1] })];
    expect(kinds(await one.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
    await w.advance(DAY + 1n);
    expect(kinds(await thrifty.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
    expect(kinds(await one.runOnce(['bridge']))).toEqual({ bridge: 'done' });
    const before = await sent(w.home, KEEPERS[1]);
    expect(kinds(await two.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
    expect(await sent(w.home, KEEPERS[1])).toBe(before);
    await w.relayer().drain();
    expect(kinds(await one.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
    await w.advance(DAY + 1n);
    expect(kinds(await two.runOnce(['bridge']))).toEqual({ bridge: 'done' });
    expect(await there()).toBe(parseCpt('601000'));
  });

  it('counts what is in flight in either direction, and sees nothing wrong', async () => {
    const w = world.current;
    await w.advance(2n * DAY);
    await (await home().sendToChain({ eid: REMOTE, to, amount: parseCpt('10') })).wait();
    await (await remote().sendToChain({ eid: HOME, to, amount: parseCpt('20') })).wait();
    const keeper = await start();
    expect(kinds(await keeper.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
    await w.relayer().drain();
    expect(kinds(await keeper.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
  });

  it('goes on from what it has seen, without a look back', async () => {
    const w = world.current;
    const dataDir = scratch.path('keeper');
    const first = await start({ dataDir });
    expect(kinds(await first.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
    await first.stop();
    const startBlock = Number(await w.remoteChain.getBlockNumber({ cacheTime: 0 }));
    const deployment = scratch.write('remote.json', { ...w.remote, startBlock });
    const keeper = await resumeKeeper(w.home, scratch, dataDir, { remotes: [{ rpc: w.remoteUrl, deployment }] });
    expect(kinds(await keeper.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
  });

  it('is alarmed by CPT that nothing is locked for', async () => {
    const w = world.current;
    const keeper = await start();
    const token = w.remote.contracts.BridgedCPT;
    // A forged mint: the supply's storage is raised by a hundred CPT.
    const supply = await w.remoteChain.readContract({
      address: token,
      abi: bridgedCptAbi,
      functionName: 'totalSupply',
    });
    const slot = toHex(BigInt(ERC20_STORAGE) + 2n, { size: 32 });
    await w.remoteChain.setStorageAt({
      address: token,
      index: slot as never,
      value: toHex(supply + parseCpt('100'), { size: 32 }),
    });
    const { bridge } = await keeper.runOnce(['bridge']);
    expect(bridge?.kind).toBe('failed');
    expect(bridge?.detail).toContain('off by -100');
    await w.remoteChain.setStorageAt({ address: token, index: slot as never, value: toHex(supply, { size: 32 }) });
    expect(kinds(await keeper.runOnce(['bridge']))).toEqual({ bridge: 'nothing' });
    // And by a message that arrived without having left: a call of the endpoint itself.
    const endpoint = w.remote.contracts.LayerZeroEndpoint;
    const guid = toHex(99n, { size: 32 });
    const sender = toHex(BigInt(w.home.deployment.contracts.CPTBridge ?? zeroAddress), { size: 32 });
    const message = `${toHex(BigInt(to), { size: 32 })}${toHex(5_000_000n, { size: 8 }).slice(2)}` as const;
    const data = encodeFunctionData({
      abi: RECEIVER,
      functionName: 'lzReceive',
      args: [{ srcEid: HOME, sender, nonce: 77n }, guid, message, endpoint, '0x'],
    });
    await w.remoteChain.setBalance({ address: endpoint, value: parseEther('1') });
    await w.remoteChain.impersonateAccount({ address: endpoint });
    const hash = await w.remoteChain.sendTransaction({ account: endpoint, to: token, data });
    expect((await w.remoteChain.waitForTransactionReceipt({ hash })).status).toBe('success');
    const forged = (await keeper.runOnce(['bridge'])).bridge;
    expect(forged?.kind).toBe('failed');
    expect(forged?.detail).toContain('5 from nowhere');
  });
});

/** OpenZeppelin's ERC-7201 namespace "openzeppelin.storage.ERC20"; the supply is its third slot. */
const ERC20_STORAGE = '0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00';
const RECEIVER = [
  {
    type: 'function',
    name: 'lzReceive',
    stateMutability: 'payable',
    outputs: [],
    inputs: [
      {
        name: 'origin',
        type: 'tuple',
        components: [
          { name: 'srcEid', type: 'uint32' },
          { name: 'sender', type: 'bytes32' },
          { name: 'nonce', type: 'uint64' },
        ],
      },
      { name: 'guid', type: 'bytes32' },
      { name: 'message', type: 'bytes' },
      { name: 'executor', type: 'address' },
      { name: 'extraData', type: 'bytes' },
    ],
  },
] as const;
