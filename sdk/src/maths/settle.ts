import { type FeeSplit, type Period, slaCredit, splitFee, usageCost } from './cost.js';
import { BPS, max, min, shareUp } from './integers.js';
import { type SlaTariff, tariffCredit } from './sla.js';

/** What a report is settled by (SPEC JOB 6-8). */
export interface SettlementTerms {
  /** In escrow before the report. */
  escrow: bigint;
  usage: bigint;
  unitPrice: bigint;
  period: Period;
  feeBps: bigint | number;
  discountBps: bigint | number;
  /** Share of the cost that waits for the dispute window. */
  holdbackBps: bigint | number;
  /** The provider's bond after haircut, as the market's copy has it; 0n once that copy has lapsed; undefined: no limit. */
  haircutBond?: bigint | undefined;
  /** Already paid early and still inside a window. */
  atRisk?: bigint | undefined;
  /** The listing's promise or tariff, and what was measured. */
  sla?: LinearSla | MeasuredTariff | undefined;
}

/** A listing without a tariff: creditBps for each 1% (or part of it) of uptime below the promise. */
export interface LinearSla {
  promisedBps: number;
  uptimeBps: number;
  creditBps: number;
}

/** A listing with a tariff, and what was measured. */
export interface MeasuredTariff {
  tariff: SlaTariff;
  uptimeBps: number;
  /** See {@link throughputBps}. */
  throughputBps: bigint | number;
}

/** What a report moves. paid + fee + refunded + held = escrow before it. */
export interface ReportSettlement {
  /** Gross price of what was delivered, after any credit. */
  cost: bigint;
  slaCredit: bigint;
  /** Gross amount released at once. */
  paidEarly: bigint;
  /** To the provider. */
  paid: bigint;
  fee: bigint;
  discount: bigint;
  /** To the payer: what was not used, and the discount. */
  refunded: bigint;
  /** Still in escrow, gross of fee. */
  held: bigint;
}

/**
 * What a completing report pays, to the unit.
 *
 * @example
 * settleReport({
 *   escrow: 384_000n, usage: 21_600n, unitPrice: 40_000n, period: Period.Hour,
 *   feeBps: 400, discountBps: 500, holdbackBps: 1_000, haircutBond: 10n ** 12n,
 * });
 */
export function settleReport(terms: SettlementTerms): ReportSettlement {
  const gross = min(terms.escrow, usageCost(terms.usage, terms.unitPrice, terms.period));
  const credit = creditFor(gross, terms.sla);
  const cost = gross - credit;
  const undisputed = cost - shareUp(cost, BigInt(terms.holdbackBps));
  const room = terms.haircutBond === undefined ? undisputed : max(0n, terms.haircutBond - (terms.atRisk ?? 0n));
  const paidEarly = min(undisputed, room);
  const split = splitFee(paidEarly, terms.feeBps, terms.discountBps);
  return {
    cost,
    slaCredit: credit,
    paidEarly,
    paid: split.toProvider,
    fee: split.fee,
    discount: split.discount,
    refunded: terms.escrow - cost + split.discount,
    held: cost - paidEarly,
  };
}

function creditFor(cost: bigint, sla: SettlementTerms['sla']): bigint {
  if (!sla) return 0n;
  return 'tariff' in sla ? tariffCredit({ cost, ...sla }) : slaCredit({ cost, ...sla });
}

/** How a hold-back is released: by time, by confirmation, or by a ruling that gives `payerBps` of it back. */
export function settleHoldback(
  held: bigint,
  feeBps: bigint | number,
  discountBps: bigint | number,
  payerBps: bigint | number = 0n,
): FeeSplit & { refunded: bigint } {
  const back = (held * BigInt(payerBps)) / BPS;
  const split = splitFee(held - back, feeBps, discountBps);
  return { ...split, refunded: back + split.discount };
}
