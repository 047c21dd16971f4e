import { type Hex, isHex } from 'viem';
import { CyberPlazaError } from '../errors/CyberPlazaError.js';

/** The indexer answered with something else than its schema says. */
export class IndexerShapeError extends CyberPlazaError {
  override readonly name = 'IndexerShapeError';

  constructor(path: string, expected: string) {
    super(`The indexer's answer is wrong: ${path} is not ${expected}.`, { docs: 'subgraph/schema.graphql' });
  }
}

/** One field of a selection: what to ask for, and how to read the answer. */
export interface Field<value> {
  /** What follows the field's name in the query. */
  readonly select: string;
  readonly parse: (json: unknown, path: string) => value;
}

/** A selection set: field names to fields. */
export type Selection = Readonly<Record<string, Field<unknown>>>;

/** What a selection reads. */
export type Selected<selection extends Selection> = {
  [name in keyof selection]: selection[name] extends Field<infer value> ? value : never;
};

export const big: Field<bigint> = {
  select: '',
  parse: (json, path) => {
    const text = typeof json === 'number' ? String(json) : json;
    if (typeof text !== 'string' || !/^-?\d+$/.test(text)) throw new IndexerShapeError(path, 'an integer');
    return BigInt(text);
  },
};

export const int: Field<number> = {
  select: '',
  parse: (json, path) => {
    const value = typeof json === 'string' ? Number(json) : json;
    if (!Number.isSafeInteger(value)) throw new IndexerShapeError(path, 'an integer');
    return value as number;
  },
};

export const text: Field<string> = {
  select: '',
  parse: (json, path) => {
    if (typeof json !== 'string') throw new IndexerShapeError(path, 'a string');
    return json;
  },
};

export const hex: Field<Hex> = {
  select: '',
  parse: (json, path) => {
    if (!isHex(json)) throw new IndexerShapeError(path, 'hex');
    return json;
  },
};

export const flag: Field<boolean> = {
  select: '',
  parse: (json, path) => {
    if (typeof json !== 'boolean') throw new IndexerShapeError(path, 'a boolean');
    return json;
  },
};

/** An enum; values are the schema's names. */
export function name<value extends string>(): Field<value> {
  return text as Field<string> as Field<value>;
}

export function optional<value>(field: Field<value>): Field<value | null> {
  return {
    select: field.select,
    parse: (json, path) => (json === null || json === undefined ? null : field.parse(json, path)),
  };
}

/** One field of a linked entity, as if it were our own, e.g. its id. */
export function linked<value>(fieldName: string, field: Field<value>): Field<value> {
  return {
    select: `{ ${fieldName}${field.select} }`,
    parse: (json, path) => field.parse(member(json, fieldName, path), `${path}.${fieldName}`),
  };
}

export function entity<const selection extends Selection>(selection: selection): Field<Selected<selection>> {
  return { select: selectionText(selection), parse: (json, path) => parseSelection(selection, json, path) };
}

export function list<value>(field: Field<value>, args = ''): Field<value[]> {
  return {
    select: `${args === '' ? '' : `(${args})`}${field.select}`,
    parse: (json, path) => {
      if (!Array.isArray(json)) throw new IndexerShapeError(path, 'a list');
      return json.map((item, i) => field.parse(item, `${path}[${i}]`));
    },
  };
}

export function selectionText(selection: Selection): string {
  return `{ ${Object.entries(selection)
    .map(([key, field]) => `${key}${field.select}`)
    .join(' ')} }`;
}

export function parseSelection<selection extends Selection>(
  selection: selection,
  json: unknown,
  path: string,
): Selected<selection> {
  const entries = Object.entries(selection).map(([key, field]) => [
    key,
    field.parse(member(json, key, path), `${path}.${key}`),
  ]);
  return Object.fromEntries(entries) as Selected<selection>;
}

function member(json: unknown, key: string, path: string): unknown {
  if (typeof json !== 'object' || json === null) throw new IndexerShapeError(path, 'an object');
  return (json as Record<string, unknown>)[key];
}
