import { readFileSync } from 'node:fs';
import type { Deployment } from '@cyberplaza/sdk';
import { type Address, hexToBytes, keccak256, type PublicClient } from 'viem';
import { z } from 'zod';
import { ProposalFileError } from './errors.js';
import { nameOf, type ResolvedCall } from './resolve.js';

const shape = z.record(
  z.string(),
  z.object({
    /** keccak256 of the code that runs, with its immutables left out. */
    code: z.string(),
    /** Where those are: first byte and length. */
    immutables: z.array(z.tuple([z.number(), z.number()])),
  }),
);

/** Code whose storage layout fits what runs, by contract, as `node script/tools/check-upgrades.mjs` writes it down. */
export type CheckedCode = z.output<typeof shape>;

export function readCheckedCode(path: string): CheckedCode {
  const parsed = shape.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new ProposalFileError(`${path}: ${z.prettifyError(parsed.error)}`);
}

/** The upgrades among the calls whose new code nobody has checked. */
export async function uncheckedUpgrades(
  client: PublicClient,
  deployment: Deployment,
  calls: readonly ResolvedCall[],
  checked: CheckedCode,
): Promise<string[]> {
  const found: string[] = [];
  for (const call of calls) {
    if (call.function.name !== 'upgradeAndCall') continue;
    const [proxy, implementation] = call.args as [Address, Address];
    const name = nameOf(deployment, proxy) ?? proxy;
    const known = checked[name];
    if (known && (await codeOf(client, implementation, known.immutables)) === known.code) continue;
    found.push(name);
  }
  return found;
}

async function codeOf(client: PublicClient, address: Address, immutables: readonly [number, number][]) {
  const code = hexToBytes((await client.getCode({ address })) ?? '0x');
  for (const [start, length] of immutables) code.fill(0, start, start + length);
  return keccak256(code);
}
