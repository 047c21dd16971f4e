/**
 * Our tree beside OpenZeppelin's, in one run over the same claims: the roots must be equal. Needs nothing built; the time is of the processor
 * too, which a busy machine does not change.
 *
 *   npm run bench -w script/rewards -- [accounts for both, default 100000] [accounts for ours alone, default 1000000]
 */
import { StandardMerkleTree } from '@openzeppelin/merkle-tree';
import { type Address, numberToHex } from 'viem';
import { Claims } from '../src/tree/claims.js';
import { RewardTree } from '../src/tree/tree.js';

const [both = 100_000, alone = 1_000_000] = process.argv.slice(2).map(Number);
const SPREAD = 0x9e3779b97f4a7c15f39cc0605cedc8341082276bn;
const MB = 1_000_000;

function entries(count: number): [Address, bigint][] {
  return Array.from({ length: count }, (_, index) => {
    const account = BigInt.asUintN(160, BigInt(index + 1) * SPREAD);
    return [numberToHex(account, { size: 20 }), 10n ** 18n + BigInt(index)];
  });
}

async function timed<value>(what: string, work: () => value | Promise<value>): Promise<{ value: value; ms: number }> {
  global.gc?.();
  const started = performance.now();
  const cpu = process.cpuUsage();
  const value = await work();
  const ms = performance.now() - started;
  const busy = (process.cpuUsage(cpu).user / MB).toFixed(2);
  console.log(
    `${what.padEnd(44)} ${(ms / 1_000).toFixed(2).padStart(8)} s   cpu ${busy.padStart(6)} s   rss ${(process.memoryUsage().rss / MB).toFixed(0)} MB`,
  );
  return { value, ms };
}

const small = entries(both);
await RewardTree.build(Claims.of(entries(1_000))); // compiles the WebAssembly
const ours = await timed(`ours, ${both} accounts`, () => RewardTree.build(Claims.of(small)));
const theirs = await timed(`OpenZeppelin's, ${both} accounts`, () =>
  StandardMerkleTree.of(
    small.map(([account, amount]) => [account, amount.toString()]),
    ['address', 'uint256'],
  ),
);
if (ours.value.root !== theirs.value.root) throw new Error(`roots differ: ${ours.value.root}, ${theirs.value.root}`);
console.log(`equal roots ${ours.value.root}; ${(theirs.ms / ours.ms).toFixed(1)} times as fast`);

const large = await timed(`${alone} claims, packed`, () => Claims.of(entries(alone)));
const tree = await timed(`ours, ${alone} accounts, from packed claims`, () => RewardTree.build(large.value));
console.log(`root ${tree.value.root}`);
