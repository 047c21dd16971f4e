import { encodeAbiParameters, keccak256, stringToHex, zeroHash } from 'viem';
import { expect, test } from 'vitest';
import {
  describingTag,
  InvalidTagError,
  providingTag,
  requiringTag,
  sortTags,
  tagsCompatible,
  tagsHash,
} from '../../src/index.js';

const cuda = requiringTag('cuda-12');
const hasCuda = providingTag('cuda-12');
const h100 = describingTag('h100');

test('a tag is 32 bytes of text, padded', () => {
  expect(cuda).toBe(stringToHex('!cuda-12', { size: 32 }));
  expect(providingTag('x'.repeat(31))).toBe(stringToHex(`+${'x'.repeat(31)}`));
  for (const wrong of ['', '!x', '+x', 'x'.repeat(33)]) expect(() => describingTag(wrong)).toThrow(InvalidTagError);
  for (const wrong of ['', 'x'.repeat(32)]) expect(() => requiringTag(wrong)).toThrow(InvalidTagError);
});

test('each must provide what the other requires, and something must be required', () => {
  const licence = requiringTag('licence');
  expect(tagsCompatible([cuda], [hasCuda, h100])).toBe(true);
  expect(tagsCompatible([h100, hasCuda], [cuda])).toBe(true);
  expect(tagsCompatible([cuda, providingTag('licence')], [hasCuda, licence])).toBe(true);
  expect(tagsCompatible([cuda], [hasCuda, licence])).toBe(false);
  expect(tagsCompatible([cuda], [cuda])).toBe(false);
  expect(tagsCompatible([h100], [h100])).toBe(false);
  expect(tagsCompatible([], [])).toBe(false);
});

test('the hash is of the ascending tags', () => {
  const ascending = sortTags([h100, cuda, hasCuda, cuda]);
  expect(ascending).toEqual([cuda, hasCuda, h100]);
  expect(tagsHash([h100, cuda, hasCuda])).toBe(keccak256(encodeAbiParameters([{ type: 'bytes32[]' }], [ascending])));
  expect(tagsHash([])).toBe(zeroHash);
});
