// Reads ABIs from the compiler's output.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NEVER_EMITTED, PROXY_EVENTS } from './contracts.mjs';

const require = createRequire(import.meta.url);

function artifact(out, name) {
  const compiled = [name, `I${name}`].map((n) => join(out, `${n}.sol`, `${n}.json`)).find(existsSync);
  if (compiled) return JSON.parse(readFileSync(compiled, 'utf8')).abi;
  try {
    return require(`@openzeppelin/contracts/build/contracts/${name}.json`).abi;
  } catch {
    return undefined;
  }
}

/** `event Name(type indexed name, …)` as a JSON ABI entry; flat types only. */
export function parseEvent(text) {
  const [, name, inputs] = /^event (\w+)\((.*)\)$/.exec(text);
  return {
    type: 'event',
    name,
    anonymous: false,
    inputs: inputs.split(', ').map((input) => {
      const words = input.split(' ');
      return { type: words[0], internalType: words[0], indexed: words.includes('indexed'), name: words.at(-1) };
    }),
  };
}

const typeOf = (input) =>
  input.type.startsWith('tuple')
    ? `(${input.components.map(typeOf).join(',')})${input.type.slice('tuple'.length)}`
    : input.type;

/** Canonical signature with Graph Node's `indexed` marks, e.g. `Deposited(indexed address,uint256)`. */
export const signature = (event) =>
  `${event.name}(${event.inputs.map((i) => `${i.indexed ? 'indexed ' : ''}${typeOf(i)}`).join(',')})`;

/** The events the subgraph follows of one contract: its artifact's, its proxy's and those named in the table. */
export function eventsOf(out, contract) {
  const own = contract.artifacts
    ? contract.artifacts.flatMap((name) => artifact(out, name))
    : artifact(out, contract.artifact ?? contract.name);
  if (!own && !contract.events) {
    throw new Error(`No artifact of ${contract.name} in ${out}: run forge build, or set FOUNDRY_OUT.`);
  }
  const extra = [...(contract.events ?? []), ...(contract.proxied ? PROXY_EVENTS : [])].map(parseEvent);
  const bySignature = new Map();
  for (const entry of [...(own ?? []), ...extra]) {
    if (entry.type !== 'event' || NEVER_EMITTED.has(entry.name)) continue;
    if (contract.only && !contract.only.includes(entry.name)) continue;
    if (contract.without?.includes(entry.name)) continue;
    if (!bySignature.has(signature(entry))) bySignature.set(signature(entry), entry);
  }
  return [...bySignature.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
