import type { Deployment, ProposedCall } from '@cyberplaza/sdk';
import * as abis from '@cyberplaza/sdk/abis';
import {
  type Abi,
  type AbiFunction,
  type Address,
  encodeFunctionData,
  getAddress,
  type Hex,
  isAddress,
  isAddressEqual,
  type PublicClient,
  parseAbi,
  slice,
  toFunctionSelector,
  toFunctionSignature,
} from 'viem';
import { ProposalFileError } from './errors.js';
import type { ProposalAction } from './proposalFile.js';
import { addressOf, argumentsFromWords } from './words.js';

/** keccak256("eip1967.proxy.admin") - 1 */
const ADMIN_SLOT = '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103';
const PROXY_ADMIN = /^ProxyAdmin of (\w+)$/;
const ADDRESS_OFFSET = 12;

export const proxyAdminAbi = parseAbi([
  'function upgradeAndCall(address proxy, address implementation, bytes data) payable',
  'function transferOwnership(address newOwner)',
  'function renounceOwnership()',
]);

/** What a Safe may be made to do to itself. */
export const safeAbi = parseAbi([
  'function addOwnerWithThreshold(address owner, uint256 threshold)',
  'function removeOwner(address previousOwner, address owner, uint256 threshold)',
  'function swapOwner(address previousOwner, address oldOwner, address newOwner)',
  'function changeThreshold(uint256 threshold)',
  'function enableModule(address module)',
  'function setGuard(address guard)',
  'event AddedOwner(address indexed owner)',
  'event RemovedOwner(address indexed owner)',
  'event ChangedThreshold(uint256 threshold)',
  'event EnabledModule(address indexed module)',
]);

/** One action, ready to be sent by whoever may. */
export interface ResolvedCall extends ProposedCall {
  readonly value: bigint;
  readonly contract: string;
  readonly function: AbiFunction;
  readonly signature: string;
  readonly selector: Hex;
  readonly args: readonly unknown[];
}

/** Looks the contract and function up and turns the arguments' words into calldata. */
export async function resolveAction(
  client: PublicClient,
  deployment: Deployment,
  action: ProposalAction,
): Promise<ResolvedCall> {
  const { contract, to, abi } = await target(client, deployment, action.contract);
  const functions = abi.filter((item): item is AbiFunction => item.type === 'function');
  const matching = functions.filter(
    (item) => item.name === action.function || toFunctionSignature(item) === action.function,
  );
  const [found, second] = matching;
  if (!found) throw new ProposalFileError(`${contract} has no function ${action.function}`);
  if (second) {
    const choices = matching.map((item) => toFunctionSignature(item)).join(', ');
    throw new ProposalFileError(`${contract}.${action.function} may be ${choices}: write the whole signature`);
  }
  if (found.stateMutability === 'view' || found.stateMutability === 'pure') {
    throw new ProposalFileError(`${contract}.${found.name} changes nothing`);
  }
  const args = argumentsFromWords(action.arguments, found.inputs, deployment, `${contract}.${found.name}`) as unknown[];
  return {
    to,
    value: action.value,
    data: encodeFunctionData({ abi: [found], args }),
    contract,
    function: found,
    signature: toFunctionSignature(found),
    selector: toFunctionSelector(found),
    args,
  };
}

async function target(
  client: PublicClient,
  deployment: Deployment,
  text: string,
): Promise<{ contract: string; to: Address; abi: Abi }> {
  const proxied = PROXY_ADMIN.exec(text);
  if (proxied) {
    const proxy = addressOf(proxied[1] ?? '', deployment);
    const slot = (await client.getStorageAt({ address: proxy, slot: ADMIN_SLOT })) ?? '0x';
    return { contract: text, to: getAddress(slice(slot, ADDRESS_OFFSET)), abi: proxyAdminAbi };
  }
  const to = addressOf(text, deployment);
  const contract = isAddress(text, { strict: false }) ? nameOf(deployment, to) : text;
  if (contract === undefined) throw new ProposalFileError(`nothing of the deployment is at ${text}`);
  const abi = abiOf(deployment, contract);
  if (abi === undefined) throw new ProposalFileError(`the functions of ${contract} are not known here`);
  return { contract, to, abi };
}

/** What the deployment calls an address. */
export function nameOf(deployment: Deployment, address: Address): string | undefined {
  const names = [
    ...Object.entries(deployment.contracts),
    ...Object.entries(deployment.holders),
    ...Object.entries(deployment.safes).map(([name, at]) => [`safe:${name}`, at] as const),
  ];
  return names.find(([, at]) => isAddressEqual(at, address))?.[0];
}

export function abiOf(deployment: Deployment, contract: string): Abi | undefined {
  if (deployment.holders[contract]) return abis.fundHolderAbi;
  if (contract.startsWith('safe:')) return safeAbi;
  const wanted = `${contract === 'USDC' ? 'TestUSDC' : contract}Abi`.toLowerCase();
  return Object.entries(abis).find(([name]) => name.toLowerCase() === wanted)?.[1] as Abi | undefined;
}

/** Of the proxies. */
const UPGRADED = parseAbi(['event Upgraded(address indexed implementation)']);

/** Every event and error of every contract, to decode what a simulation brings. */
export const everything: Abi = [
  ...new Map(
    [...Object.values(abis), safeAbi, UPGRADED]
      .flatMap((abi) => [...(abi as Abi)])
      .filter((item) => item.type === 'event' || item.type === 'error')
      .map((item) => [JSON.stringify(item), item]),
  ).values(),
];
