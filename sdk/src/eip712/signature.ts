import { type Hex, hexToBigInt, numberToHex, size, slice } from 'viem';
import { InvalidSignatureLengthError, NonCanonicalSignatureError } from '../errors/client.js';

/** A signature in the three parts that permit and delegateBySig take. */
export interface SignatureParts {
  v: number;
  r: Hex;
  s: Hex;
}

const SIGNATURE_BYTES = 65;
/** Some wallets return the recovery bit itself. */
const V_OFFSET = 27;
/** Half the order of secp256k1: of the two signatures of one key over one digest contracts take the one with the lower s. */
const MAX_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

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

/**
 * Refuses what contracts refuse: another length than 65 bytes, v other than 27 and 28, the higher s of the two.
 *
 * @throws InvalidSignatureLengthError, NonCanonicalSignatureError
 */
export function assertCanonicalSignature(signature: Hex): void {
  const { s } = splitSignature(signature);
  const v = Number(hexToBigInt(slice(signature, 64)));
  if (hexToBigInt(s) > MAX_S || (v !== V_OFFSET && v !== V_OFFSET + 1)) throw new NonCanonicalSignatureError();
}
