import { type Address, type Hex, keccak256, stringToHex } from 'viem';
import type { Deployment } from '../deployments/types.js';
import { domain } from './domain.js';
import { canonicalJson } from './jobSpec.js';
import { hashMessage, type SignableMessage, type Signer, signMessage } from './sign.js';

/** Seconds of a month: 30 days, counted from 1970. */
export const MONTH_SECONDS = 2_592_000;

/** What meters saw of a provider in a month (IUptimeMonitor.UptimeReport; SPEC PROV 5). */
export interface UptimeReport {
  providerId: number;
  /** floor(timestamp / MONTH_SECONDS). */
  month: number;
  /** Seconds of the month in which the provider was probed. */
  observed: number;
  /** Seconds of these in which it answered. */
  up: number;
  /** {@link hashUptimeFigures} of what each meter saw. */
  evidenceHash: Hex;
}

export const uptimeReportTypes = {
  UptimeReport: [
    { name: 'providerId', type: 'uint32' },
    { name: 'month', type: 'uint32' },
    { name: 'observed', type: 'uint32' },
    { name: 'up', type: 'uint32' },
    { name: 'evidenceHash', type: 'bytes32' },
  ],
} as const;

/** The EIP-712 payload of an uptime report (domain "CyberPlaza UptimeMonitor", "1"). */
export function uptimeReportTypedData(deployment: Deployment, report: UptimeReport): SignableMessage {
  return {
    domain: domain('CyberPlaza UptimeMonitor', {
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.UptimeMonitor,
    }),
    types: uptimeReportTypes,
    primaryType: 'UptimeReport',
    message: { ...report },
  };
}

/** What one meter itself saw of the month. */
export interface UptimeFigures {
  signer: Address;
  observed: number;
  up: number;
}

/** The evidence behind a report: keccak256 of the canonical JSON of all meters' figures, in the order of their signers. */
export function hashUptimeFigures(figures: readonly UptimeFigures[]): Hex {
  const sorted = figures
    .map(({ signer, observed, up }) => ({ signer: signer.toLowerCase(), observed, up }))
    .sort((a, b) => (a.signer < b.signer ? -1 : 1));
  return keccak256(stringToHex(canonicalJson(sorted)));
}

/** What `UptimeMonitor.hashReport` returns. */
export function hashUptimeReport(deployment: Deployment, report: UptimeReport): Hex {
  return hashMessage(uptimeReportTypedData(deployment, report));
}

/**
 * Signs an uptime report as a meter; {@link packProof} makes the proof of a quorum's signatures.
 *
 * @example
 * const signature = await signUptimeReport(meter, getDeployment(31337), report);
 */
export function signUptimeReport(signer: Signer, deployment: Deployment, report: UptimeReport): Promise<Hex> {
  return signMessage(signer, uptimeReportTypedData(deployment, report));
}
