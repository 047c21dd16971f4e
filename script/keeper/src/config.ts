import { z } from 'zod';
import { commonSchema, milliseconds, url } from './kit/index.js';

const schedules = z.record(z.string(), z.string());

/** Everything a keeper can be told; see the CLI's --help for the meaning of each. */
export const keeperConfigSchema = commonSchema.extend({
  /** names of the duties to run; empty: all that are configured */
  duties: z.array(z.string()).default([]),
  /** schedule by duty: "block", "off" or a cron pattern with seconds */
  schedules: schedules.default({}),
  maxBatch: z.coerce.number().int().min(1).max(500).default(100),
  /** least USDC units worth moving */
  minRevenue: z.coerce.bigint().min(0n).default(1_000_000n),
  /** reports to relay are picked up here; default <data-dir>/inbox */
  inbox: z.string().optional(),
  /** meters' signatures over months of uptime are collected here; default <data-dir>/uptime */
  uptimeInbox: z.string().optional(),
  /** meters to ask for what they saw of a provider's month */
  meters: z.array(url).default([]),
  /** JSON with the prices: {"<feed id or name>": "<decimal price>"}; a file or a URL */
  priceSource: z.string().optional(),
  /** file with the keys of price nodes; local chains only */
  priceKeys: z.string().optional(),
  /** nodes whose signed prices are carried where they do not push them */
  priceNodes: z.array(url).default([]),
  /** as priceMaxAge, for what nodes left lying: half an hour after they should have pushed it */
  carryMaxAge: z.coerce.number().int().min(60).default(88_200),
  /** chain seconds after which a price is pushed even if it has not moved */
  priceMaxAge: z.coerce
    .number()
    .int()
    .min(60)
    .default(20 * 3_600),
  /** move that is pushed at once, basis points */
  priceMoveBps: z.coerce.number().int().min(1).max(10_000).default(500),
  /** chain seconds before the end of a provider's standing at which it is refreshed */
  standingMargin: z.coerce.number().int().min(0).default(86_400),
  /** reward roots are worked out, kept here and published; only for the keeper that has the PUBLISHER role */
  rewardsDir: z.string().optional(),
  /** subgraph to read the rewards' events from, instead of the chain's logs */
  rewardsSubgraph: url.optional(),
  /** chains that CPT was bridged to: their nodes and deployment files */
  remotes: z.array(z.object({ rpc: url, deployment: z.string() })).default([]),
  /** most wei to pay LayerZero for a transfer that waited */
  bridgeMaxFee: z.coerce.bigint().min(0n).default(10_000_000_000_000_000n),
  /** chain seconds that LayerZero's executor has before a message is delivered from here */
  bridgeRetryAfter: z.coerce.number().int().min(0).default(600),
  maxFeeGwei: z.coerce.number().positive().default(100),
  stuckMs: milliseconds.default(30_000),
  txTimeoutMs: milliseconds.default(300_000),
});

export type KeeperConfig = z.output<typeof keeperConfigSchema>;
export type KeeperInput = z.input<typeof keeperConfigSchema>;
