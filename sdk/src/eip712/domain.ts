import type { Address, TypedDataDomain } from 'viem';

/** A contract on a chain: what a signature is bound to. */
export interface SigningContext {
  chainId: number;
  /** The contract that verifies the signature. */
  verifyingContract: Address;
}

export function domain(name: string, context: SigningContext, version = '1'): TypedDataDomain {
  return { name, version, chainId: context.chainId, verifyingContract: context.verifyingContract };
}
