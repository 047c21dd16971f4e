// A scenario is a chain's history, one transaction a block, and what GraphQL must say about it afterwards.
import { readFileSync } from 'node:fs';
import { eventsOf } from '../../scripts/abi.mjs';
import { CONTRACTS, FUND_HOLDER, REMOTE_CONTRACTS, SAFE } from '../../scripts/contracts.mjs';

export const deployment = JSON.parse(readFileSync(new URL('../deployment.json', import.meta.url), 'utf8'));
/** Of a chain that CPT was bridged to. */
const remote = JSON.parse(readFileSync(new URL('../remote.json', import.meta.url), 'utf8'));
export const addressOf = (name) =>
  (
    deployment.contracts[name] ??
    deployment.holders[name] ??
    deployment.safes[name] ??
    remote.contracts[name]
  ).toLowerCase();

export const WEEK = 604_800n;
export const FOUR_YEARS = 126_144_000n;
export const ZERO = `0x${'0'.repeat(40)}`;

/** A recognisable account. */
export const account = (n) => `0xaaaa${n.toString(16).padStart(36, '0')}`;
export const word = (n) => `0x${n.toString(16).padStart(64, '0')}`;
/** bytes32 of a short text. */
export const text = (s) => `0x${Buffer.from(s).toString('hex').padEnd(64, '0')}`;
/** The subgraph's ids of numbers and of enum codes. */
export const id = (n) => `0x${BigInt(n).toString(16).padStart(16, '0')}`;
export const code = (n) => `0x${n.toString(16).padStart(2, '0')}`;

const plain = (value) => {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  return value;
};

/** The compiler's events by `Contract.Event`. */
export function catalogue(out) {
  const all = new Map();
  for (const contract of [...CONTRACTS, FUND_HOLDER, SAFE, ...REMOTE_CONTRACTS]) {
    for (const event of eventsOf(out, contract)) all.set(`${contract.name}.${event.name}`, event);
  }
  return all;
}

export class Scenario {
  /** @param chain 'home' or 'remote': whose subgraph it is */
  constructor(name, events, chain = 'home') {
    this.chain = chain;
    this.name = name;
    this.events = events;
    this.blocks = [];
    this.assertions = [];
  }

  /** One transaction at a second: any number of [`Contract.Event`, `holder:Event` or `safe:Event`, …arguments in the ABI's order]. */
  tx(timestamp, ...logs) {
    const number = this.blocks.length + 1;
    this.blocks.push({
      number,
      timestamp: Number(timestamp),
      events: logs.map(([which, ...values]) => this.#log(which, values, word(number))),
    });
    return number;
  }

  #log(which, values, txHash) {
    const [holder, eventName] = which.split(':');
    const kind = deployment.safes[holder] ? SAFE : FUND_HOLDER;
    const key = eventName ? `${kind.name}.${eventName}` : which;
    const event = this.events.get(key);
    if (!event) throw new Error(`${this.name}: no event ${key}`);
    if (event.inputs.length !== values.length)
      throw new Error(`${this.name}: ${key} takes ${event.inputs.length} values`);
    return {
      address: addressOf(eventName ? holder : which.split('.')[0]),
      event: `${event.name}(${event.inputs.map((i) => `${i.type} ${i.indexed ? 'indexed ' : ''}${i.name}`).join(', ')})`,
      params: Object.fromEntries(event.inputs.map((input, i) => [input.name, plain(values[i])])),
      txHash,
    };
  }

  expect(query, expected) {
    this.assertions.push({ query, expected: plain(expected) });
  }

  toJSON() {
    return { name: this.name, blocks: this.blocks, assertions: this.assertions };
  }
}
