import type { Deployment } from '@cyberplaza/sdk/deployments';
import { hashUptimeFigures, type UptimeFigures, type UptimeReport } from '@cyberplaza/sdk/eip712';
import type { Hex } from 'viem';
import { z } from 'zod';
import { addressValue, hexValue } from '../kit/index.js';

const ANSWER_MS = 10_000;
const figuresSchema = z.object({
  signer: addressValue,
  observed: z.number().int().min(1),
  up: z.number().int().min(0),
});
const grantSchema = z.object({ signature: hexValue });

/**
 * Asks meters what they saw of a month, proposes the median uptime over the time that a quorum of them watched at least, and asks
 * them to sign that.
 *
 * @param needed signatures of a quorum
 */
export async function collectMonth(
  deployment: Deployment,
  meters: readonly string[],
  providerId: number,
  month: number,
  needed: number,
): Promise<{ report: UptimeReport; signatures: Hex[] } | undefined> {
  const answers = await Promise.all(meters.map((url) => ask(`${url}/uptime/${providerId}/${month}`, figuresSchema)));
  const figures: UptimeFigures[] = answers.flatMap((answer) => (answer ? [answer] : []));
  if (figures.length < needed) return undefined;
  const watched = figures.map((entry) => entry.observed).sort((a, b) => b - a);
  const observed = watched[needed - 1] ?? 0;
  const share = lowerMedian(figures.map((entry) => entry.up / entry.observed));
  const up = Math.floor(observed * share);
  const report = { providerId, month, observed, up, evidenceHash: hashUptimeFigures(figures) };
  const body = JSON.stringify({ chainId: deployment.chainId, report, figures });
  const granted = await Promise.all(meters.map((url) => ask(`${url}/uptime`, grantSchema, { method: 'POST', body })));
  return { report, signatures: granted.flatMap((grant) => (grant ? [grant.signature] : [])) };
}

function lowerMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** undefined where a meter does not answer, or refuses. */
async function ask<value>(url: string, schema: z.ZodType<value>, init: RequestInit = {}): Promise<value | undefined> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(ANSWER_MS) });
    if (!response.ok) return undefined;
    const parsed = schema.safeParse(await response.json());
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
