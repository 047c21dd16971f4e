import { MathsDomainError } from '../errors/maths.js';
import { type EscrowTerms, escrowFor } from './cost.js';
import { ceilDiv, requireUint, shareDown } from './integers.js';

/** A value voucher's worth, USDC units. */
export const VALUE_VOUCHER_FACE = 100_000_000n;

const ID_BITS = 64n;
const INVOICE_BIT = 128n;

/**
 * Id of a campaign's vouchers of one price; series 0 are the pledgers' (GroupBuy.tokenIdOf).
 *
 * @example
 * voucherTokenId(1n, 0); // 1n << 64n
 */
export function voucherTokenId(campaignId: bigint, series: number): bigint {
  return (requireUint('campaignId', campaignId, 64) << ID_BITS) | requireUint('series', BigInt(series), 8);
}

/** Campaign and series of a resource voucher; undefined for a value voucher. */
export function splitVoucherId(tokenId: bigint): { campaignId: bigint; series: number } | undefined {
  const campaignId = tokenId >> ID_BITS;
  return campaignId === 0n ? undefined : { campaignId, series: Number(tokenId & ((1n << ID_BITS) - 1n)) };
}

/** The number under which a campaign's vendor proves its payment, in place of a job's (GroupBuy.invoiceIdOf). */
export function campaignInvoiceId(campaignId: bigint): bigint {
  return (1n << INVOICE_BIT) | campaignId;
}

/** The tier that so many pledged units reach; undefined below the minimum (GroupBuy.tierAt). */
export function tierFor<tier extends { from: number }>(tiers: readonly tier[], units: number): tier | undefined {
  return tiers.filter(({ from }) => from <= units).at(-1);
}

/** What the vendor of a unit gets and when; the parts sum to the cost (SPEC POOL 5). */
export function vendorParts(
  unitCost: bigint | number,
  terms: { firstBps: number; prepaidBps: number },
): { first: bigint; afterInvoice: bigint; due: bigint } {
  const cost = BigInt(unitCost);
  const first = shareDown(cost, BigInt(terms.firstBps));
  const prepaid = shareDown(cost, BigInt(terms.prepaidBps));
  return { first, afterInvoice: prepaid - first, due: cost - prepaid };
}

/**
 * How many vouchers a job takes: what the market escrows at the price still due, in whole vouchers (VoucherDesk.quote).
 *
 * @throws MathsDomainError before the campaign is met
 *
 * @example
 * vouchersFor({ unitDue: 875_000, period: Period.Hour, units: 10, duration: 36_000 }); // 120
 */
export function vouchersFor(terms: Omit<EscrowTerms, 'unitPrice'> & { unitDue: bigint | number }): number {
  const due = BigInt(terms.unitDue);
  if (due === 0n) throw new MathsDomainError('unitDue', due, 'at least 1');
  return Number(ceilDiv(escrowFor({ ...terms, unitPrice: due }), due));
}

/** Of so many vouchers taken, those that come back from a job that paid so much (VoucherDesk.close). */
export function vouchersReturned(taken: number, paid: bigint, unitDue: bigint | number): number {
  return taken - Number(ceilDiv(paid, BigInt(unitDue)));
}

/** What a holder of a failed campaign gets for vouchers of one price, USDC units rounded down (GroupBuy.refund). */
export function failureShare(units: number, price: bigint | number, shared: { pot: bigint; claims: bigint }): bigint {
  return shared.claims === 0n ? 0n : (BigInt(units) * BigInt(price) * shared.pot) / shared.claims;
}
