import { type Address, concat, type Hex } from 'viem';
import type { Deployment } from '../deployments/types.js';
import { domain } from './domain.js';
import { hashMessage, type SignableMessage, type Signer, signMessage } from './sign.js';
import { normalizeSignature } from './signature.js';
import { type SignerSignature, sortBySigner } from './signers.js';

/** What a report says became of the job. */
export const Outcome = { Checkpoint: 0, Completed: 1, Failed: 2 } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** What happened to a job, as its meters sign it (IUsageVerifier.UsageReport; SPEC JOB 5). */
export interface UsageReport {
  /** The JobMarket. */
  market: Address;
  jobId: bigint;
  /** Strictly rising per job. */
  sequence: number;
  /** Cumulative; unit-seconds for timed prices, units for prices per unit. */
  usage: bigint;
  startedAt: number;
  endedAt: number;
  outcome: Outcome;
  /** 0 none, 1-99 provider fault, 100-199 buyer fault. */
  failureCode: number;
  /** 10,000 = no SLA miss. */
  uptimeBps: number;
  resultHash: Hex;
}

export const usageReportTypes = {
  UsageReport: [
    { name: 'market', type: 'address' },
    { name: 'jobId', type: 'uint256' },
    { name: 'sequence', type: 'uint32' },
    { name: 'usage', type: 'uint64' },
    { name: 'startedAt', type: 'uint40' },
    { name: 'endedAt', type: 'uint40' },
    { name: 'outcome', type: 'uint8' },
    { name: 'failureCode', type: 'uint8' },
    { name: 'uptimeBps', type: 'uint16' },
    { name: 'resultHash', type: 'bytes32' },
  ],
} as const;

/**
 * The EIP-712 payload of a usage report (domain "CyberPlaza MeterQuorum", "1").
 *
 * @param verifier the verifier that checks it, by default the deployment's MeterQuorum
 */
export function usageReportTypedData(
  deployment: Deployment,
  report: UsageReport,
  verifier: Address = deployment.contracts.MeterQuorum,
): SignableMessage {
  return {
    domain: domain('CyberPlaza MeterQuorum', { chainId: deployment.chainId, verifyingContract: verifier }),
    types: usageReportTypes,
    primaryType: 'UsageReport',
    message: { ...report },
  };
}

/** What `MeterQuorum.hashReport` returns. */
export function hashUsageReport(deployment: Deployment, report: UsageReport): Hex {
  return hashMessage(usageReportTypedData(deployment, report));
}

/**
 * Signs a usage report as a meter.
 *
 * @example
 * const signature = await signUsageReport(meter, getDeployment(31337), report);
 */
export function signUsageReport(signer: Signer, deployment: Deployment, report: UsageReport): Promise<Hex> {
  return signMessage(signer, usageReportTypedData(deployment, report));
}

/**
 * Packs the meters' signatures into the proof that `reportJob` takes: 65 bytes each, ascending by signer.
 *
 * @throws DuplicateSignerError, InvalidSignatureLengthError
 *
 * @example
 * const proof = packProof([{ signer: meterA.address, signature: a }, { signer: meterB.address, signature: b }]);
 */
export function packProof(signatures: readonly SignerSignature[]): Hex {
  return concat(sortBySigner(signatures).map(({ signature }) => normalizeSignature(signature)));
}
