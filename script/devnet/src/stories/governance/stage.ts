import { type CheckedCode, type Plan, parseProposalFile, planProposal } from '@cyberplaza/governance';
import type { Hex } from 'viem';
import type { Clock } from '../../chain/clock.js';
import type { World } from '../../chain/world.js';
import type { CarryOut } from '../../seed/voters.js';
import type { Seen } from '../story.js';

/** Where the story is played: the devnet, or a bare chain in a test. The voters of seed/voters.ts have CPT, Safes hold the roles. */
export interface Stage {
  readonly world: World;
  readonly clock: Clock;
  readonly seen: Seen;
  readonly say: (text: string) => void;
  /** What its provider's fee is called in ProviderRegistry. */
  readonly shop: { listingId: number; fee: 'ordinaryFeeBps' | 'certifiedFeeBps' };
  /** Fit prices, and the market's copy of the provider renewed. */
  readonly freshen: () => Promise<void>;
  /** A job at the shop, as far as the stage can run it. */
  readonly runJob: () => Promise<bigint>;
  readonly carryOut: CarryOut;
}

/** A proposal file as its author writes it, worked out as the signers' command does, with the simulation on a fork. */
export function planFile({ world }: Stage, toml: string, checked: CheckedCode = {}): Promise<Plan> {
  const { rpcUrl, deployment } = world;
  return planProposal(parseProposalFile(toml, 'toml'), { rpcUrl, deployment, checked });
}

export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the plan has no ${what}`);
  return value;
}

export const addressIn = (word: Hex | undefined): string => `0x${(word ?? '0x').slice(-40)}`.toLowerCase();
