import { bytesToHex, encodeAbiParameters, type Hex, hexToBytes, keccak256, stringToBytes, zeroHash } from 'viem';
import { InvalidTagError } from '../../errors/client.js';

const REQUIRES = '!';
const PROVIDES = '+';
const TAG_BYTES = 32;

/**
 * A tag that only describes, e.g. `h100`: up to 32 bytes of UTF-8.
 *
 * @throws InvalidTagError
 *
 * @example
 * const tag = describingTag('h100');
 */
export function describingTag(name: string): Hex {
  if (name.startsWith(REQUIRES) || name.startsWith(PROVIDES)) throw new InvalidTagError(name);
  return tagOf(name);
}

/**
 * What a listing needs from the one it serves a job with: met by {@link providingTag} of the same name.
 *
 * @throws InvalidTagError
 *
 * @example
 * const tags = [requiringTag('cuda-12'), requiringTag('avx512')];
 */
export function requiringTag(name: string): Hex {
  return tagOf(REQUIRES + name);
}

/**
 * What a listing offers to the one it serves a job with.
 *
 * @throws InvalidTagError
 *
 * @example
 * const tags = [providingTag('cuda-12'), describingTag('h100')];
 */
export function providingTag(name: string): Hex {
  return tagOf(PROVIDES + name);
}

/** Tags in the order the chain wants: ascending, each once. */
export function sortTags(tags: readonly Hex[]): Hex[] {
  return [...new Set(tags.map((tag) => tag.toLowerCase() as Hex))].sort();
}

/** What Listings.tagsHashOf answers for a listing with these tags. */
export function tagsHash(tags: readonly Hex[]): Hex {
  if (tags.length === 0) return zeroHash;
  return keccak256(encodeAbiParameters([{ type: 'bytes32[]' }], [sortTags(tags)]));
}

/**
 * Whether two listings may serve one job together, such as software on hardware: each provides all that the other
 * requires, and at least one requires something. As Listings.compatible. SPEC JOB 3.
 *
 * @example
 * tagsCompatible([requiringTag('cuda-12')], [providingTag('cuda-12'), describingTag('h100')]); // true
 */
export function tagsCompatible(a: readonly Hex[], b: readonly Hex[]): boolean {
  const [wantedByA, wantedByB] = [provisionsFor(a), provisionsFor(b)];
  if (wantedByA.length + wantedByB.length === 0) return false;
  const [ofA, ofB] = [new Set(sortTags(a)), new Set(sortTags(b))];
  return wantedByA.every((tag) => ofB.has(tag)) && wantedByB.every((tag) => ofA.has(tag));
}

/** The tags that would meet the requirements among these. */
function provisionsFor(tags: readonly Hex[]): Hex[] {
  const [requires, provides] = [stringToBytes(REQUIRES)[0], stringToBytes(PROVIDES)];
  return tags
    .map((tag) => hexToBytes(tag, { size: TAG_BYTES }))
    .filter((bytes) => bytes[0] === requires)
    .map((bytes) => bytesToHex(new Uint8Array([...provides, ...bytes.slice(1)])));
}

function tagOf(text: string): Hex {
  const bytes = stringToBytes(text);
  if (bytes.length === 0 || bytes.length > TAG_BYTES || text === REQUIRES || text === PROVIDES) {
    throw new InvalidTagError(text);
  }
  return bytesToHex(stringToBytes(text, { size: TAG_BYTES }));
}
