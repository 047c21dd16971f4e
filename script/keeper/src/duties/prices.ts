import { computePriceOracleAbi } from '@cyberplaza/sdk/abis';
import { packNodeReports, signPriceReport } from '@cyberplaza/sdk/eip712';
import { encodeFunctionData } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle } from '../duty.js';
import { inUnits, type PriceTable, readPrices } from '../priceSource.js';

const LOST_RACES = ['NothingAccepted'];
const BPS = 10_000n;

interface Wanted {
  feedId: number;
  price: bigint;
  why: string;
}

/**
 * A price is pushed daily or on a move above five per cent (SPEC ORC 3). Here with the keys of all nodes in one hand, for local chains; elsewhere
 * nodes push for themselves, and duty `carry` stands by.
 */
export function pricesDuty(context: KeeperContext, source: string, keys: readonly PrivateKeyAccount[]): Duty {
  const { chain, clock, config, engine } = context;
  const { deployment, client } = chain;
  const oracle = deployment.contracts.ComputePriceOracle;

  const wanted = async (): Promise<Wanted[]> => {
    const table: PriceTable = await readPrices(source, deployment);
    const ids = [...table.keys()].sort((a, b) => a - b);
    const feeds = await Promise.all(
      ids.map((id) =>
        client.readContract({ address: oracle, abi: computePriceOracleAbi, functionName: 'feed', args: [id] }),
      ),
    );
    return ids.flatMap((feedId, index) => {
      const feed = feeds[index];
      if (!feed) return [];
      const price = inUnits(table.get(feedId) ?? '0', feed.decimals);
      const age = clock.now.timestamp - Number(feed.observedAt);
      const move = feed.price > price ? feed.price - price : price - feed.price;
      if (feed.price === 0n) return [{ feedId, price, why: 'no price yet' }];
      if (age >= config.priceMaxAge) return [{ feedId, price, why: `${age} s old` }];
      return (move * BPS) / feed.price > BigInt(config.priceMoveBps)
        ? [{ feedId, price, why: `moved from ${feed.price} to ${price}` }]
        : [];
    });
  };

  return {
    name: 'prices',
    description: 'sign and push compute, USDC and CPT prices with the keys of price nodes',
    schedule: '*/15 * * * * *',
    async check() {
      const list = await wanted();
      const [first] = list;
      return first ? due(`${list.length} feeds, first ${first.feedId}: ${first.why}`) : idle('fresh and unmoved');
    },
    async run() {
      const list = await wanted();
      if (list.length === 0) return { kind: 'nothing', detail: 'fresh and unmoved' };
      const { timestamp: observedAt } = await clock.refresh();
      const feedIds = list.map(({ feedId }) => feedId);
      const report = { feedIds, prices: list.map(({ price }) => price), observedAt };
      const signed = await Promise.all(keys.map((key) => signPriceReport(key, deployment, report)));
      const args = [feedIds, observedAt, packNodeReports(signed)] as const;
      const data = encodeFunctionData({ abi: computePriceOracleAbi, functionName: 'submit', args });
      return act(
        engine,
        { to: oracle, data, label: `push ${feedIds.length} prices`, key: `prices:${feedIds.join(',')}` },
        LOST_RACES,
      );
    },
  };
}
