import { insuranceFundAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData, erc20Abi } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { Call } from '../kit/index.js';

/** IInsuranceFund.ClaimState. */
const FILED = 1;
const PAID_AT_ONCE = 32n;
const LOST_RACES = ['WrongClaimState', 'NothingPayable', 'NothingToBook'];

/** Grants claims whose public days are over, pays those that wait for money, books slashed bonds that came by transfer. */
export function insuranceDuty({ chain, clock, engine }: KeeperContext): Duty {
  const { InsuranceFund, USDC } = chain.deployment.contracts;
  const fund = { address: InsuranceFund, abi: insuranceFundAbi } as const;
  /** Every claim below has left its public days. */
  let first = 1n;

  const grants = async (): Promise<Call[]> => {
    const count = await chain.client.readContract({ ...fund, functionName: 'claimCount' });
    const calls: Call[] = [];
    for (let id = first; id <= count; id++) {
      const claim = await chain.client.readContract({ ...fund, functionName: 'claim', args: [id] });
      if (claim.state !== FILED) {
        if (id === first) first += 1n;
      } else if (claim.reviewUntil < clock.now.timestamp) {
        const data = encodeFunctionData({ abi: insuranceFundAbi, functionName: 'grantClaim', args: [id] });
        calls.push({ to: InsuranceFund, data, label: `grant claim ${id}`, key: `grantClaim:${id}` });
      }
    }
    return calls;
  };

  const moves = async (): Promise<Call[]> => {
    const [[, queued], [forClaims], books, balance] = await Promise.all([
      chain.client.readContract({ ...fund, functionName: 'outstanding' }),
      chain.client.readContract({ ...fund, functionName: 'available' }),
      chain.client.readContract({ ...fund, functionName: 'books' }),
      chain.client.readContract({ address: USDC, abi: erc20Abi, functionName: 'balanceOf', args: [InsuranceFund] }),
    ]);
    const calls: Call[] = [];
    if (balance > books.claimsOnly + books.poolOnly + books.shared) {
      const data = encodeFunctionData({ abi: insuranceFundAbi, functionName: 'sync' });
      calls.push({ to: InsuranceFund, data, label: 'book slashed bonds', key: 'insurance:sync' });
    }
    if (queued > 0n && (forClaims > 0n || calls.length > 0)) {
      const data = encodeFunctionData({ abi: insuranceFundAbi, functionName: 'payClaims', args: [PAID_AT_ONCE] });
      calls.push({ to: InsuranceFund, data, label: 'pay claims', key: 'insurance:payClaims' });
    }
    return calls;
  };

  const find = async (): Promise<Call[]> => [...(await grants()), ...(await moves())];

  return {
    name: 'insurance',
    description: 'grant claims after their public days, pay those that wait, book slashed bonds',
    schedule: '40 */5 * * * *',
    async check() {
      const calls = await find();
      return calls.length > 0 ? due(calls.map(({ label }) => label).join(', ')) : idle('no claim is due');
    },
    async run() {
      const results: RunResult[] = [];
      for (const call of await find()) results.push(await act(engine, call, LOST_RACES));
      return summarise(results);
    },
  };
}
