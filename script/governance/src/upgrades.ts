import { readFileSync } from 'node:fs';
import type { Deployment } from '@cyberplaza/sdk';
import { type Address, getAddress, hexToBytes, keccak256, type PublicClient, slice } from 'viem';
import { z } from 'zod';
import { ProposalFileError } from './errors.js';
import { nameOf, type ResolvedCall } from './resolve.js';

/** Where a proxy keeps its implementation: keccak256("eip1967.proxy.implementation") - 1. */
export const IMPLEMENTATION_SLOT = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';

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

interface Upgrade {
  /** Of the contract behind the proxy, or the proxy's address where it has none. */
  readonly name: string;
  readonly proxy: Address;
  readonly implementation: Address;
}

function upgradesAmong(deployment: Deployment, calls: readonly ResolvedCall[]): Upgrade[] {
  return calls
    .filter((call) => call.function.name === 'upgradeAndCall')
    .map((call) => {
      const [proxy, implementation] = call.args as [Address, Address];
      return { name: nameOf(deployment, proxy) ?? proxy, proxy, implementation };
    });
}

/** The upgrades among the calls whose new code nobody has checked. */
export async function uncheckedUpgrades(
  client: PublicClient,
  deployment: Deployment,
  calls: readonly ResolvedCall[],
  checked: CheckedCode,
): Promise<string[]> {
  const found: string[] = [];
  for (const { name, implementation } of upgradesAmong(deployment, calls)) {
    const known = checked[name];
    if (known && (await codeOf(client, implementation, known.immutables)) === known.code) continue;
    found.push(name);
  }
  return found;
}

/**
 * What checked new code has built in (its immutables: peers, mostly) and the code that runs has not. A new peer is meant; one of another
 * deployment, or a peer left out, is not, and no check of storage sees it.
 */
export async function foreignImmutables(
  client: PublicClient,
  deployment: Deployment,
  calls: readonly ResolvedCall[],
  checked: CheckedCode,
): Promise<string[]> {
  const found: string[] = [];
  for (const { name, proxy, implementation } of upgradesAmong(deployment, calls)) {
    const runs = await client.getStorageAt({ address: proxy, slot: IMPLEMENTATION_SLOT });
    const present = (await client.getCode({ address: slice(runs ?? '0x', 12) })) ?? '0x';
    const next = (await client.getCode({ address: implementation })) ?? '0x';
    const words = (checked[name]?.immutables ?? []).map(([start, length]) => slice(next, start, start + length));
    for (const word of new Set(words)) {
      if (present.includes(word.slice(2))) continue;
      const value = getAddress(slice(word, -20));
      found.push(
        `${name}: its new code has ${nameOf(deployment, value) ?? value} built in, the code that runs has not`,
      );
    }
  }
  return found;
}

async function codeOf(client: PublicClient, address: Address, immutables: readonly [number, number][]) {
  const code = hexToBytes((await client.getCode({ address })) ?? '0x');
  for (const [start, length] of immutables) code.fill(0, start, start + length);
  return keccak256(code);
}
