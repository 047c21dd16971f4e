import {
  claimPoolExit,
  depositToPool,
  getCreditLineCount,
  getExitRequest,
  getPool,
  getPoolPosition,
  parseUsdc,
  requestPoolExit,
} from '@cyberplaza/sdk';
import { encodeFunctionData, maxUint256 } from 'viem';
import { account } from '../accounts.js';
import type { World } from '../chain/world.js';
import { type CarryOut, decide } from '../seed/voters.js';
import type { Stack } from '../stack/stack.js';

const LINE_DAYS = 90;
const DAY = 86_400;

/** Two lenders; together they have all of the pool. */
const LENDERS = [account('staker', 0), account('staker', 1)] as const;
const DEPOSITS = [parseUsdc('3000'), parseUsdc('2000')] as const;
export const DEPOSITED = DEPOSITS[0] + DEPOSITS[1];
/** The most that one line may owe: a fifth of it. */
const LINE_CAP = DEPOSITED / 5n;
const LINE_RATE_BPS = 1_200;

export async function lend(world: World): Promise<void> {
  for (const [n, lender] of LENDERS.entries()) {
    const assets = DEPOSITS[n] ?? 0n;
    await world.send(account('deployer'), 'USDC', 'mint', [lender.address, assets]);
    await world.send(lender, 'USDC', 'approve', [world.address('LendingPool'), maxUint256]);
    await (await depositToPool(world.wallet(lender), { assets })).wait();
  }
}

/** The voters open the campaigns' line. */
export async function openLine({ world, clock }: Stack, carryOut: CarryOut): Promise<bigint> {
  const data = encodeFunctionData({
    abi: world.abi('CreditLines'),
    functionName: 'openLine',
    args: [world.address('GroupBuy'), LINE_CAP, LINE_RATE_BPS, LINE_DAYS * DAY],
  });
  await decide(
    world,
    clock,
    '# A credit line for group buying',
    [{ to: world.address('CreditLines'), data }],
    carryOut,
  );
  return getCreditLineCount(world.reader);
}

/** Everybody wants out at once, first the one and then the other. */
export async function runOnThePool(world: World): Promise<bigint[]> {
  const requests: bigint[] = [];
  for (const lender of LENDERS) {
    const { shares } = await getPoolPosition(world.reader, { address: lender.address });
    const sent = await requestPoolExit(world.wallet(lender), { shares });
    requests.push((await sent.wait()).requestId);
  }
  return requests;
}

export const pendingOf = async (world: World, requestId: bigint): Promise<bigint> =>
  (await getExitRequest(world.reader, { requestId })).pending;

export async function takeOut(world: World, requests: readonly bigint[]): Promise<bigint> {
  let total = 0n;
  for (const [n, requestId] of requests.entries()) {
    const lender = LENDERS[n];
    if (!lender) continue;
    const sent = await claimPoolExit(world.wallet(lender), { requestId });
    total += (await sent.wait()).assets;
  }
  return total;
}

export const poolOf = (world: World) => getPool(world.reader);
