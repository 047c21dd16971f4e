import type { Deployment } from '@cyberplaza/sdk';
import protocolKit, { type ContractNetworkConfig } from '@safe-global/protocol-kit';
import { type Address, concat, type Hex, hashDomain, hashStruct, keccak256, stringToHex } from 'viem';

// Its types describe the CommonJS build, where the class is one level deeper than in the ESM build that runs.
const SafeKit = protocolKit as unknown as typeof protocolKit.default;
export type SafeKit = InstanceType<typeof protocolKit.default>;

const BUILDER_VERSION = '1.16.5';

const TYPES = {
  EIP712Domain: [
    { name: 'chainId', type: 'uint256' },
    { name: 'verifyingContract', type: 'address' },
  ],
  SafeTx: [
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'data', type: 'bytes' },
    { name: 'operation', type: 'uint8' },
    { name: 'safeTxGas', type: 'uint256' },
    { name: 'baseGas', type: 'uint256' },
    { name: 'gasPrice', type: 'uint256' },
    { name: 'gasToken', type: 'address' },
    { name: 'refundReceiver', type: 'address' },
    { name: 'nonce', type: 'uint256' },
  ],
} as const;

export interface SafeCall {
  readonly to: Address;
  readonly data: Hex;
  readonly value: bigint;
}

/** One Safe transaction, and what a hardware wallet shows of it. */
export interface SafeTransaction extends SafeCall {
  readonly operation: number;
  readonly nonce: number;
  readonly domainHash: Hex;
  readonly messageHash: Hex;
  readonly safeTxHash: Hex;
}

/** Safe's SDK for a Safe of the deployment; with a signer it signs and executes. */
export function safeKit(rpcUrl: string, deployment: Deployment, safe: Address, signer?: Hex): Promise<SafeKit> {
  const own = Object.keys(deployment.safeContracts).length > 0;
  const networks = { [String(deployment.chainId)]: deployment.safeContracts as unknown as ContractNetworkConfig };
  return SafeKit.init({
    provider: rpcUrl,
    safeAddress: safe,
    ...(signer ? { signer } : {}),
    ...(own ? { contractNetworks: networks } : {}),
  });
}

/** The transaction that makes the calls, all or none, as Safe's SDK builds it. */
export async function safeTransaction(
  kit: SafeKit,
  deployment: Deployment,
  calls: readonly SafeCall[],
  nonce: number,
): Promise<SafeTransaction> {
  const transactions = calls.map(({ to, data, value }) => ({ to, data, value: value.toString() }));
  const { data } = await kit.createTransaction({ transactions, onlyCalls: true, options: { nonce } });
  const message = {
    to: data.to as Address,
    value: BigInt(data.value),
    data: data.data as Hex,
    operation: data.operation,
    safeTxGas: BigInt(data.safeTxGas),
    baseGas: BigInt(data.baseGas),
    gasPrice: BigInt(data.gasPrice),
    gasToken: data.gasToken as Address,
    refundReceiver: data.refundReceiver as Address,
    nonce: BigInt(data.nonce),
  };
  const domain = { chainId: deployment.chainId, verifyingContract: (await kit.getAddress()) as Address };
  const domainHash = hashDomain({ domain: { ...domain, chainId: BigInt(domain.chainId) }, types: TYPES });
  const messageHash = hashStruct({ data: message, primaryType: 'SafeTx', types: TYPES });
  return {
    to: message.to,
    data: message.data,
    value: message.value,
    operation: message.operation,
    nonce,
    domainHash,
    messageHash,
    safeTxHash: keccak256(concat(['0x1901', domainHash, messageHash])),
  };
}

/** A file for Safe's Transaction Builder. */
export function transactionBuilderJson(
  deployment: Deployment,
  safe: Address,
  name: string,
  description: string,
  calls: readonly SafeCall[],
  createdAt: number,
) {
  const file = {
    version: '1.0',
    chainId: String(deployment.chainId),
    createdAt,
    meta: {
      name,
      description,
      txBuilderVersion: BUILDER_VERSION,
      createdFromSafeAddress: safe,
      createdFromOwnerAddress: '',
    },
    transactions: calls.map(({ to, data, value }) => ({
      to,
      value: value.toString(),
      data,
      contractMethod: null,
      contractInputsValues: null,
    })),
  };
  return { ...file, meta: { ...file.meta, checksum: checksum(file) } };
}

/** As the Transaction Builder works it out: over the file without its name. */
function checksum(file: { meta: object }): Hex {
  return keccak256(stringToHex(serialised({ ...file, meta: { ...file.meta, name: null } })));
}

function serialised(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(serialised).join(',')}]`;
  if (typeof json === 'object' && json !== null) {
    const keys = Object.keys(json).sort();
    const values = keys.map((key) => `${serialised((json as Record<string, unknown>)[key])},`).join('');
    return `{${JSON.stringify(keys)}${values}}`;
  }
  return JSON.stringify(json);
}
