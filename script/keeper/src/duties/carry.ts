import { computePriceOracleAbi } from '@cyberplaza/sdk/abis';
import { packNodeReports, recoverPriceNode, type SignedPriceReport } from '@cyberplaza/sdk/eip712';
import { MIN_AGREEING, type PriceUpdate, priceUpdates } from '@cyberplaza/sdk/maths';
import { type Address, encodeFunctionData, isAddressEqual } from 'viem';
import { z } from 'zod';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle } from '../duty.js';
import { hexValue, messageOf } from '../kit/index.js';

const LOST_RACES = ['NothingAccepted'];
const NODE_TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1 << 20;
/** Nodes push what they signed themselves; what lies here for so long is for somebody else to carry. */
const LEFT_LYING = 120;
/** The oracle takes nothing older than ten minutes; a minute is left for the transaction. */
const MAX_AGE = 540;

/** What a price node (script/oracle-node) answers to GET /observations: the signed words of the last rounds that it heard of. */
const answerSchema = z.object({
  observations: z
    .array(
      z.object({
        chainId: z.number(),
        oracle: z.string(),
        observedAt: z.number().int().positive(),
        feedIds: z.array(z.number().int().positive()).max(200),
        prices: z
          .array(
            z
              .string()
              .regex(/^\d{1,20}$/)
              .transform(BigInt),
          )
          .max(200),
        signature: hexValue,
      }),
    )
    .max(1_000),
});
type Heard = z.output<typeof answerSchema>['observations'][number];

/** Words of one second over the same feeds, each node's once. */
interface Submission {
  feedIds: readonly number[];
  observedAt: number;
  reports: SignedPriceReport[];
}

/**
 * Carries what price nodes signed and did not push themselves: none of them may be able to, though enough of them can sign. It asks for nothing
 * to be signed, so there is one way in which a node comes to sign a price: its own round.
 */
export function carryDuty(context: KeeperContext): Duty {
  const { chain, clock, config, engine, log } = context;
  const { deployment, client } = chain;
  const oracle = { address: deployment.contracts.ComputePriceOracle, abi: computePriceOracleAbi } as const;

  const found = async (): Promise<{ submission: Submission; updates: PriceUpdate[] } | undefined> => {
    const now = clock.now.timestamp;
    const answers = await Promise.allSettled(config.priceNodes.map(ask));
    const heard = answers.flatMap((answer, n) => {
      if (answer.status === 'fulfilled') return answer.value;
      log.warn({ node: config.priceNodes[n], error: messageOf(answer.reason) }, 'price node left out');
      return [];
    });
    const old = heard.filter(({ observedAt }) => now - observedAt >= LEFT_LYING && now - observedAt <= MAX_AGE);
    for (const submission of await submissions(old)) {
      if (submission.reports.length < MIN_AGREEING) continue;
      const feeds = await Promise.all(
        submission.feedIds.map(async (feedId) => {
          const feed = await client.readContract({ ...oracle, functionName: 'feed', args: [feedId] });
          return { feedId, price: feed.price, observedAt: feed.observedAt };
        }),
      );
      const vectors = submission.reports.map(({ prices }) => prices);
      const rule = { heartbeat: config.carryMaxAge, moveBps: config.priceMoveBps };
      const updates = priceUpdates(feeds, vectors, submission.observedAt, rule).filter((update) => update.due);
      if (updates.length > 0) return { submission, updates };
    }
    return undefined;
  };

  /** By second and feeds, the latest first; only what nodes signed, and of one that said two things neither. */
  const submissions = async (heard: readonly Heard[]): Promise<Submission[]> => {
    const nodes = await client.readContract({ ...oracle, functionName: 'nodes' });
    const groups = new Map<string, Submission & { lied: Set<Address> }>();
    for (const { chainId, oracle: at, ...report } of heard) {
      if (chainId !== deployment.chainId || at.toLowerCase() !== oracle.address.toLowerCase()) continue;
      if (report.feedIds.length !== report.prices.length) continue;
      const signer = await recoverPriceNode(deployment, report, report.signature).catch(() => undefined);
      if (!signer || !nodes.some((node) => isAddressEqual(node, signer))) continue;
      const key = `${report.observedAt}:${report.feedIds.join()}`;
      const { feedIds, observedAt, prices, signature } = report;
      const group = groups.get(key) ?? { feedIds, observedAt, reports: [], lied: new Set<Address>() };
      groups.set(key, group);
      const known = group.reports.find((other) => other.signer === signer);
      if (!known) group.reports.push({ signer, prices, signature });
      else if (known.prices.some((price, n) => price !== prices[n])) group.lied.add(signer);
    }
    return [...groups.values()]
      .map(({ lied, ...group }) => ({ ...group, reports: group.reports.filter(({ signer }) => !lied.has(signer)) }))
      .sort((a, b) => b.observedAt - a.observedAt);
  };

  return {
    name: 'carry',
    description: 'push what price nodes signed and did not push themselves',
    schedule: '*/30 * * * * *',
    async check() {
      const left = await found();
      const first = left?.updates[0];
      return first
        ? due(`${left.updates.length} feeds, first ${first.feedId}: ${first.due}`)
        : idle('nothing left lying');
    },
    async run() {
      const left = await found();
      if (!left) return { kind: 'nothing', detail: 'nothing left lying' };
      const { feedIds, observedAt, reports } = left.submission;
      const args = [feedIds, observedAt, packNodeReports(reports)] as const;
      const data = encodeFunctionData({ abi: computePriceOracleAbi, functionName: 'submit', args });
      return act(
        engine,
        { to: oracle.address, data, label: `carry ${left.updates.length} prices`, key: `carry:${observedAt}` },
        LOST_RACES,
      );
    },
  };
}

async function ask(url: string): Promise<Heard[]> {
  const response = await fetch(`${url.replace(/\/$/, '')}/observations`, {
    signal: AbortSignal.timeout(NODE_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MAX_ANSWER_BYTES) throw new Error(`more than ${MAX_ANSWER_BYTES} bytes`);
  }
  return answerSchema.parse(JSON.parse(text)).observations;
}
