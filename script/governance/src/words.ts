import { type Deployment, parseCpt, parseUsdc, TreasuryBudget } from '@cyberplaza/sdk';
import { type AbiParameter, type Address, getAddress, isAddress, isHex, parseEther, stringToHex } from 'viem';
import { ProposalFileError } from './errors.js';

const SECONDS: Readonly<Record<string, bigint>> = {
  second: 1n,
  minute: 60n,
  hour: 3_600n,
  day: 86_400n,
  week: 604_800n,
};
const WORD_BYTES = 32;

/** Names that stand for numbers, by the parameter's name. */
const NAMED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  budget: TreasuryBudget,
  from: TreasuryBudget,
  to: TreasuryBudget,
};

/**
 * A value as people write it, as the chain takes it: `100,001 USDC`, `5 CPT`, `48 hours`, `4%` (basis points), a budget's name,
 * a contract's or Safe's name for an address, text for bytes32.
 */
export function fromWords(value: unknown, type: AbiParameter, deployment: Deployment): unknown {
  const path = `${type.name ?? 'argument'} (${type.type})`;
  const array = /^(.*)\[(\d*)\]$/.exec(type.type);
  if (array) {
    if (!Array.isArray(value)) throw new ProposalFileError(`${path} must be a list`);
    if (array[2] && Number(array[2]) !== value.length) {
      throw new ProposalFileError(`${path} must have ${array[2]} entries, not ${value.length}`);
    }
    const item = { ...type, type: array[1] ?? '' };
    return value.map((entry) => fromWords(entry, item, deployment));
  }
  if (type.type === 'tuple') return tuple(value, type, deployment, path);
  if (type.type === 'bool') {
    if (typeof value === 'boolean') return value;
    throw new ProposalFileError(`${path} must be true or false`);
  }
  if (type.type === 'string') return String(value);
  if (type.type === 'address') return addressOf(String(value), deployment);
  if (type.type.startsWith('bytes')) return bytes(String(value), type.type, path);
  return integer(value, type, path);
}

/** An address, or the contract, holder or Safe of that name. */
export function addressOf(text: string, deployment: Deployment): Address {
  if (isAddress(text, { strict: false })) return getAddress(text);
  const { contracts, holders, safes } = deployment;
  const found =
    (contracts as Record<string, Address>)[text] ??
    holders[text] ??
    (text.startsWith('safe:') ? safes[text.slice(5)] : undefined);
  if (found) return found;
  throw new ProposalFileError(`${text} is neither an address nor a contract, a holder or a safe:… of the deployment`);
}

function tuple(value: unknown, type: AbiParameter, deployment: Deployment, path: string): unknown {
  const components = (type as { components: readonly AbiParameter[] }).components;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProposalFileError(`${path} must name ${components.map(({ name }) => name).join(', ')}`);
  }
  return argumentsFromWords(value as Record<string, unknown>, components, deployment, path, true);
}

/** All of a function's arguments by their names; nothing may be missing and nothing too much. */
export function argumentsFromWords(
  given: Readonly<Record<string, unknown>>,
  inputs: readonly AbiParameter[],
  deployment: Deployment,
  where: string,
  named = false,
): unknown {
  const names = inputs.map(({ name }, index) => name || `#${index}`);
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  const missing = names.filter((name) => given[name] === undefined);
  if (unknown.length > 0) throw new ProposalFileError(`${where} has no argument ${unknown.join(', ')}`);
  if (missing.length > 0) throw new ProposalFileError(`${where} needs ${missing.join(', ')}`);
  const values = inputs.map((input, index) => fromWords(given[names[index] ?? ''], input, deployment));
  return named ? Object.fromEntries(names.map((name, index) => [name, values[index]])) : values;
}

function bytes(text: string, type: string, path: string): string {
  const size = type === 'bytes' ? undefined : Number(type.slice(5));
  if (isHex(text)) {
    if (size !== undefined && text.length !== 2 + 2 * size)
      throw new ProposalFileError(`${path} must have ${size} bytes`);
    return text;
  }
  // Names of parameters, reasons and the like.
  if (size === WORD_BYTES && text.length <= WORD_BYTES) return stringToHex(text, { size: WORD_BYTES });
  throw new ProposalFileError(`${path} must be hex`);
}

function integer(value: unknown, type: AbiParameter, path: string): bigint | number {
  const signed = type.type.startsWith('int');
  const bits = Number(type.type.replace(/^u?int/, '') || '256');
  const number = inWords(value, type, path);
  const [least, most] = signed
    ? [-(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n]
    : [0n, (1n << BigInt(bits)) - 1n];
  if (number < least || number > most) throw new ProposalFileError(`${path}: ${number} does not fit`);
  return bits <= 48 ? Number(number) : number;
}

function inWords(value: unknown, type: AbiParameter, path: string): bigint {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return BigInt(value);
    throw new ProposalFileError(`${path}: write ${value} as text, with its unit`);
  }
  const text = String(value).trim();
  const name = NAMED[type.name ?? '']?.[text];
  if (name !== undefined) return BigInt(name);
  const match = /^(-?[\d_,]+(?:\.\d+)?)\s*([A-Za-z%]*)$/.exec(text);
  if (!match) throw new ProposalFileError(`${path}: ${text} is no number`);
  const amount = (match[1] ?? '').replaceAll(/[_,]/g, '');
  const unit = match[2] ?? '';
  if (unit === 'USDC') return parseUsdc(amount);
  if (unit === 'CPT' || unit === 'veCPT') return parseCpt(amount);
  if (unit === 'ether') return parseEther(amount);
  if (unit === '%') return percent(amount, path);
  const seconds = SECONDS[unit.replace(/s$/, '')];
  if (amount.includes('.')) throw new ProposalFileError(`${path}: ${text} is no whole number`);
  if (unit === '') return BigInt(amount);
  if (seconds === undefined) throw new ProposalFileError(`${path}: ${unit} is no unit`);
  return BigInt(amount) * seconds;
}

/** In basis points. */
function percent(amount: string, path: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  if (fraction.length > 2) throw new ProposalFileError(`${path}: ${amount}% is finer than a basis point`);
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
}
