import { maxUint256, parseAbi } from 'viem';
import { account } from './accounts.js';
import type { World } from './world.js';

const POSITIONS = parseAbi([
  'function mint((address token0, address token1, uint24 fee, int24 tickLower, int24 tickUpper, uint256 amount0Desired, uint256 amount1Desired, uint256 amount0Min, uint256 amount1Min, address recipient, uint256 deadline) params) payable returns (uint256, uint128, uint256, uint256)',
]);
/** Of the pools with a fee of 0.3%: the whole range. */
const EDGE = 887_220;

/** Gives the CPT/USDC pool liquidity over the whole range, at the price it starts at. */
export async function seedPool(world: World, cpt: bigint, usdc: bigint): Promise<void> {
  const { CPT, USDC, NonfungiblePositionManager } = world.contracts;
  const treasury = account('treasury');
  await world.fund(treasury.address, { cpt, usdc });
  await world.approve(treasury, 'CPT', NonfungiblePositionManager);
  await world.approve(treasury, 'USDC', NonfungiblePositionManager);
  const first = BigInt(CPT) < BigInt(USDC);
  const hash = await world.client(treasury).writeContract({
    address: NonfungiblePositionManager,
    abi: POSITIONS,
    functionName: 'mint',
    args: [
      {
        token0: first ? CPT : USDC,
        token1: first ? USDC : CPT,
        fee: 3_000,
        tickLower: -EDGE,
        tickUpper: EDGE,
        amount0Desired: first ? cpt : usdc,
        amount1Desired: first ? usdc : cpt,
        amount0Min: 0n,
        amount1Min: 0n,
        recipient: treasury.address,
        deadline: maxUint256,
      },
    ],
  });
  const receipt = await world.chain.waitForTransactionReceipt({ hash });
  if (receipt.status !== 'success') throw new Error('the pool was not seeded');
}

/** Lets time pass with somebody keeping the pool's accumulators. */
export async function pokeFor(world: World, seconds: number): Promise<void> {
  const client = world.client(account('relayer'));
  await world.fund(account('relayer').address);
  await (await client.pokeTwap()).wait();
  for (let passed = 0; passed < seconds; passed += 600) {
    await world.advance(600);
    await (await client.pokeTwap()).wait();
  }
}
