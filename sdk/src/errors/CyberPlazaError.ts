/** What a {@link CyberPlazaError} is made of. */
export interface CyberPlazaErrorOptions {
  cause?: unknown;
  /** What exactly failed, for logs. */
  details?: string;
  /** File of the repository that explains the rule. */
  docs?: string;
}

/**
 * Base of every error this package throws.
 *
 * @example
 * try {
 *   await client.openJob({ listingId: 1, units: 4, duration: 3600 });
 * } catch (error) {
 *   if (error instanceof CyberPlazaError) console.error(error.shortMessage, error.docs);
 * }
 */
export class CyberPlazaError extends Error {
  override readonly name: string = 'CyberPlazaError';
  /** One sentence. */
  readonly shortMessage: string;
  readonly details: string | undefined;
  readonly docs: string | undefined;

  constructor(shortMessage: string, options: CyberPlazaErrorOptions = {}) {
    const lines = [shortMessage];
    if (options.details) lines.push(`Details: ${options.details}`);
    if (options.docs) lines.push(`Docs: ${options.docs}`);
    super(lines.join('\n'), options.cause === undefined ? undefined : { cause: options.cause });
    this.shortMessage = shortMessage;
    this.details = options.details;
    this.docs = options.docs;
  }
}
