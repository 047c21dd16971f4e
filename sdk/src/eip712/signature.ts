import { type Hex, hexToBigInt, numberToHex, size, slice } from 'viem';
import { InvalidSignatureLengthError } from '../errors/client.js';

/** A signature in the three parts that permit and delegateBySig take. */
export interface SignatureParts {
  v: number;
  r: Hex;
  s: Hex;
}

const SIGNATURE_BYTES = 65;
/** Some wallets return the recovery bit itself. */
const V_OFFSET = 27;

/** r, s, v of a 65-byte signature; v is 27 or 28. */
export function splitSignature(signature: Hex): SignatureParts {
  if (size(signature) !== SIGNATURE_BYTES) throw new InvalidSignatureLengthError(size(signature));
  const v = Number(hexToBigInt(slice(signature, 64)));
  return { r: slice(signature, 0, 32), s: slice(signature, 32, 64), v: v < V_OFFSET ? v + V_OFFSET : v };
}

/** The same signature with v 27 or 28. */
export function normalizeSignature(signature: Hex): Hex {
  const { r, s, v } = splitSignature(signature);
  return `${r}${s.slice(2)}${numberToHex(v, { size: 1 }).slice(2)}`;
}
