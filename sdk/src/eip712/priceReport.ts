import { type Address, type Hex, recoverAddress } from 'viem';
import type { Deployment } from '../deployments/types.js';
import { domain } from './domain.js';
import { hashMessage, type SignableMessage, type Signer, signMessage } from './sign.js';
import { assertCanonicalSignature, normalizeSignature } from './signature.js';
import { sortBySigner } from './signers.js';

/** One node's vector of prices (SPEC ORC 3). */
export interface PriceReport {
  /** Strictly ascending. */
  feedIds: readonly number[];
  /** One for each feed id, in the feed's own decimals. */
  prices: readonly bigint[];
  /** Second at which the prices were observed; the same for all reports of a submission. */
  observedAt: number;
}

/** A report as `submit` takes it (IComputePriceOracle.NodeReport). */
export interface NodeReport {
  prices: readonly bigint[];
  signature: Hex;
}

/** A report and who signed it. */
export interface SignedPriceReport extends NodeReport {
  signer: Address;
}

export const priceReportTypes = {
  PriceReport: [
    { name: 'feedIds', type: 'uint32[]' },
    { name: 'prices', type: 'uint64[]' },
    { name: 'observedAt', type: 'uint40' },
  ],
} as const;

/** The EIP-712 payload of a price report (domain "CyberPlaza ComputePriceOracle", "1"). */
export function priceReportTypedData(deployment: Deployment, report: PriceReport): SignableMessage {
  return {
    domain: domain('CyberPlaza ComputePriceOracle', {
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.ComputePriceOracle,
    }),
    types: priceReportTypes,
    primaryType: 'PriceReport',
    message: { ...report },
  };
}

/** The digest a node signs. */
export function hashPriceReport(deployment: Deployment, report: PriceReport): Hex {
  return hashMessage(priceReportTypedData(deployment, report));
}

/**
 * Signs a price report as a node.
 *
 * @example
 * const report = { feedIds: [1, 2], prices: [100_000_000n, 25_000_000n], observedAt };
 * const signed = await signPriceReport(node, getDeployment(31337), report);
 */
export async function signPriceReport(
  signer: { address: Address; signTypedData: unknown },
  deployment: Deployment,
  report: PriceReport,
): Promise<SignedPriceReport> {
  const signature = await signMessage(signer as Signer, priceReportTypedData(deployment, report));
  return { signer: signer.address, prices: report.prices, signature };
}

/**
 * Who signed a report, by the contract's own rules: a signature that the oracle would refuse is refused here.
 *
 * @throws InvalidSignatureLengthError, NonCanonicalSignatureError
 *
 * @example
 * const node = await recoverPriceNode(deployment, { feedIds, prices, observedAt }, signature);
 * const counts = await client.isPriceNode({ account: node, observedAt });
 */
export async function recoverPriceNode(deployment: Deployment, report: PriceReport, signature: Hex): Promise<Address> {
  assertCanonicalSignature(signature);
  return recoverAddress({ hash: hashPriceReport(deployment, report), signature });
}

/**
 * The reports in the order `submitPrices` wants: ascending by signer.
 *
 * @throws DuplicateSignerError, InvalidSignatureLengthError
 */
export function packNodeReports(reports: readonly SignedPriceReport[]): NodeReport[] {
  return sortBySigner(reports).map(({ prices, signature }) => ({ prices, signature: normalizeSignature(signature) }));
}
