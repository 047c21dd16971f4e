import { big, entity, int, type Selected } from './selection.js';

export const veSelection = {
  amountSum: big,
  momentSum: big,
  renewingSum: big,
  timestamp: big,
  raw: big,
  veCpt: big,
  pointCount: int,
} as const;

/** Sums over live locks; `ledgerRaw` of the maths gives the weight at another second. */
export type IndexedVeLedger = Selected<typeof veSelection>;

export const veLedger = entity(veSelection);
