import { concat, type Hex, keccak256 } from 'viem';

/** Every level of a Merkle tree, leaves first. An odd node moves up unpaired. */
export function merkleLevels(leaves: readonly Hex[]): Hex[][] {
  const levels: Hex[][] = [[...leaves]];
  for (let level = levels[0] as Hex[]; level.length > 1; level = levels[levels.length - 1] as Hex[]) {
    levels.push(pairs(level));
  }
  return levels;
}

/** The proof of one leaf. */
export function merkleProof(levels: readonly Hex[][], index: number): Hex[] {
  const proof: Hex[] = [];
  let at = index;
  for (const level of levels) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) proof.push(sibling);
    at >>= 1;
  }
  return proof;
}

function pairs(level: readonly Hex[]): Hex[] {
  const above: Hex[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const left = level[i] as Hex;
    const right = level[i + 1];
    above.push(right === undefined ? left : commutativeHash(left, right));
  }
  return above;
}

/** As OpenZeppelin's MerkleProof: the lower one first. */
function commutativeHash(a: Hex, b: Hex): Hex {
  return keccak256(BigInt(a) < BigInt(b) ? concat([a, b]) : concat([b, a]));
}
