import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fetchRewardProof, fetchRewardProofIndex, ProofFileError } from '@cyberplaza/sdk';
import { type Address, bytesToHex, keccak256, zeroHash } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  type Calculation,
  Claims,
  contentLines,
  RewardTree,
  readContent,
  shardDigits,
  WEEK,
  writeContent,
  writeProofs,
} from '../src/index.js';
import { address, CPT, scratch, seeded, T0, TERMS } from './support.js';

const folder = scratch();
const random = seeded(5);
const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

function calculation(count: number): Calculation {
  const entries = Array.from({ length: count }, (_, n): [Address, bigint] => [
    bytesToHex(Uint8Array.from({ length: 20 }, () => Math.floor(random() * 256))),
    BigInt(n + 1) * CPT,
  ]);
  const claims = Claims.of(entries);
  return {
    programme: 'Users',
    terms: TERMS,
    cutoff: T0 + 9 * WEEK,
    claims,
    released: claims.total,
    rounds: [],
    prices: [],
    pairs: 0,
    capped: 0,
  };
}

/** A content file of so many accounts, and the folder of its proofs. */
async function publish(name: string, count: number) {
  const content = calculation(count);
  const tree = await RewardTree.build(content.claims);
  const file = join(folder, `${name}.jsonl`);
  const contentHash = await writeContent(file, contentLines(content, tree.root));
  const proofs = join(folder, name);
  const { header } = await readContent(file);
  return { file, proofs, tree, contentHash, written: writeProofs(proofs, header, contentHash, tree) };
}

/** Serves a folder as a web server would. */
function serve(from: string, change: (text: string) => string = (text) => text): typeof fetch {
  return async (input) => {
    const name = String(input).split('/').at(-1) ?? '';
    if (!readdirSync(from).includes(name)) return new Response('not here', { status: 404 });
    return new Response(change(readFileSync(join(from, name), 'utf8')));
  };
}

describe('proofs as static files', () => {
  test.each([1, 200, 300, 5_000])('%i accounts: the SDK finds and checks each', async (count) => {
    const { proofs, tree, contentHash, written } = await publish(`p${count}`, count);
    expect(readdirSync(proofs)).toHaveLength(written.files + 1);
    const options = { url: 'https://rewards.example/Users/', fetch: serve(proofs) };
    const index = await fetchRewardProofIndex(options);
    expect(index).toMatchObject({
      root: tree.root,
      contentHash,
      total: tree.claims.total,
      accounts: count,
      distributor: TERMS.distributor,
    });
    for (const at of [0, Math.floor(count / 2), count - 1]) {
      const account = tree.claims.account(at);
      const claim = await fetchRewardProof({ ...options, index, account });
      expect(claim).toEqual({ account, cumulative: tree.claims.cumulative(at), proof: tree.proofAt(at) });
    }
    expect(await fetchRewardProof({ ...options, index, account: address(1) })).toBeUndefined();
  });

  test('files hold some 256 accounts, however many there are', () => {
    expect([1, 256, 257, 4_096, 4_097, 1_000_000].map(shardDigits)).toEqual([0, 0, 1, 1, 2, 3]);
  });

  test('a proof that does not lead to the root, and files that are none, are refused', async () => {
    const { proofs, tree } = await publish('bad', 20);
    const account = tree.claims.account(3);
    const ask = (fetch: typeof globalThis.fetch) => fetchRewardProof({ url: 'https://x', fetch, account });
    const more = (text: string) => text.replace(/"cumulative":"\d+"/g, '"cumulative":"999"');
    await expect(ask(serve(proofs, more))).rejects.toThrow('does not lead to root');
    await expect(ask(serve(proofs, (text) => text.slice(2)))).rejects.toThrow(ProofFileError);
    await expect(ask(serve(proofs, () => '{}'))).rejects.toThrow('not an index');
    await expect(ask(async () => new Response('', { status: 500 }))).rejects.toThrow('HTTP 500');
    await expect(ask(async () => new Response('', { status: 404 }))).rejects.toThrow('missing');
    await expect(ask(async () => Promise.reject(new Error('offline')))).rejects.toThrow('cannot be reached');
  });
});

describe('the command line', () => {
  const cli = (...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', join(PACKAGE, 'src/cli.ts'), ...args], { cwd: PACKAGE });

  test('prints one claim, and writes proofs', async () => {
    const { file, tree, contentHash } = await publish('cli', 30);
    expect(contentHash).toBe(keccak256(readFileSync(file)));
    const { stdout } = await cli('proof', '--file', file, '--account', tree.claims.account(4));
    expect(JSON.parse(stdout)).toMatchObject({
      programme: 'Users',
      cumulative: tree.claims.cumulative(4).toString(),
      proof: tree.proofAt(4),
    });
    await cli('proofs', '--file', file, '--out', join(folder, 'out'));
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['all.json', 'index.json']);
  });

  test('makes the airdrop from a list', async () => {
    const contracts = {
      MerkleRewards: TERMS.distributor,
      EmissionSchedule: address(1),
      PriceHub: address(2),
      Vault: address(3),
      Perks: address(4),
      Subscriptions: address(5),
      Referrals: address(6),
      Reviews: address(7),
      ProviderRegistry: address(8),
      VotingEscrow: address(9),
    };
    const deployment = join(folder, 'deployment.json');
    writeFileSync(deployment, JSON.stringify({ chainId: TERMS.chainId, startBlock: 0, contracts }));
    const list = join(folder, 'airdrop.csv');
    writeFileSync(list, `# seed\n${address(0xa1)},12.5\n\n${address(0xa0)}, 3\n`);
    const { stdout } = await cli(
      'list',
      '--file',
      list,
      '--deployment',
      deployment,
      '--out',
      folder,
      '--cutoff',
      '2026-11-26',
    );
    const { header, claims } = await readContent(join(folder, 'Airdrop-2026-11-26.jsonl'));
    expect(header).toMatchObject({ programme: 'Airdrop', total: (31n * CPT) / 2n, distributor: TERMS.distributor });
    expect([...claims].map(({ cumulative }) => cumulative)).toEqual([3n * CPT, (25n * CPT) / 2n]);
    expect(stdout).toContain(header.root);
    writeFileSync(list, `${address(0xa1)},x\n`);
    await expect(cli('list', '--file', list, '--deployment', deployment, '--out', folder)).rejects.toThrow('line 1');
  });

  test('says what is wrong and what to do', async () => {
    const { file } = await publish('wrong', 3);
    const lines = readFileSync(file, 'utf8').split('\n');
    const forged = join(folder, 'forged.jsonl');
    await writeContent(forged, [
      `${lines[0]?.replace(/"root":"0x\w+"/, `"root":"${zeroHash}"`)}\n`,
      ...lines.slice(1, -1).map((line) => `${line}\n`),
    ]);
    await expect(cli('proofs', '--file', forged, '--out', folder)).rejects.toThrow('its header says');
    await expect(cli('proof', '--file', file, '--account', address(1))).rejects.toThrow('has earned nothing');
    await expect(cli('calculate', '--cutoff', '2026-11-25')).rejects.toThrow('the one before is 2026-11-19');
    await expect(cli('verify', '--programme', 'Airdrop')).rejects.toThrow('there are Users');
    await expect(cli('calculate', '--rpc', 'http://127.0.0.1:1')).rejects.toThrow('name a node with --rpc');
  }, 300_000);
});
