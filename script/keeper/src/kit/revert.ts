import { ContractError, CyberPlazaError, decodeContractError } from '@cyberplaza/sdk/errors';
import { BaseError } from 'viem';

/** Why the chain refused a call. */
export interface Revert {
  /** the contract's own name of the error, e.g. NothingDone; "Unknown" where it gave none */
  name: string;
  args: Readonly<Record<string, unknown>>;
  /** one readable line */
  text: string;
}

/** True if the node executed the call and it reverted (and not: the node could not be reached). */
export function isRevert(error: unknown): boolean {
  if (decodeContractError(error) !== undefined) return true;
  const text =
    error instanceof BaseError ? `${error.message} ${error.details}` : error instanceof Error ? error.message : '';
  return /revert|insufficient funds|out of gas|OutOfFunds/i.test(text);
}

/** Decodes a revert with the SDK's table of every custom error. */
export function decodeRevert(error: unknown): Revert {
  const decoded = decodeContractError(error);
  if (decoded instanceof ContractError) {
    const args = decoded.args as Readonly<Record<string, unknown>>;
    const name = decoded.name.replace(/Error$/, '');
    return { name, args, text: `${name}(${Object.values(args).map(String).join(', ')})` };
  }
  if (decoded instanceof CyberPlazaError) return { name: 'Unknown', args: {}, text: decoded.shortMessage };
  const message =
    error instanceof BaseError
      ? error.details || error.shortMessage
      : error instanceof Error
        ? error.message
        : String(error);
  return { name: 'Unknown', args: {}, text: (message.split('\n', 1)[0] ?? '').slice(0, 200) };
}
