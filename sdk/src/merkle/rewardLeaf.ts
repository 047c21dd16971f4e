import { type Address, concat, encodeAbiParameters, type Hex, keccak256 } from 'viem';

/**
 * The leaf of an account in a reward tree, as MerkleRewards.leafOf: keccak256 twice over (account, cumulative). SPEC RWD 4.
 *
 * @example
 * rewardLeaf(account, 5n * 10n ** 18n);
 */
export function rewardLeaf(account: Address, cumulative: bigint): Hex {
  const leaf = encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [account, cumulative]);
  return keccak256(keccak256(leaf));
}

/**
 * The root that a claim's proof leads to: equal to the accepted root, or the claim is refused. Pairs are hashed lower first.
 *
 * @example
 * rewardRoot({ account, cumulative, proof }) === (await client.getRewardBooks({ programme })).root;
 */
export function rewardRoot(claim: { account: Address; cumulative: bigint; proof: readonly Hex[] }): Hex {
  return claim.proof.reduce<Hex>(
    (node, sibling) => keccak256(lower(node) < lower(sibling) ? concat([node, sibling]) : concat([sibling, node])),
    rewardLeaf(claim.account, claim.cumulative),
  );
}

const lower = (hash: Hex) => hash.toLowerCase();
