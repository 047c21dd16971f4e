import { encodeAbiParameters, type Hex, keccak256 } from 'viem';
import { MathsDomainError } from '../errors/maths.js';
import { merkleLevels, merkleProof } from './merkleLevels.js';

/** A task of a sweep with its proof under the root (IDisputes.Task). */
export interface ProvenTask {
  index: number;
  contentHash: Hex;
  proof: readonly Hex[];
}

/** The Merkle tree of a sweep's tasks. */
export interface TaskTree {
  /** `taskCount` of the job. */
  count: number;
  /** `tasksRoot` of the job. */
  root: Hex;
  /** A task with its proof, as disputes take it. */
  task(index: number): ProvenTask;
}

/**
 * Leaf of a task: hashed twice, bound to its place in the sweep, so that no inner node and no other task can pose as it.
 *
 * @example
 * const leaf = taskLeaf(3, keccak256(toHex('the third task')));
 */
export function taskLeaf(index: number, contentHash: Hex): Hex {
  return keccak256(keccak256(encodeAbiParameters([{ type: 'uint32' }, { type: 'bytes32' }], [index, contentHash])));
}

/**
 * Builds the tree of a sweep from the hashes of its tasks, in their order. An odd node moves up unpaired. SPEC JOB 4.
 *
 * @throws MathsDomainError for no task
 *
 * @example
 * const tree = buildTaskTree(tasks.map((task) => keccak256(toHex(task))));
 * await client.openJob({ ...request, taskCount: tree.count, tasksRoot: tree.root });
 */
export function buildTaskTree(contentHashes: readonly Hex[]): TaskTree {
  const levels = merkleLevels(contentHashes.map((hash, index) => taskLeaf(index, hash)));
  const root = levels[levels.length - 1]?.[0];
  if (root === undefined) throw new MathsDomainError('contentHashes', 0n, 'at least one task');
  return {
    count: contentHashes.length,
    root,
    task: (index) => {
      const contentHash = contentHashes[index];
      if (contentHash === undefined)
        throw new MathsDomainError('index', BigInt(index), `below ${contentHashes.length}`);
      return { index, contentHash, proof: merkleProof(levels, index) };
    },
  };
}
