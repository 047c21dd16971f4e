import { type Address, bytesToHex, getAddress } from 'viem';
import { InputError } from '../errors.js';

export const ADDRESS_BYTES = 20;
export const WORD_BYTES = 32;
const LIMB_BYTES = 8;
const LIMB_BITS = 64n;

/** What an account may have claimed in all, CPT wei. */
export interface Claim {
  account: Address;
  cumulative: bigint;
}

/** Claims in two byte arrays, by rising address: 52 bytes an account. */
export class Claims {
  private constructor(
    private readonly accounts: Uint8Array,
    private readonly amounts: Uint8Array,
    readonly total: bigint,
  ) {}

  /** In canonical order, whatever order they come in; an account without anything has no claim. */
  static of(entries: Iterable<readonly [Address, bigint]>): Claims {
    const sorted = [...entries]
      .filter(([, cumulative]) => cumulative !== 0n)
      .map(([account, cumulative]) => [account.toLowerCase() as Address, cumulative] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const accounts = Buffer.alloc(sorted.length * ADDRESS_BYTES);
    const amounts = Buffer.alloc(sorted.length * WORD_BYTES);
    let total = 0n;
    for (const [index, [account, cumulative]] of sorted.entries()) {
      if (account === sorted[index - 1]?.[0]) throw new InputError(`account ${account} is there twice`);
      if (cumulative < 0n || cumulative >= 1n << 256n) throw new InputError(`${account}: ${cumulative} is no uint256`);
      if (account.length !== 2 + 2 * ADDRESS_BYTES) throw new InputError(`${account} is no address`);
      accounts.write(account.slice(2), index * ADDRESS_BYTES, 'hex');
      writeWord(amounts, index * WORD_BYTES, cumulative);
      total += cumulative;
    }
    return new Claims(accounts, amounts, total);
  }

  get length(): number {
    return this.accounts.length / ADDRESS_BYTES;
  }

  /** The account's lower-case address. */
  account(index: number): Address {
    return bytesToHex(this.accountBytes(index));
  }

  cumulative(index: number): bigint {
    return BigInt(bytesToHex(this.amountBytes(index)));
  }

  accountBytes(index: number): Uint8Array {
    return this.accounts.subarray(index * ADDRESS_BYTES, (index + 1) * ADDRESS_BYTES);
  }

  amountBytes(index: number): Uint8Array {
    return this.amounts.subarray(index * WORD_BYTES, (index + 1) * WORD_BYTES);
  }

  /** Where an account is, or -1. */
  indexOf(account: Address): number {
    const wanted = account.toLowerCase();
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.account(middle) < wanted) low = middle + 1;
      else high = middle;
    }
    return low < this.length && this.account(low) === wanted ? low : -1;
  }

  *[Symbol.iterator](): Generator<Claim> {
    for (let index = 0; index < this.length; index++) {
      yield { account: getAddress(this.account(index)), cumulative: this.cumulative(index) };
    }
  }
}

function writeWord(into: Buffer, at: number, value: bigint): void {
  let rest = value;
  for (let limb = WORD_BYTES - LIMB_BYTES; limb >= 0 && rest > 0n; limb -= LIMB_BYTES) {
    into.writeBigUInt64BE(BigInt.asUintN(64, rest), at + limb);
    rest >>= LIMB_BITS;
  }
}
