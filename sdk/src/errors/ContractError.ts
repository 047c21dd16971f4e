import type { AbiParameter, Hex } from 'viem';
import { CyberPlazaError } from './CyberPlazaError.js';

/** The ABI item of a custom error. */
export interface ErrorAbi {
  readonly type: 'error';
  readonly name: string;
  readonly inputs: readonly AbiParameter[];
}

/** What made a contract revert: the raw bytes and the error they were found in. */
export interface RevertContext {
  data: Hex;
  cause: unknown;
}

/** A custom error of one of the contracts, with its values by name. The subclasses are generated. */
export class ContractError<args extends object = object> extends CyberPlazaError {
  override readonly name: string = 'ContractError';
  readonly args: args;
  /** The revert data. */
  readonly data: Hex;

  constructor(abi: ErrorAbi, args: args, context: RevertContext) {
    const values = Object.entries(args).map(([key, value]) => `${key}: ${value}`);
    super(`The contract reverted with ${abi.name}(${values.join(', ')}).`, {
      cause: context.cause,
      docs: 'src/interfaces',
    });
    this.args = args;
    this.data = context.data;
  }
}

/** A generated subclass of {@link ContractError}. */
export interface ContractErrorClass {
  readonly abi: ErrorAbi;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments were decoded by the ABI of the very same class
  new (abi: ErrorAbi, args: any, context: RevertContext): ContractError;
}

/** A revert that is none of the contracts' errors: a require string, a panic, or another contract's error. */
export class UnknownRevertError extends CyberPlazaError {
  override readonly name = 'UnknownRevertError';
  readonly data: Hex;

  constructor(reason: string, context: RevertContext) {
    super(`The contract reverted: ${reason}.`, { cause: context.cause, details: context.data });
    this.data = context.data;
  }
}
