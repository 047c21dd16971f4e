import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Abi, type Address, encodeFunctionData, type Hex, parseAbi, parseEther } from 'viem';
import { foundry } from 'viem/chains';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  InvalidPathError,
  InvalidSwapPathError,
  NoMinimumError,
  parseUsdc,
  swapPath,
  type TokenSwap,
  waitForReceipt,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { ROOT } from '../support/paths.js';
import { useWorld, type World } from '../support/world.js';

const FEE = 3_000;
const ONE = parseEther('1');
const routerAbi = parseAbi(['function factory() view returns (address)', 'function WETH9() view returns (address)']);
const wethAbi = parseAbi([
  'function deposit() payable',
  'function transfer(address to, uint256 amount) returns (bool)',
  'function approve(address spender, uint256 amount) returns (bool)',
]);
const poolsAbi = parseAbi([
  'function create(address a, address b, uint24 fee, uint256 amountA, uint256 amountB) returns (address pool)',
]);
let weth: Address;
let path: Hex;
let listingId: number;
let customer: ReturnType<World['client']>;

const world = useWorld(async (w) => {
  await w.publishPrices();
  const providerId = await w.provider(0, { certified: true });
  listingId = await w.listing(0, providerId);
  customer = w.client(account('buyer', 3));
  await w.fund(account('buyer', 3).address);
  await poolOfWeth(w);
  path = swapPath(weth, [{ fee: FEE, token: w.contracts.USDC }]);
});

beforeEach(() => world.current.publishPrices());

/** 1,000 WETH for 2,000,000 USDC in a real pool. */
async function poolOfWeth(w: World): Promise<void> {
  const { SwapRouter, USDC } = w.contracts;
  const router = { address: SwapRouter, abi: routerAbi } as const;
  weth = await w.chain.readContract({ ...router, functionName: 'WETH9' });
  const factory = await w.chain.readContract({ ...router, functionName: 'factory' });
  const deployer = account('deployer');
  await w.chain.setBalance({ address: deployer.address, value: parseEther('2000') });
  const { abi, bytecode } = artifact('UniswapPools');
  const made = await w.client(deployer).deployContract({ abi, bytecode, args: [factory], chain: foundry });
  const pools = (await w.chain.waitForTransactionReceipt({ hash: made })).contractAddress as Address;
  await send(w, weth, encodeFunctionData({ abi: wethAbi, functionName: 'deposit' }), parseEther('1000'));
  await send(
    w,
    weth,
    encodeFunctionData({ abi: wethAbi, functionName: 'transfer', args: [pools, parseEther('1000')] }),
  );
  await w.fund(pools, { usdc: parseUsdc('2000000') });
  const args = [weth, USDC, FEE, parseEther('1000'), parseUsdc('2000000')] as const;
  await send(w, pools, encodeFunctionData({ abi: poolsAbi, functionName: 'create', args }));
}

async function send(w: World, to: Address, data: Hex, value = 0n): Promise<void> {
  const hash = await w.client(account('deployer')).sendTransaction({ to, data, value, chain: foundry });
  const receipt = await w.chain.waitForTransactionReceipt({ hash });
  if (receipt.status !== 'success') throw new Error('reverted');
}

function artifact(name: string): { abi: Abi; bytecode: Hex } {
  const out = process.env.FOUNDRY_PROFILE === 'lite' ? 'out-lite' : 'out';
  const { abi, bytecode } = JSON.parse(readFileSync(join(ROOT, out, `${name}.sol`, `${name}.json`), 'utf8'));
  return { abi, bytecode: bytecode.object };
}

async function swap(overrides: Partial<TokenSwap> = {}): Promise<TokenSwap> {
  const { minimumOut } = await customer.quoteTokenPayment({ path, amountIn: ONE });
  return {
    tokenIn: weth,
    amountIn: ONE,
    path,
    minimumOut,
    deadline: (await world.current.now()) + 600n,
    ...overrides,
  };
}

describe('payments in any token', () => {
  test('a quote is what a payment brings', async () => {
    const { received, minimumOut } = await customer.quoteTokenPayment({ path, amountIn: ONE, slippageBps: 100 });
    expect(minimumOut).toBe((received * 9_900n) / 10_000n);
    const paid = await (await customer.payWithToken({ ...(await swap()), native: true })).wait();
    expect(paid).toMatchObject({ spent: ONE, received });
    expect((await customer.getVaultAccount({ account: account('buyer', 3).address })).available).toBe(received);
  });

  test('what is missing is told, the approval sent, then the tokens are paid with, for a friend', async () => {
    const friend = account('buyer', 4).address;
    const hash = await customer.sendTransaction({
      to: weth,
      data: encodeFunctionData({ abi: wethAbi, functionName: 'deposit' }),
      value: ONE,
      chain: foundry,
    });
    await waitForReceipt(world.current.chain, { hash });
    const planned = { action: 'payWithToken', tokenIn: weth, amount: ONE } as const;
    const [missing] = await customer.getRequirements(planned);
    if (missing?.kind !== 'allowance') throw new Error('an allowance should be missing');
    expect(missing.spender).toBe(world.current.contracts.TokenPayments);
    await (await customer.sendCall({ call: missing.approval })).wait();
    expect(await customer.getRequirements(planned)).toEqual([]);
    const { received } = await (await customer.payWithToken({ ...(await swap()), beneficiary: friend })).wait();
    expect((await customer.getVaultAccount({ account: friend })).available).toBe(received);
  });

  test('jobs open in the same transaction', async () => {
    const requests = [
      { listingId, units: 2, duration: 3_600 },
      { listingId, units: 1, duration: 3_600 },
    ];
    const before = await customer.getVaultAccount({ account: account('buyer', 3).address });
    const opened = await (await customer.payAndOpenJobs({ ...(await swap()), native: true, requests })).wait();
    expect(opened.jobIds).toHaveLength(2);
    const after = await customer.getVaultAccount({ account: account('buyer', 3).address });
    expect(after.escrowed).toBe(parseUsdc('0.144'));
    expect(after.available).toBe(before.available + opened.received - parseUsdc('0.144'));
  });

  test('refusals have names', async () => {
    await expect(customer.payWithToken({ ...(await swap({ minimumOut: 0n })), native: true })).rejects.toThrow(
      NoMinimumError,
    );
    const { USDC } = world.current.contracts;
    const wrong = swapPath(USDC, [{ fee: FEE, token: weth }]);
    await expect(customer.payWithToken({ ...(await swap({ path: wrong })), native: true })).rejects.toThrow(
      InvalidPathError,
    );
    expect(() => swapPath(weth, [])).toThrow(InvalidSwapPathError);
    expect(() => swapPath(weth, [{ fee: 0, token: USDC }])).toThrow(InvalidSwapPathError);
  });
});
