import { ConfigError, commonSchema, milliseconds, url } from '@cyberplaza/keeper/kit';
import { type Address, getAddress, isAddress } from 'viem';
import { z } from 'zod';
import type { Peer } from './exchange/peers.js';

const seconds = z.coerce.number().int();
const address = z
  .custom<Address>((value) => typeof value === 'string' && isAddress(value), 'must be an address')
  .transform((value) => getAddress(value));
const source = z.array(z.string().min(1)).default([]);

/** Where the other nodes of the set answer. */
export const peersSchema = z.array(z.strictObject({ address, url }));

/** Everything a price node can be told; see `serve --help` for the meaning of each. */
export const nodeConfigSchema = commonSchema
  .extend({
    peers: peersSchema.default([]),
    round: seconds.min(5).max(300).default(60),
    collect: seconds.min(1).max(120).default(8),
    grace: seconds.min(1).max(120).default(8),
    /** chain seconds from one observation of a feed to the next */
    heartbeat: seconds.min(60).max(90_000).default(86_400),
    /** move that is pushed at once, basis points */
    moveBps: seconds.min(1).max(10_000).default(500),
    /** seconds that the chain's clock may be off this machine's; 0 does not look */
    maxSkew: seconds.min(0).default(300),
    peerTimeoutMs: milliseconds.default(3_000),
    table: z.string().optional(),
    lists: z.object({ aws: source, azure: source, gcp: source, alibaba: source }).prefault({}),
    rules: z.string().optional(),
    /** seconds from one look at the lists to the next */
    pollLists: seconds.min(60).max(86_400).default(21_600),
    /** seconds for which a list or table counts */
    maxAge: seconds.min(60).max(604_800).default(93_600),
    /** prices that no list has, such as CPT/USD */
    prices: source,
    pricesMaxAge: seconds.min(10).max(93_600).default(600),
    /** false: sign and exchange only */
    push: z.boolean().default(true),
    maxFeeGwei: z.coerce.number().positive().default(100),
    stuckMs: milliseconds.default(30_000),
  })
  .refine(({ round, collect, grace }) => collect + grace <= round, 'collect and grace together must fit into a round');

export type NodeConfig = z.output<typeof nodeConfigSchema>;
export type NodeInput = z.input<typeof nodeConfigSchema>;

/** Peers of a JSON file, and those written <address>=<url>; none twice, and not oneself. */
export function peersOf(content: unknown, written: readonly string[], self: Address): Peer[] {
  const added = written.map((entry) => {
    const at = entry.indexOf('=');
    return { address: entry.slice(0, at), url: entry.slice(at + 1) };
  });
  const parsed = peersSchema.safeParse([
    ...(Array.isArray(content) ? content : content === undefined ? [] : [content]),
    ...added,
  ]);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`peer ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const others = new Map(parsed.data.filter((peer) => peer.address !== self).map((peer) => [peer.address, peer]));
  return [...others.values()];
}
