import { computePriceOracleAbi } from '@cyberplaza/sdk/abis';
import {
  hashPriceReport,
  type PriceReport,
  packNodeReports,
  type SignedPriceReport,
  signPriceReport,
} from '@cyberplaza/sdk/eip712';
import { type Address, encodeFunctionData, type Hex, isHex, recoverAddress } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { z } from 'zod';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle } from '../duty.js';
import { messageOf, toJson } from '../kit/index.js';
import { inUnits, type PriceTable, readPrices } from '../priceSource.js';

const LOST_RACES = ['NothingAccepted', 'StaleObservation'];
const BPS = 10_000n;
const MIN_REPORTS = 7;
const NODE_TIMEOUT_MS = 10_000;

const nodeAnswerSchema = z.object({
  prices: z.array(z.union([z.string().regex(/^\d+$/), z.number().int().positive()]).transform(BigInt)),
  signature: z.custom<Hex>((value) => isHex(value)),
});

/** Somebody who signs prices: a key held here (local chains), or a node asked over HTTP. */
export type PriceSigner = (
  report: Omit<PriceReport, 'prices'>,
  suggested: readonly bigint[],
) => Promise<SignedPriceReport>;

interface Wanted {
  feedId: number;
  price: bigint;
  why: string;
}

/** A price moves often enough to be pushed daily or on a move above five per cent (SPEC ORC 3). */
export function pricesDuty(context: KeeperContext, source: string, keys: readonly PrivateKeyAccount[]): Duty {
  const { chain, clock, config, engine, log } = context;
  const { deployment, client } = chain;
  const oracle = deployment.contracts.ComputePriceOracle;
  const signers = [
    ...keys.map((key) => keySigner(context, key)),
    ...config.priceNodes.map((url) => nodeSigner(context, url)),
  ];

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
    description: 'push compute, USDC and CPT prices signed by price nodes',
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
      const suggested = list.map(({ price }) => price);
      const settled = await Promise.allSettled(signers.map((sign) => sign({ feedIds, observedAt }, suggested)));
      const reports = new Map<Address, SignedPriceReport>();
      for (const result of settled) {
        if (result.status === 'fulfilled') reports.set(result.value.signer, result.value);
        else log.warn({ error: messageOf(result.reason) }, 'price node left out');
      }
      if (reports.size < MIN_REPORTS)
        return { kind: 'failed', detail: `${reports.size} of ${MIN_REPORTS} price reports` };
      const args = [feedIds, observedAt, packNodeReports([...reports.values()])] as const;
      const data = encodeFunctionData({ abi: computePriceOracleAbi, functionName: 'submit', args });
      return act(
        engine,
        { to: oracle, data, label: `push ${feedIds.length} prices`, key: `prices:${feedIds.join(',')}` },
        LOST_RACES,
      );
    },
  };
}

function keySigner({ chain }: KeeperContext, account: PrivateKeyAccount): PriceSigner {
  return (report, suggested) => signPriceReport(account, chain.deployment, { ...report, prices: suggested });
}

/** A node answers POST <url> {feedIds, observedAt} with its own {prices, signature}; who signed is recovered, not believed. */
function nodeSigner({ chain }: KeeperContext, url: string): PriceSigner {
  return async (report) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: toJson(report),
      signal: AbortSignal.timeout(NODE_TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    const { prices, signature } = nodeAnswerSchema.parse(await response.json());
    const hash = hashPriceReport(chain.deployment, { ...report, prices });
    const signer = await recoverAddress({ hash, signature });
    const { client, deployment } = chain;
    const known = await client.readContract({
      address: deployment.contracts.ComputePriceOracle,
      abi: computePriceOracleAbi,
      functionName: 'isNode',
      args: [signer],
    });
    if (!known) throw new Error(`${url}: ${signer} is not a price node`);
    return { signer, prices, signature };
  };
}
