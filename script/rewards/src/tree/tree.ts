import { type Address, bytesToHex, type Hex } from 'viem';
import { InputError } from '../errors.js';
import { ADDRESS_BYTES, type Claims, WORD_BYTES } from './claims.js';
import { Keccak } from './keccak.js';
import { at, compareWords, sortedOrder } from './order.js';

/** A claim as MerkleRewards takes it. */
export interface ProvenClaim {
  account: Address;
  cumulative: bigint;
  proof: Hex[];
}

/** Called now and then with how much is done, from 0 to 1. */
export type Progress = (done: number, what: string) => void;

const REPORT_EVERY = 1 << 16;
const LEAF_BYTES = 64;

/**
 * The Merkle tree of a reward root: leaf = keccak256(keccak256(abi.encode(address, uint256))), leaves by rising hash, pairs hashed lower
 * first. Roots and proofs are those of OpenZeppelin's StandardMerkleTree(["address","uint256"]), byte for byte. All nodes are in one array.
 *
 * @example
 * const tree = await RewardTree.build(Claims.of([[account, 5n * 10n ** 18n]]));
 * tree.root; tree.prove(account)?.proof;
 */
export class RewardTree {
  private constructor(
    readonly claims: Claims,
    /** 2n - 1 words, the root first; the children of i are 2i + 1 and 2i + 2 */
    private readonly nodes: Uint8Array,
    /** claim -> node */
    private readonly positions: Uint32Array,
  ) {}

  static async build(claims: Claims, progress: Progress = () => undefined): Promise<RewardTree> {
    const count = claims.length;
    if (count === 0) throw new InputError('a tree needs at least one claim');
    const keccak = await Keccak.shared();
    const hashes = hashLeaves(claims, keccak, progress);
    const order = sortedOrder(hashes);

    const size = 2 * count - 1;
    const nodes = new Uint8Array(size * WORD_BYTES);
    const positions = new Uint32Array(count);
    for (let rank = 0; rank < count; rank++) {
      const claim = at(order, rank);
      const node = size - 1 - rank;
      nodes.set(hashes.subarray(claim * WORD_BYTES, (claim + 1) * WORD_BYTES), node * WORD_BYTES);
      positions[claim] = node;
    }
    hashPairs(nodes, count, keccak, progress);
    return new RewardTree(claims, nodes, positions);
  }

  get root(): Hex {
    return this.node(0);
  }

  /** The proof of the claim at an index of {@link claims}, leaf's side first. */
  proofAt(index: number): Hex[] {
    const proof: Hex[] = [];
    let node = at(this.positions, index);
    while (node > 0) {
      proof.push(this.node(node % 2 === 0 ? node - 1 : node + 1));
      node = (node - 1) >>> 1;
    }
    return proof;
  }

  /** What an account needs to claim; undefined if the tree has nothing for it. */
  prove(account: Address): ProvenClaim | undefined {
    const index = this.claims.indexOf(account);
    if (index < 0) return undefined;
    return { account, cumulative: this.claims.cumulative(index), proof: this.proofAt(index) };
  }

  private node(index: number): Hex {
    return bytesToHex(this.nodes.subarray(index * WORD_BYTES, (index + 1) * WORD_BYTES));
  }
}

function hashLeaves(claims: Claims, keccak: Keccak, progress: Progress): Uint8Array {
  const hashes = new Uint8Array(claims.length * WORD_BYTES);
  const leaf = new Uint8Array(LEAF_BYTES);
  for (let index = 0; index < claims.length; index++) {
    leaf.set(claims.accountBytes(index), WORD_BYTES - ADDRESS_BYTES);
    leaf.set(claims.amountBytes(index), WORD_BYTES);
    hashes.set(keccak.hash(keccak.hash(leaf)), index * WORD_BYTES);
    if (index % REPORT_EVERY === 0) progress(index / claims.length / 2, 'hashing leaves');
  }
  return hashes;
}

function hashPairs(nodes: Uint8Array, leaves: number, keccak: Keccak, progress: Progress): void {
  const pair = new Uint8Array(2 * WORD_BYTES);
  for (let parent = leaves - 2; parent >= 0; parent--) {
    const left = 2 * parent + 1;
    const children = nodes.subarray(left * WORD_BYTES, (left + 2) * WORD_BYTES);
    if (compareWords(nodes, left, nodes, left + 1) <= 0) {
      pair.set(children);
    } else {
      pair.set(children.subarray(WORD_BYTES));
      pair.set(children.subarray(0, WORD_BYTES), WORD_BYTES);
    }
    nodes.set(keccak.hash(pair), parent * WORD_BYTES);
    if (parent % REPORT_EVERY === 0) progress(1 - parent / leaves / 2, 'hashing pairs');
  }
}
