import { type Address, type Hex, isHex, size } from 'viem';
import { ProofFileError } from '../errors/proofs.js';
import { rewardRoot } from './rewardLeaf.js';

/** What an account needs to claim. */
export interface RewardProof {
  account: Address;
  /** All it ever earned in the programme, CPT wei. */
  cumulative: bigint;
  proof: readonly Hex[];
}

/** index.json of a folder of proofs. */
export interface RewardProofIndex {
  chainId: number;
  /** The MerkleRewards it is for. */
  distributor: Address;
  programme: string;
  /** Only what happened before this second counts. */
  cutoff: number;
  root: Hex;
  contentHash: Hex;
  /** CPT wei. */
  total: bigint;
  accounts: number;
  /** Hexadecimal digits of an address that name its file. */
  digits: number;
}

/** Where proofs are served. */
export interface RewardProofOptions {
  /** Folder with index.json, as `cyberplaza-rewards proofs` writes it. */
  url: string;
  /** Another fetch, e.g. with a cache. */
  fetch?: typeof fetch | undefined;
}

const HASH_BYTES = 32;
const HEX_PREFIX = 2;

/**
 * What the proofs of a folder are about.
 *
 * @throws ProofFileError
 *
 * @example
 * const { root, cutoff } = await fetchRewardProofIndex({ url: 'https://rewards.example/Users' });
 */
export async function fetchRewardProofIndex(options: RewardProofOptions): Promise<RewardProofIndex> {
  const url = fileUrl(options.url, 'index.json');
  const json = await read(options, url);
  if (!isObject(json)) throw new ProofFileError(url, 'it is missing');
  const { chainId, distributor, programme, cutoff, root, contentHash, total, accounts, digits } = json;
  if (!isHash(root) || !isHash(contentHash) || !isDecimal(total) || !Number.isInteger(digits)) {
    throw new ProofFileError(url, 'it is not an index of proofs');
  }
  return {
    chainId: Number(chainId),
    distributor: String(distributor) as Address,
    programme: String(programme),
    cutoff: Number(cutoff),
    root,
    contentHash,
    total: BigInt(total),
    accounts: Number(accounts),
    digits: Number(digits),
  };
}

/**
 * An account's claim from static proof files, checked against the folder's own root; undefined if it has none. Compare the root with the
 * accepted one on the chain before trusting the amount: MerkleRewards will.
 *
 * @throws ProofFileError also where a proof does not lead to the root
 *
 * @example
 * const claim = await fetchRewardProof({ url: 'https://rewards.example/Users', account: account.address });
 * if (claim) await client.claimReward({ programme: RewardProgramme.Users, ...claim });
 */
export async function fetchRewardProof(
  options: RewardProofOptions & { account: Address; index?: RewardProofIndex | undefined },
): Promise<RewardProof | undefined> {
  const index = options.index ?? (await fetchRewardProofIndex(options));
  const account = options.account.toLowerCase() as Address;
  const url = fileUrl(options.url, `${account.slice(HEX_PREFIX, HEX_PREFIX + index.digits) || 'all'}.json`);
  const entries = await read(options, url);
  const entry = isObject(entries) ? entries[account] : undefined;
  if (entry === undefined) return undefined;
  if (!isObject(entry) || !isDecimal(entry.cumulative) || !Array.isArray(entry.proof) || !entry.proof.every(isHash)) {
    throw new ProofFileError(url, `its entry of ${account} is no claim`);
  }
  const claim = { account, cumulative: BigInt(entry.cumulative), proof: entry.proof };
  if (rewardRoot(claim) !== index.root.toLowerCase()) {
    throw new ProofFileError(url, `the proof of ${account} does not lead to root ${index.root}`);
  }
  return { ...claim, account: options.account };
}

/** The parsed file; undefined where there is none. */
async function read(options: RewardProofOptions, url: string): Promise<unknown> {
  const send = options.fetch ?? fetch;
  try {
    const response = await send(url);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new ProofFileError(url, `HTTP ${response.status}`);
    return await response.json();
  } catch (error) {
    if (error instanceof ProofFileError) throw error;
    throw new ProofFileError(url, 'it cannot be reached, or is not JSON', { cause: error });
  }
}

function fileUrl(folder: string, name: string): string {
  return `${folder.replace(/\/+$/, '')}/${name}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHash(value: unknown): value is Hex {
  return isHex(value) && size(value) === HASH_BYTES;
}

function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && /^\d+$/.test(value);
}
