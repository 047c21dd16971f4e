import { insuranceFundAbi, lendingPoolAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { Call } from '../kit/index.js';

/** Rates are set anew at least this often while something is lent. */
const SETTLE_AFTER = 86_400;
/** Cancelled requests passed over in one fill. */
const GAPS = 50n;
/** A reserve worth a transaction: 10 USDC. */
const RESERVE = 10_000_000n;
const LOST_RACES = ['NothingToFill', 'NothingToPush', 'NothingToCover'];

/** Marks late lines and keeps rates fresh, fills the exit queue, asks for cover that is there, sends the reserve to the fund. */
export function poolDuty({ chain, clock, engine }: KeeperContext): Duty {
  const { InsuranceFund, LendingPool } = chain.deployment.contracts;
  const pool = { address: LendingPool, abi: lendingPoolAbi } as const;
  const call = (functionName: 'accrue' | 'coverLoss' | 'pushReserve', label: string): Call => ({
    to: LendingPool,
    data: encodeFunctionData({ abi: lendingPoolAbi, functionName }),
    label,
    key: `pool:${functionName}`,
  });

  /** Asked of the chain itself: how far a fill gets depends on prices, notice and cancelled requests. */
  const fills = async (): Promise<boolean> => {
    if ((await chain.client.readContract({ ...pool, functionName: 'pendingShares' })) === 0n) return false;
    try {
      const fill = { ...pool, functionName: 'fillQueue', args: [GAPS] } as const;
      await chain.client.simulateContract(fill);
      return true;
    } catch {
      return false;
    }
  };

  const find = async (): Promise<Call[]> => {
    const [[money, book, covered], [, room], [, forPool]] = await Promise.all([
      chain.client.readContract({ ...pool, functionName: 'books' }),
      chain.client.readContract({ ...pool, functionName: 'firstLoss' }),
      chain.client.readContract({ address: InsuranceFund, abi: insuranceFundAbi, functionName: 'available' }),
    ]);
    const now = clock.now.timestamp;
    const calls: Call[] = [];
    if (book.nextEvent <= now) calls.push(call('accrue', 'bring late lines up to date'));
    else if (book.principal > 0n && book.at + SETTLE_AFTER <= now) calls.push(call('accrue', 'set rates anew'));
    if (await fills()) {
      const data = encodeFunctionData({ abi: lendingPoolAbi, functionName: 'fillQueue', args: [GAPS] });
      calls.push({ to: LendingPool, data, label: 'fill the exit queue', key: 'pool:fillQueue' });
    }
    if (book.impaired > covered && room > 0n && forPool > 0n) calls.push(call('coverLoss', 'cover a loss'));
    if (money.reserve >= RESERVE) calls.push(call('pushReserve', 'send the reserve to the fund'));
    return calls;
  };

  return {
    name: 'pool',
    description: 'mark late lines, keep rates fresh, fill the exit queue, cover losses, send the reserve to the fund',
    schedule: '20 */5 * * * *',
    async check() {
      const calls = await find();
      return calls.length > 0 ? due(calls.map(({ label }) => label).join(', ')) : idle('nothing to do for the pool');
    },
    async run() {
      const results: RunResult[] = [];
      for (const found of await find()) results.push(await act(engine, found, LOST_RACES));
      return summarise(results);
    },
  };
}
