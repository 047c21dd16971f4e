import { type Address, bytesToHex, encodeAbiParameters, type Hex, isHex, keccak256, size } from 'viem';
import type { Deployment } from '../deployments/types.js';
import { MathsDomainError } from '../errors/maths.js';
import { merkleLevels, merkleProof } from './merkleLevels.js';

const WORD = 32;

/** A code with the proof that it is one of its batch. */
export interface Coupon {
  code: Hex;
  proof: readonly Hex[];
}

/** A batch of codes, to be handed out one by one; only the root goes to the chain. */
export interface CouponBook {
  root: Hex;
  coupons: readonly Coupon[];
}

/** Leaf of a code (Coupons.leafOf): hashed twice, so that no inner node can pose as a code. */
export function couponLeaf(code: Hex): Hex {
  return keccak256(keccak256(encodeAbiParameters([{ type: 'bytes32' }], [code])));
}

/**
 * What an account commits to before it reveals a code: bound to chain, contract and account (Coupons.commitmentOf).
 *
 * @example
 * await client.commitCoupon({ commitment: couponCommitment(deployment, { code, account: account.address }) });
 */
export function couponCommitment(
  deployment: Pick<Deployment, 'chainId' | 'contracts'>,
  { code, account }: { code: Hex; account: Address },
): Hex {
  const types = [{ type: 'uint256' }, { type: 'address' }, { type: 'bytes32' }, { type: 'address' }] as const;
  const values = [BigInt(deployment.chainId), deployment.contracts.Coupons, code, account] as const;
  return keccak256(encodeAbiParameters(types, values));
}

/**
 * Makes random codes of 32 bytes and their tree, for `createCouponBatch`. Keep them: nobody can get them back from the root.
 *
 * @throws MathsDomainError for none
 *
 * @example
 * const { root, coupons } = buildCoupons(100);
 * const texts = coupons.map(writeCoupon);
 */
export function buildCoupons(count: number, random: () => Hex = randomCode): CouponBook {
  if (count < 1) throw new MathsDomainError('count', BigInt(count), 'at least 1');
  const codes = Array.from({ length: count }, random);
  const levels = merkleLevels(codes.map(couponLeaf));
  return {
    root: levels.at(-1)?.[0] as Hex,
    coupons: codes.map((code, index) => ({ code, proof: merkleProof(levels, index) })),
  };
}

/** A coupon as one text to print or send. */
export function writeCoupon(coupon: Coupon): string {
  return [coupon.code, ...coupon.proof].map((word) => word.slice(2)).join('');
}

/**
 * A coupon from its text.
 *
 * @throws MathsDomainError for anything that is none
 *
 * @example
 * await client.claimCoupon({ batchId: 1n, ...readCoupon(text), to: account.address });
 */
export function readCoupon(text: string): Coupon {
  const all: Hex = `0x${text.trim()}`;
  if (!isHex(all) || size(all) === 0 || size(all) % WORD !== 0 || text.trim().length % (2 * WORD) !== 0) {
    throw new MathsDomainError('text', BigInt(text.length), 'a coupon');
  }
  const words = all.slice(2).match(/.{64}/g) ?? [];
  const [code, ...proof] = words.map((word): Hex => `0x${word}`);
  return { code: code as Hex, proof };
}

function randomCode(): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(WORD)));
}
