import { type Account, type Address, type Hex, hashTypedData, type TypedDataDomain } from 'viem';
import { signTypedData } from 'viem/actions';
import { getAction } from 'viem/utils';
import type { AnyClient } from '../actions/internal/types.js';
import { accountOf } from '../actions/internal/write.js';

/** A complete EIP-712 payload. */
export interface SignableMessage {
  domain: TypedDataDomain;
  types: Record<string, readonly { name: string; type: string }[]>;
  primaryType: string;
  message: Record<string, unknown>;
}

/** The digest a contract recovers the signer from. */
export function hashMessage(payload: SignableMessage): Hex {
  return hashTypedData(payload as Parameters<typeof hashTypedData>[0]);
}

/** Signs with an account that holds its key, or with the client's account otherwise. */
export async function signMessage(
  signer: { signTypedData?: unknown; address: Address } | AnyClient,
  payload: SignableMessage,
  account?: Account | Address,
): Promise<Hex> {
  if ('signTypedData' in signer && !('request' in signer)) {
    const local = signer as { signTypedData(parameters: SignableMessage): Promise<Hex> };
    return local.signTypedData(payload);
  }
  const client = signer as AnyClient;
  const parameters = { ...payload, account: accountOf(client, account) };
  return getAction(client, signTypedData, 'signTypedData')(parameters as Parameters<typeof signTypedData>[1]);
}

/** Who may sign: a local account, or a client that has an account. */
export type Signer = { address: Address; signTypedData: unknown } | AnyClient;
