/** Plans (ISubscriptions.Plan). */
export const Plan = { Free: 0, Starter: 1, Pro: 2, Enterprise: 3 } as const;
export type Plan = (typeof Plan)[keyof typeof Plan];

/** Promotions (ISubscriptions.Promotion). */
export const Promotion = { Trial: 0, HalfPrice: 1 } as const;
export type Promotion = (typeof Promotion)[keyof typeof Promotion];

/** A subscription as last written (ISubscriptions.Subscription). Times in seconds, amounts in USDC units. */
export interface Subscription {
  plan: Plan;
  /** What a renewal buys. */
  nextPlan: Plan;
  yearly: boolean;
  nextYearly: boolean;
  /** Standing consent to renewals of at most maxPrice each. */
  autoRenew: boolean;
  /** Kept while the subscription never lapses. */
  halfPrice: boolean;
  trialUsed: boolean;
  startedAt: number;
  paidUntil: number;
  paid: number;
  maxPrice: number;
}

/** A promotion (ISubscriptions.Offer). */
export interface PromotionOffer {
  highestPlan: Plan;
  /** First second at which it is closed. */
  endsAt: number;
  /** Left. */
  places: number;
}

/** What waits to be done about a subscription. */
export interface RenewalDue {
  due: boolean;
  lapsed: boolean;
}
