import { CyberPlazaError } from './CyberPlazaError.js';

/** A value lies outside what the contracts can hold or accept. */
export class MathsDomainError extends CyberPlazaError {
  override readonly name = 'MathsDomainError';
  /** Name of the value. */
  readonly field: string;
  readonly value: bigint | number | string;

  constructor(field: string, value: bigint | number | string, expected: string) {
    super(`${field} is ${value} but must be ${expected}.`);
    this.field = field;
    this.value = value;
  }
}
