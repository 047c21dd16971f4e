import { buybackBurnerAbi, uniswapTwapAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData, stringToHex } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { Call } from '../kit/index.js';

/** Chain seconds that a purchase may wait to be mined. */
const DEADLINE = 600n;
const NOTES_PER_DELAY = 4n;
const DELAY = stringToHex('auctionDelay', { size: 32 });
const LOST_RACES = ['Premature', 'AuctionRunning', 'NoAuction', 'MarketFit', 'QuarterOpen', 'TooLittleToSpend'];

/** Keeps the CPT pool's accumulators, so that its means reach back. */
export function twapDuty({ chain, engine }: KeeperContext): Duty {
  const { UniswapTwap } = chain.deployment.contracts;
  const poke = { address: UniswapTwap, abi: uniswapTwapAbi, functionName: 'poke' } as const;
  const call = { to: UniswapTwap, data: encodeFunctionData(poke), label: 'poke the TWAP', key: 'poke' };
  /** A poke that is too early succeeds and does nothing, so its answer counts. */
  const records = async (): Promise<boolean> => (await chain.client.simulateContract(poke)).result;

  return {
    name: 'twap',
    description: 'keep the accumulators of the CPT pool every 10 minutes',
    schedule: '*/30 * * * * *',
    async check() {
      return (await records()) ? due('10 minutes have passed') : idle('too early, or no market yet');
    },
    async run() {
      return (await records()) ? act(engine, call, []) : { kind: 'nothing', detail: 'too early, or no market yet' };
    },
  };
}

/** Buys and burns on cadence, runs the auction where the pool will not do, notes prices for it, closes quarters. */
export function buybackDuty({ chain, clock, config, engine }: KeeperContext): Duty {
  const { BuybackBurner } = chain.deployment.contracts;
  const target = { address: BuybackBurner, abi: buybackBurnerAbi } as const;
  const plain = (
    functionName: 'closeAuction' | 'notePrice' | 'startAuction' | 'closeQuarter',
    label: string,
  ): Call => ({
    to: BuybackBurner,
    data: encodeFunctionData({ ...target, functionName }),
    label,
    key: `buyback:${functionName}`,
  });
  const executeCall = (): Call => ({
    to: BuybackBurner,
    data: encodeFunctionData({
      ...target,
      functionName: 'execute',
      args: [BigInt(clock.now.timestamp) + DEADLINE, 0n],
    }),
    label: 'buy CPT and burn it',
    key: 'buyback:execute',
  });

  const worthBuying = async (): Promise<boolean> => {
    const plan = await chain.client.readContract({ ...target, functionName: 'plan' });
    return plan.amount > 0n && plan.amount >= config.minRevenue;
  };
  const priceIsOld = async (): Promise<boolean> => {
    const [[, notedAt], delay] = await Promise.all([
      chain.client.readContract({ ...target, functionName: 'lastFitPrice' }),
      chain.client.readContract({ ...target, functionName: 'parameter', args: [DELAY] }),
    ]);
    return BigInt(clock.now.timestamp) >= notedAt + delay / NOTES_PER_DELAY;
  };
  /** The first thing that would succeed now. */
  const next = async (): Promise<Call | undefined> => {
    const candidates: [Call, () => Promise<boolean>][] = [
      [plain('closeAuction', 'close the buyback auction'), async () => true],
      [executeCall(), worthBuying],
      [plain('notePrice', 'note the fit price of CPT'), priceIsOld],
      [plain('startAuction', 'auction USDC for CPT'), async () => true],
      [plain('closeQuarter', 'close the burn report of a quarter'), async () => true],
    ];
    for (const [call, wanted] of candidates) {
      if ((await engine.refusal(call)) === undefined && (await wanted())) return call;
    }
    return undefined;
  };

  return {
    name: 'buyback',
    description: 'buy CPT and burn it, run its auctions, note prices, close quarterly reports',
    schedule: '10 * * * * *',
    async check() {
      const call = await next();
      return call ? due(call.label) : idle('nothing to buy, sell or report');
    },
    async run() {
      const results: RunResult[] = [];
      for (let call = await next(); call; call = await next()) {
        const result = await act(engine, call, LOST_RACES);
        results.push(result);
        if (result.kind !== 'done') break;
      }
      return summarise(results);
    },
  };
}
