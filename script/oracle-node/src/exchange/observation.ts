import { type Deployment, recoverPriceNode, type SignedPriceReport } from '@cyberplaza/sdk';
import { type Address, type Hex, isAddress, isAddressEqual } from 'viem';
import { z } from 'zod';

/** Feeds in one observation, at most: what a block can carry. */
export const MAX_FEEDS = 200;
const MAX_PRICE = 2n ** 64n - 1n;
const MAX_FEED_ID = 2 ** 32 - 1;
const MAX_TIME = 2 ** 40 - 1;

/** One node's signed vector of prices as it travels: everything that the signature covers, the chain and contract included. */
export const observationSchema = z.strictObject({
  chainId: z.number().int().positive(),
  oracle: z.custom<Address>((value) => typeof value === 'string' && isAddress(value), 'no address'),
  observedAt: z.number().int().positive().max(MAX_TIME),
  feedIds: z.array(z.number().int().min(1).max(MAX_FEED_ID)).min(1).max(MAX_FEEDS),
  prices: z
    .array(
      z
        .string()
        .regex(/^\d{1,20}$/)
        .transform(BigInt)
        .refine((price) => price <= MAX_PRICE, 'above 64 bits'),
    )
    .min(1)
    .max(MAX_FEEDS),
  signature: z.custom<Hex>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{130}$/.test(value), 'no signature'),
});

export type Observation = z.output<typeof observationSchema>;

/** Why an observation is not taken. */
export type RefusalReason =
  | 'malformed'
  | 'wrong-chain'
  | 'wrong-contract'
  | 'wrong-round'
  | 'other-feeds'
  | 'bad-signature'
  | 'not-a-node'
  | 'impostor';

/** An observation that this node does not take, and why. */
export class RefusedObservationError extends Error {
  override readonly name = 'RefusedObservationError';
  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
  }
}

/** What an observation is judged by. */
export interface Judge {
  deployment: Deployment;
  /** the seconds that are signed for just now: the round's and its neighbours', since clocks differ */
  seconds: readonly number[];
  /** what the oracle prices, ascending */
  feedIds: readonly number[];
  /** the set, from the chain */
  nodes: readonly Address[];
  /** this node, whose key nobody else should have */
  self: Address;
}

/**
 * Takes an observation as the oracle would, or says why not. What costs least is looked at first, the signature last.
 *
 * @throws RefusedObservationError
 */
export async function judged(input: unknown, judge: Judge): Promise<{ observation: Observation; signer: Address }> {
  const parsed = observationSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refused('malformed', `${issue?.path.join('.') || 'observation'}: ${issue?.message}`);
  }
  const observation = parsed.data;
  const { deployment, seconds, feedIds, nodes, self } = judge;
  const { ComputePriceOracle: oracle } = deployment.contracts;
  if (observation.chainId !== deployment.chainId) throw refused('wrong-chain', `chain ${observation.chainId}`);
  if (!isAddressEqual(observation.oracle, oracle)) throw refused('wrong-contract', `oracle ${observation.oracle}`);
  if (!seconds.includes(observation.observedAt)) {
    throw refused('wrong-round', `observed at ${observation.observedAt}, now it is ${seconds.join(' or ')}`);
  }
  const same = feedIds.length === observation.feedIds.length && feedIds.every((id, n) => id === observation.feedIds[n]);
  if (!same || observation.prices.length !== feedIds.length) {
    throw refused('other-feeds', `feeds ${observation.feedIds.join()} with ${observation.prices.length} prices`);
  }
  let signer: Address;
  try {
    signer = await recoverPriceNode(deployment, observation, observation.signature);
  } catch (error) {
    throw refused('bad-signature', (error as Error).message.split('\n', 1)[0] ?? '');
  }
  if (isAddressEqual(signer, self)) throw refused('impostor', 'signed with the key of this node');
  if (!nodes.some((node) => isAddressEqual(node, signer))) throw refused('not-a-node', `signed by ${signer}`);
  return { observation, signer };
}

/** As `submit` takes it. */
export function reportOf(signer: Address, { prices, signature }: Observation): SignedPriceReport {
  return { signer, prices, signature };
}

function refused(reason: RefusalReason, message: string): RefusedObservationError {
  return new RefusedObservationError(reason, `${reason}: ${message}`);
}
