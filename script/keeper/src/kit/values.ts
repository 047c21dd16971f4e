import { type Address, type Hex, isAddress, isHex } from 'viem';
import { z } from 'zod';

/** An address, in lower case or with its checksum. */
export const addressValue = z.custom<Address>((value) => typeof value === 'string' && isAddress(value));

/** Bytes in hexadecimal, of any length. */
export const hexValue = z.custom<Hex>((value) => isHex(value));
