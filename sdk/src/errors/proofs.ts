import { CyberPlazaError } from './CyberPlazaError.js';

/** Static proof files could not be read, or do not hold what they should. */
export class ProofFileError extends CyberPlazaError {
  override readonly name = 'ProofFileError';
  readonly url: string;

  constructor(url: string, problem: string, options: { cause?: unknown } = {}) {
    super(`The proof file ${url} cannot be used: ${problem}.`, {
      cause: options.cause,
      docs: 'docs/reward-pipeline.md',
    });
    this.url = url;
  }
}
