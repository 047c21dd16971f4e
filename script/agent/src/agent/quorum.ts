import type { UsageReport } from '@cyberplaza/sdk/eip712';
import type { Address } from 'viem';
import type { Grant, SignResult } from '../wire.js';

/** Somebody who may sign a report. */
export interface Witness {
  url: string;
  sign(report: UsageReport): Promise<SignResult>;
}

export type Refused = Extract<SignResult, { refused: string }> & { url: string };

export interface Signatures {
  grants: Grant[];
  refusals: Refused[];
}

export interface CollectOptions {
  report: UsageReport;
  witnesses: readonly Witness[];
  needed: number;
  /** signatures of signers that are known not to count */
  without?: ReadonlySet<Address>;
  /** after this pause everybody is asked, not only as many as are needed */
  hedgeMs: number;
}

/**
 * Asks as many meters as are needed, in parallel, starting at another one for every job; a refusal or a slow answer brings in the
 * others. Stops as soon as enough have signed.
 */
export function collectSignatures(options: CollectOptions): Promise<Signatures> {
  const { report, witnesses, needed, hedgeMs, without } = options;
  const first = witnesses.length === 0 ? 0 : Number(report.jobId % BigInt(witnesses.length));
  const queue = [...witnesses.slice(first), ...witnesses.slice(0, first)];
  const grants = new Map<Address, Grant>();
  const refusals: Refused[] = [];

  return new Promise((resolve) => {
    let open = 0;
    let finished = false;
    const finish = (): void => {
      if (finished) return;
      finished = true;
      clearTimeout(hedge);
      resolve({ grants: [...grants.values()], refusals });
    };
    const ask = (): void => {
      const witness = queue.shift();
      if (!witness) return;
      open += 1;
      void witness.sign(report).then((result) => {
        open -= 1;
        if (finished) return;
        if ('signature' in result) {
          if (!without?.has(result.signer)) grants.set(result.signer, result);
        } else refusals.push({ ...result, url: witness.url });
        if (grants.size >= needed) return finish();
        while (open + grants.size < needed && queue.length > 0) ask();
        if (open === 0) finish();
      });
    };
    const hedge = setTimeout(() => {
      while (queue.length > 0) ask();
    }, hedgeMs);
    for (let i = 0; i < needed; i++) ask();
    if (open === 0) finish();
  });
}
