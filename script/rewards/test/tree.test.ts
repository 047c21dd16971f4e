import { rewardLeaf, rewardRoot } from '@cyberplaza/sdk/merkle';
import { StandardMerkleTree } from '@openzeppelin/merkle-tree';
import { type Address, bytesToHex, keccak256 } from 'viem';
import { describe, expect, test } from 'vitest';
import { Claims, InputError, Keccak, RewardTree } from '../src/index.js';
import { sortedOrder } from '../src/tree/order.js';
import { address, seeded } from './support.js';

const random = seeded(1);
const byte = () => Math.floor(random() * 256);

function entries(count: number): [Address, bigint][] {
  return Array.from({ length: count }, () => [
    bytesToHex(Uint8Array.from({ length: 20 }, byte)),
    BigInt(bytesToHex(Uint8Array.from({ length: 1 + Math.floor(random() * 32) }, byte))) + 1n,
  ]);
}

function theirs(claims: readonly (readonly [Address, bigint])[]) {
  return StandardMerkleTree.of(
    claims.map(([account, amount]) => [account, amount.toString()]),
    ['address', 'uint256'],
  );
}

describe("the tree is OpenZeppelin's, byte for byte", () => {
  test.each([1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100, 257])('%i claims: root and every proof', async (count) => {
    const list = entries(count);
    const tree = await RewardTree.build(Claims.of(list));
    const other = theirs(list);
    expect(tree.root).toBe(other.root);
    for (const [account, amount] of list) {
      const proven = tree.prove(account);
      expect(proven?.proof).toEqual(other.getProof([account, amount.toString()]));
      expect(proven && rewardRoot(proven)).toBe(tree.root);
    }
  });

  test('the largest and the smallest amount, the first and the last address', async () => {
    const list: [Address, bigint][] = [
      [address(0), 1n],
      [`0x${'ff'.repeat(20)}`, 2n ** 256n - 1n],
      [address(1), 2n ** 64n],
    ];
    expect((await RewardTree.build(Claims.of(list))).root).toBe(theirs(list).root);
  });

  test('a leaf is the one the SDK and the contract know', async () => {
    const account = address(7);
    expect((await RewardTree.build(Claims.of([[account, 5n]]))).root).toBe(rewardLeaf(account, 5n));
  });
});

describe('claims', () => {
  test('are the same in whatever order and letter case they come', async () => {
    const list = entries(50);
    const reversed = [...list]
      .reverse()
      .map(([account, amount]) => [account.toUpperCase().replace('X', 'x') as Address, amount] as const);
    expect((await RewardTree.build(Claims.of(reversed))).root).toBe((await RewardTree.build(Claims.of(list))).root);
  });

  test('of nothing are none; of one account there is one', async () => {
    const claims = Claims.of([
      [address(1), 0n],
      [address(2), 3n],
    ]);
    expect([...claims]).toEqual([{ account: address(2), cumulative: 3n }]);
    expect(claims.indexOf(address(1))).toBe(-1);
    expect(() =>
      Claims.of([
        [address(2), 1n],
        [address(2), 1n],
      ]),
    ).toThrow(InputError);
    expect(() => Claims.of([[address(2), 2n ** 256n]])).toThrow(InputError);
    expect(() => Claims.of([['0x12', 1n]])).toThrow(InputError);
    await expect(RewardTree.build(Claims.of([]))).rejects.toThrow(InputError);
  });
});

test('keccak256 is keccak256, at once and in pieces', async () => {
  const keccak = await Keccak.create();
  for (const length of [0, 1, 32, 64, 135, 136, 137, 500]) {
    const data = Uint8Array.from({ length }, byte);
    expect(bytesToHex(keccak.hash(data))).toBe(keccak256(data));
    const cut = Math.floor(length / 3);
    expect(bytesToHex(keccak.start().add(data.subarray(0, cut)).add(data.subarray(cut)).digest())).toBe(
      keccak256(data),
    );
  }
});

test('words are sorted by all their bytes, also where the first ones are equal', () => {
  const words = Array.from({ length: 500 }, (_, n) => {
    const word = Uint8Array.from({ length: 32 }, byte);
    if (n % 3 === 0) word.fill(7, 0, 31);
    if (n % 3 === 1) word.fill(255, 0, 5);
    return word;
  });
  const flat = Uint8Array.from(words.flatMap((word) => [...word]));
  const sorted = [...sortedOrder(flat)].map((index) => bytesToHex(words[index] ?? new Uint8Array()));
  expect(sorted).toEqual(words.map((word) => bytesToHex(word)).sort());
});
