import { subscriptionsAbi } from '@cyberplaza/sdk/abis';
import { type Address, encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { PerksBook } from '../perksBook.js';

const LOST_RACES = ['NothingDone'];

/** Renews plans with their owners' standing consent from the period's end on, and notes those that have lapsed. */
export function subscriptionsDuty({ chain, clock, config, engine }: KeeperContext, book: PerksBook): Duty {
  const { Subscriptions } = chain.deployment.contracts;
  const renewCall = (accounts: readonly Address[]) => ({
    to: Subscriptions,
    data: encodeFunctionData({ abi: subscriptionsAbi, functionName: 'renewBatch', args: [accounts] }),
    label: `renew ${accounts.length} subscriptions`,
    key: `renew:${accounts.join(',')}`,
  });

  /** Those about which something can be done: not who cannot pay or has not agreed to the price. */
  const renewable = async (): Promise<Address[]> => {
    await book.advance(clock.now.block);
    const ended = [...book.subscribers].filter(([, paidUntil]) => paidUntil <= clock.now.timestamp);
    const accounts = ended.map(([account]) => account);
    const refused = await Promise.all(accounts.map((account) => engine.refusal(renewCall([account]))));
    return accounts.filter((_, index) => refused[index] === undefined);
  };

  return {
    name: 'subscriptions',
    description: 'renew plans whose period is over, note those that have lapsed',
    schedule: '20 * * * * *',
    async check() {
      const accounts = await renewable();
      return accounts.length > 0
        ? due(`${accounts.length} subscriptions, first ${accounts[0]}`)
        : idle(`none of ${book.subscribers.size} subscriptions`);
    },
    async run() {
      const accounts = await renewable();
      const results: RunResult[] = [];
      for (let at = 0; at < accounts.length; at += config.maxBatch) {
        results.push(await act(engine, renewCall(accounts.slice(at, at + config.maxBatch)), LOST_RACES));
      }
      return summarise(results);
    },
  };
}
