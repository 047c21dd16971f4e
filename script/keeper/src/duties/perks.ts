import { perksAbi, referralsAbi } from '@cyberplaza/sdk/abis';
import { type Address, encodeFunctionData, stringToHex } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { PerksBook } from '../perksBook.js';

const LOST_RACES = ['NothingDone'];
const CREDIT = stringToHex('credit', { size: 32 });

/** Counts settled jobs towards their payers' loyalty and referrals, and pays referral credit as far as the budget reaches. */
export function perksDuty({ chain, clock, config, engine }: KeeperContext, book: PerksBook): Duty {
  const { Perks, Referrals } = chain.deployment.contracts;
  const referrals = { address: Referrals, abi: referralsAbi } as const;
  const payCall = {
    to: Referrals,
    data: encodeFunctionData({ abi: referralsAbi, functionName: 'payCredits', args: [BigInt(config.maxBatch)] }),
    label: 'pay referral credit',
    key: 'payCredits',
  };

  /** Jobs whose fees still bring credit: a referral that has its whole credit counts no more. */
  const countableFees = async (): Promise<bigint[]> => {
    const payers = [...new Set(book.fees.values())];
    if (payers.length === 0) return [];
    const credit = await chain.client.readContract({ ...referrals, functionName: 'parameter', args: [CREDIT] });
    const found = await Promise.all(
      payers.map((payer) => chain.client.readContract({ ...referrals, functionName: 'referralOf', args: [payer] })),
    );
    const isFull = ({ vested, credit: named }: { vested: bigint; credit: bigint }) =>
      vested >= (named < credit ? named : credit);
    const full = new Set<Address>(payers.filter((_, index) => isFull(found[index] ?? { vested: 0n, credit })));
    for (const [jobId, payer] of book.fees) if (full.has(payer)) book.fees.delete(jobId);
    return [...book.fees.keys()];
  };
  const canPay = async (): Promise<boolean> => {
    const [first] = await chain.client.readContract({ ...referrals, functionName: 'waiting', args: [1n] });
    return first !== undefined && (await engine.refusal(payCall)) === undefined;
  };
  const batches = (jobIds: readonly bigint[]): bigint[][] => {
    const all: bigint[][] = [];
    for (let at = 0; at < jobIds.length; at += config.maxBatch) all.push(jobIds.slice(at, at + config.maxBatch));
    return all;
  };
  const count = (jobIds: bigint[], what: 'spend' | 'fees') => ({
    to: what === 'spend' ? Perks : Referrals,
    data:
      what === 'spend'
        ? encodeFunctionData({ abi: perksAbi, functionName: 'countSpend', args: [jobIds] })
        : encodeFunctionData({ abi: referralsAbi, functionName: 'countFees', args: [jobIds] }),
    label: `count ${what} of ${jobIds.length} jobs`,
    key: `${what}:${jobIds.join(',')}`,
  });

  return {
    name: 'perks',
    description: "count settled jobs towards their payers' loyalty and referrals, pay referral credit",
    schedule: '10 * * * * *',
    async check() {
      await book.advance(clock.now.block);
      const [fees, payable] = await Promise.all([countableFees(), canPay()]);
      const jobs = Math.max(book.spend.size, fees.length);
      if (jobs > 0) return due(`${jobs} jobs to count`);
      return payable ? due('referral credit to pay') : idle('everything is counted');
    },
    async run() {
      const results: RunResult[] = [];
      for (const batch of batches([...book.spend])) results.push(await act(engine, count(batch, 'spend'), LOST_RACES));
      for (const batch of batches(await countableFees())) {
        results.push(await act(engine, count(batch, 'fees'), LOST_RACES));
      }
      if (await canPay()) results.push(await act(engine, payCall, LOST_RACES));
      return summarise(results);
    },
  };
}
