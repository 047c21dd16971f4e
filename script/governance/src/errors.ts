/** The file does not say what has to be done, or says it wrongly. */
export class ProposalFileError extends Error {
  override readonly name = 'ProposalFileError';
}

/** What the file asks for would not pass on the chain. */
export class CannotPassError extends Error {
  override readonly name = 'CannotPassError';

  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('; '));
  }
}
