import type { Hex } from 'viem';
import type { IndexerClient } from './client.js';
import { type Field, list } from './selection.js';

/** Which part of a long list to read. */
export interface PageOptions {
  /** At most 1,000, the node's limit; 100 by default. */
  first?: number | undefined;
  /** `next` of the page before. */
  after?: Hex | undefined;
  /** State as of this block; latest by default. */
  block?: bigint | undefined;
}

/** A part of a long list. */
export interface Page<item> {
  items: item[];
  /** Where the next page starts; undefined after the last. */
  next: Hex | undefined;
}

const DEFAULT_FIRST = 100;

/** Values of a `where`; undefined ones are left out, bigints become text. */
export type Where = Readonly<Record<string, unknown>>;

/** One page of a collection in the order of ids. */
export async function queryPage<item extends { id: Hex }>(
  indexer: IndexerClient,
  collection: string,
  typeName: string,
  item: Field<item>,
  where: Where,
  options: PageOptions,
): Promise<Page<item>> {
  const first = options.first ?? DEFAULT_FIRST;
  const conditions = definedOnly({ ...where, id_gt: options.after });
  const query = `query ($first: Int!, $where: ${typeName}_filter!) { ${collection}(first: $first, orderBy: id, orderDirection: asc, where: $where${atBlock(options.block)})${item.select} }`;
  const data = await indexer.request(query, { first, where: conditions });
  const items = list(item).parse(data[collection], collection);
  return { items, next: items.length < first ? undefined : items.at(-1)?.id };
}

/**
 * Walks all pages of a query.
 *
 * @example
 * for await (const job of allPages((page) => queryJobs(indexer, { state: 'Running', ...page }))) console.log(job.number);
 */
export async function* allPages<item>(
  query: (page: PageOptions) => Promise<Page<item>>,
  options: PageOptions = {},
): AsyncGenerator<item, void, undefined> {
  let after = options.after;
  do {
    const page: Page<item> = await query({ ...options, after });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

/** One entity by id; null if there is none. */
export async function queryOne<item>(
  indexer: IndexerClient,
  field: string,
  item: Field<item>,
  id: Hex,
  block?: bigint,
): Promise<item | null> {
  const data = await indexer.request(`query ($id: ID!) { ${field}(id: $id${atBlock(block)})${item.select} }`, { id });
  const json = data[field];
  return json === null || json === undefined ? null : item.parse(json, field);
}

export function atBlock(block: bigint | undefined): string {
  return block === undefined ? '' : `, block: { number: ${block} }`;
}

export function definedOnly(values: Where): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
