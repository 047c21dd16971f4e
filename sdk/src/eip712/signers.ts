import type { Address, Hex } from 'viem';
import { DuplicateSignerError } from '../errors/client.js';

/** One signer's signature over a message that several sign. */
export interface SignerSignature {
  signer: Address;
  /** 65 bytes. */
  signature: Hex;
}

/** In strictly ascending order of signer address, as the contracts want it. */
export function sortBySigner<item extends { signer: Address }>(items: readonly item[]): item[] {
  const sorted = [...items].sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
  for (let i = 1; i < sorted.length; i++) {
    const { signer } = sorted[i] as item;
    if (BigInt(signer) === BigInt((sorted[i - 1] as item).signer)) throw new DuplicateSignerError(signer);
  }
  return sorted;
}
