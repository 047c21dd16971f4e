import { type AbiParameter, toFunctionSelector } from 'viem';
import { type ContractAbi, errorSignature, HEADER } from './render-abi.js';

interface ErrorItem {
  name: string;
  signature: string;
  inputs: readonly AbiParameter[];
  contracts: string[];
}

/** Whose name an error carries that several declare alike, so that a new contract does not rename it. */
const OWNERS = ['JobMarket', 'Vault', 'ProviderRegistry', 'VotingEscrow'];

/** One class for each distinct custom error; a name with several signatures carries the contract's name in front. */
export function renderErrors(contracts: readonly ContractAbi[]): string {
  const items = collect(contracts);
  const classes = items.map((item) => renderClass(item, className(item, items)));
  const table = items.map((item) => `  '${toFunctionSelector(item.signature)}': ${className(item, items)},`);
  return [
    HEADER,
    "import type { Hex } from 'viem';",
    "import { ContractError, type ContractErrorClass } from './ContractError.js';",
    '',
    ...classes,
    '/** Every custom error of the contracts by its selector. */',
    'export const contractErrors: Readonly<Record<string, ContractErrorClass>> = {',
    ...table,
    '};',
    '',
  ].join('\n');
}

function collect(contracts: readonly ContractAbi[]): ErrorItem[] {
  const found = new Map<string, ErrorItem>();
  for (const { name, abi } of contracts) {
    for (const item of abi) {
      if (item.type !== 'error') continue;
      const signature = errorSignature(item);
      const known = found.get(signature);
      if (known) known.contracts.push(name);
      else found.set(signature, { name: item.name, signature, inputs: item.inputs, contracts: [name] });
    }
  }
  return [...found.values()].sort((a, b) => (a.signature < b.signature ? -1 : 1));
}

function className(item: ErrorItem, items: readonly ErrorItem[]): string {
  const shared = items.filter((other) => other.name === item.name).length > 1;
  const owner = OWNERS.find((contract) => item.contracts.includes(contract)) ?? item.contracts[0];
  return `${shared ? owner : ''}${item.name}Error`;
}

function renderClass(item: ErrorItem, name: string): string {
  const inputs = item.inputs.map((input, i) => ({ name: input.name || `arg${i}`, type: input.type }));
  const fields = inputs.map((input) => `${input.name}: ${tsType(input.type)}`).join('; ');
  const args = inputs.length === 0 ? 'Record<string, never>' : `{ ${fields} }`;
  const abi = JSON.stringify({ type: 'error', name: item.name, inputs });
  return [
    `/** \`${item.name}(${inputs.map((i) => `${i.type} ${i.name}`).join(', ')})\` of ${item.contracts.join(', ')}. */`,
    `export class ${name} extends ContractError<${args}> {`,
    `  static readonly abi = ${abi} as const;`,
    `  override readonly name = '${name}';`,
    '}',
    '',
  ].join('\n');
}

function tsType(type: string): string {
  const array = type.match(/^(.*)\[\d*\]$/);
  if (array?.[1]) return `readonly ${tsType(array[1])}[]`;
  const integer = type.match(/^u?int(\d+)$/);
  if (integer) return Number(integer[1]) <= 48 ? 'number' : 'bigint';
  if (type === 'bool') return 'boolean';
  if (type === 'string') return 'string';
  if (type === 'address' || type.startsWith('bytes')) return 'Hex';
  throw new Error(`no TypeScript type for error parameter ${type}`);
}
