import { type Address, concat, type Hex, hexToBigInt, numberToHex } from 'viem';

/** Numbers (jobs, listings, providers, feeds, epochs) are indexed under 8 bytes, big-endian. */
const NUMBER_BYTES = 8;

/** Id of the singletons. */
export const SINGLETON_ID: Hex = '0x00';

/** `numberId(7)` is 0x0000000000000007. */
export function numberId(value: bigint | number): Hex {
  return numberToHex(value, { size: NUMBER_BYTES });
}

/** The number behind a {@link numberId}. */
export function idNumber(id: Hex): bigint {
  return hexToBigInt(id);
}

/** Id of an account, a contract, a node or a meter. */
export function addressId(address: Address): Hex {
  return address.toLowerCase() as Hex;
}

/** Id of an account's lock. */
export function lockEntityId(account: Address, number: bigint | number): Hex {
  return concat([addressId(account), numberId(number)]);
}
