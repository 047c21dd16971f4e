import { WORD_BYTES } from './claims.js';

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const KEY_BITS = 32;

/** The order of 32-byte words by rising value: a radix sort over their first four bytes, the few ties put right after it. */
export function sortedOrder(words: Uint8Array): Uint32Array {
  const count = words.length / WORD_BYTES;
  const view = new DataView(words.buffer, words.byteOffset, words.length);
  const keys = new Uint32Array(count);
  for (let index = 0; index < count; index++) keys[index] = view.getUint32(index * WORD_BYTES);

  let order: Uint32Array = new Uint32Array(count);
  let spare: Uint32Array = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  for (let shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
    const starts = new Uint32Array(BUCKETS + 1);
    const digitOf = (key: number) => (key >>> shift) & (BUCKETS - 1);
    for (let index = 0; index < count; index++) bump(starts, digitOf(at(keys, index)) + 1);
    for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1] = at(starts, bucket + 1) + at(starts, bucket);
    for (let index = 0; index < count; index++) {
      const word = at(order, index);
      spare[bump(starts, digitOf(at(keys, word)))] = word;
    }
    [order, spare] = [spare, order];
  }
  settleTies(order, keys, words);
  return order;
}

/** Words with the same key are next to each other by now, and hardly ever more than two. */
function settleTies(order: Uint32Array, keys: Uint32Array, words: Uint8Array): void {
  for (let index = 1; index < order.length; index++) {
    const word = at(order, index);
    let place = index;
    while (place > 0) {
      const before = at(order, place - 1);
      if (at(keys, before) !== at(keys, word) || compareWords(words, before, words, word) <= 0) break;
      order[place] = before;
      place -= 1;
    }
    order[place] = word;
  }
}

/** Negative, 0 or positive, as word a of one array is below, equal to or above word b of another. */
export function compareWords(one: Uint8Array, a: number, other: Uint8Array, b: number): number {
  const [start, against] = [a * WORD_BYTES, b * WORD_BYTES];
  for (let byte = 0; byte < WORD_BYTES; byte++) {
    const difference = at(one, start + byte) - at(other, against + byte);
    if (difference !== 0) return difference;
  }
  return 0;
}

function bump(counts: Uint32Array, index: number): number {
  const value = at(counts, index);
  counts[index] = value + 1;
  return value;
}

/** An element that is known to be there. */
export function at(array: Uint8Array | Uint32Array, index: number): number {
  return array[index] as number;
}
