import type { Address, Hex } from 'viem';
import { readMany } from '../actions/internal/readMany.js';
import type { AnyClient } from '../actions/internal/types.js';
import { accountOf } from '../actions/internal/write.js';
import { domain } from './domain.js';
import { type SignableMessage, type Signer, signMessage } from './sign.js';
import { type SignatureParts, splitSignature } from './signature.js';

/** ERC-2612: lets a spender take an amount of the owner's tokens. */
export interface Permit {
  token: Address;
  /** The token's own EIP-712 name and version. */
  name: string;
  version: string;
  chainId: number;
  owner: Address;
  spender: Address;
  value: bigint;
  nonce: bigint;
  deadline: bigint;
}

/** A signed permit in the form the permit variants of the actions take. */
export interface SignedPermit extends SignatureParts {
  deadline: bigint;
}

export const permitTypes = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

const permitTokenAbi = [
  { type: 'function', name: 'name', inputs: [], outputs: [{ type: 'string' }], stateMutability: 'view' },
  { type: 'function', name: 'version', inputs: [], outputs: [{ type: 'string' }], stateMutability: 'view' },
  {
    type: 'function',
    name: 'eip712Domain',
    inputs: [],
    outputs: [
      { name: 'fields', type: 'bytes1' },
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
      { name: 'chainId', type: 'uint256' },
      { name: 'verifyingContract', type: 'address' },
      { name: 'salt', type: 'bytes32' },
      { name: 'extensions', type: 'uint256[]' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    name: 'nonces',
    inputs: [{ name: 'owner', type: 'address' }],
    outputs: [{ type: 'uint256' }],
    stateMutability: 'view',
  },
] as const;

/** The EIP-712 payload of a permit. */
export function permitTypedData(permit: Permit): SignableMessage {
  const { token, name, version, chainId, owner, spender, value, nonce, deadline } = permit;
  return {
    domain: domain(name, { chainId, verifyingContract: token }, version),
    types: permitTypes,
    primaryType: 'Permit',
    message: { owner, spender, value, nonce, deadline },
  };
}

/** Reads what a permit needs from the token: the domain by ERC-5267, or `name()` and `version()` as Circle's USDC has. */
export async function preparePermit(
  client: AnyClient,
  parameters: { token: Address; chainId: number; owner: Address; spender: Address; value: bigint; deadline: bigint },
): Promise<Permit> {
  const { token, owner } = parameters;
  const read = (functionName: string, args: readonly unknown[] = []) => ({
    address: token,
    abi: permitTokenAbi,
    functionName,
    args,
  });
  const [nonce] = (await readMany(client, [read('nonces', [owner])], {})) as [bigint];
  try {
    const [eip712] = (await readMany(client, [read('eip712Domain')], {})) as [readonly [Hex, string, string]];
    return { ...parameters, nonce, name: eip712[1], version: eip712[2] };
  } catch {
    const [name, version] = (await readMany(client, [read('name'), read('version')], {})) as [string, string];
    return { ...parameters, nonce, name, version };
  }
}

/**
 * Signs a permit, reading the token's domain and the owner's nonce first.
 *
 * @example
 * const permit = await signPermit(client, {
 *   token: contracts.USDC, chainId: 31337, spender: contracts.Vault, value: 100_000_000n, deadline: 1_800_000_000n,
 * });
 * await client.depositWithPermit({ amount: 100_000_000n, permit });
 */
export async function signPermit(
  client: AnyClient,
  parameters: {
    token: Address;
    chainId: number;
    spender: Address;
    value: bigint;
    deadline: bigint;
    /** By default the client's account. */
    account?: Parameters<typeof accountOf>[1];
  },
): Promise<SignedPermit> {
  const account = accountOf(client, parameters.account);
  const permit = await preparePermit(client, { ...parameters, owner: account.address });
  const signer = (account.type === 'local' ? account : { ...client, account }) as Signer;
  const signature = await signMessage(signer, permitTypedData(permit));
  return { ...splitSignature(signature), deadline: permit.deadline };
}
