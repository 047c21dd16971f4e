import { type Abi, BaseError, decodeErrorResult, type Hex, isHex } from 'viem';
import { UnknownRevertError } from './ContractError.js';
import { CyberPlazaError } from './CyberPlazaError.js';
import { contractErrors } from './generated.js';

/** `Error(string)` and `Panic(uint256)`, which the compiler itself emits. */
const COMPILER_ERRORS = [
  { type: 'error', name: 'Error', inputs: [{ name: 'message', type: 'string' }] },
  { type: 'error', name: 'Panic', inputs: [{ name: 'code', type: 'uint256' }] },
] as const satisfies Abi;

/**
 * Finds the contract's revert in whatever viem threw.
 *
 * @param error anything caught around a call, a simulation or a gas estimate
 * @returns a generated subclass of {@link ContractError}, an {@link UnknownRevertError}, the error itself if it is already
 * one of ours, or undefined if it holds no revert data
 *
 * @example
 * import { CapacityExceededError, decodeContractError } from '@cyberplaza/sdk';
 *
 * const decoded = decodeContractError(error);
 * if (decoded instanceof CapacityExceededError) console.log(decoded.args.available);
 */
export function decodeContractError(error: unknown): CyberPlazaError | undefined {
  if (error instanceof CyberPlazaError) return error;
  const data = revertData(error);
  return data === undefined ? undefined : decodeRevertData(data, error);
}

/**
 * Decodes revert bytes, e.g. from a trace.
 *
 * @example
 * decodeRevertData('0xd92e233d'); // ZeroAddressError
 */
export function decodeRevertData(data: Hex, cause?: unknown): CyberPlazaError {
  const ErrorClass = contractErrors[data.slice(0, 10)];
  if (ErrorClass) {
    try {
      const { args } = decodeErrorResult({ abi: [ErrorClass.abi], data });
      const values = (args ?? []) as readonly unknown[];
      const named = Object.fromEntries(ErrorClass.abi.inputs.map((input, i) => [input.name ?? `arg${i}`, values[i]]));
      return new ErrorClass(ErrorClass.abi, named, { data, cause });
    } catch {
      return new UnknownRevertError(`malformed ${ErrorClass.abi.name}`, { data, cause });
    }
  }
  return new UnknownRevertError(compilerReason(data), { data, cause });
}

function compilerReason(data: Hex): string {
  if (data === '0x') return 'no reason given';
  try {
    const decoded = decodeErrorResult({ abi: COMPILER_ERRORS, data });
    return decoded.errorName === 'Error' ? decoded.args[0] : `panic 0x${decoded.args[0].toString(16)}`;
  } catch {
    return `unknown error ${data.slice(0, 10)}`;
  }
}

/** The first link of the chain of causes that carries bytes. */
function revertData(error: unknown): Hex | undefined {
  let found: Hex | undefined;
  const look = (link: unknown): boolean => {
    found ??= dataOf(link);
    return found !== undefined;
  };
  if (error instanceof BaseError) error.walk(look);
  else look(error);
  return found;
}

function dataOf(link: unknown): Hex | undefined {
  if (typeof link !== 'object' || link === null) return undefined;
  const { raw, data } = link as { raw?: unknown; data?: unknown };
  for (const value of [raw, data, (data as { data?: unknown } | undefined)?.data]) {
    if (isHex(value) && value.length >= 10) return value;
  }
  return undefined;
}

/** Rethrows what a contract said as a named error; anything else unchanged. */
export async function withDecodedErrors<value>(run: () => Promise<value>): Promise<value> {
  try {
    return await run();
  } catch (error) {
    throw decodeContractError(error) ?? error;
  }
}
