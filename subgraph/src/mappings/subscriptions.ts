import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { PlanSubscription, PromotionOffer, SubscriptionEvent } from '../../generated/schema';
import {
  EnterprisePriceSet,
  ParameterSet,
  PromotionSet,
  RenewalSet,
  Subscribed,
  SubscriptionLapsed,
  SubscriptionRenewed,
  SubscriptionUpgraded,
  TrialStarted,
} from '../../generated/Subscriptions/Subscriptions';
import { loadAccount } from '../lib/accounts';
import { planName, promotionName, textOf } from '../lib/enums';
import { codeId, eventId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadProtocol } from '../lib/protocol';
import { flag, noteReward } from '../lib/rewardInputs';

const TRIAL = 0;
const HALF_PRICE = 1;

function loadSubscription(address: Bytes): PlanSubscription {
  let subscription = PlanSubscription.load(address);
  if (subscription == null) {
    const account = loadAccount(address);
    account.subscription = account.id;
    account.save();
    subscription = new PlanSubscription(address);
    subscription.account = account.id;
    subscription.trialUsed = false;
    subscription.paid = BigInt.zero();
    clear(subscription);
  }
  return subscription;
}

function clear(subscription: PlanSubscription): void {
  subscription.plan = 'Free';
  subscription.nextPlan = 'Free';
  subscription.yearly = false;
  subscription.nextYearly = false;
  subscription.autoRenew = false;
  subscription.halfPrice = false;
  subscription.paidUntil = BigInt.zero();
  subscription.maxPrice = BigInt.zero();
}

function addLine(event: ethereum.Event, subscription: PlanSubscription, kind: string, amount: BigInt): void {
  const line = new SubscriptionEvent(eventId(event));
  line.subscription = subscription.id;
  line.kind = kind;
  line.plan = subscription.plan;
  line.yearly = subscription.yearly;
  line.amount = amount;
  line.paidUntil = subscription.paidUntil;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

/** Books a payment and writes the line of it. */
function pay(event: ethereum.Event, subscription: PlanSubscription, kind: string, amount: BigInt): void {
  subscription.paid = subscription.paid.plus(amount);
  subscription.save();
  addLine(event, subscription, kind, amount);
  const protocol = loadProtocol(event);
  protocol.subscriptionRevenue = protocol.subscriptionRevenue.plus(amount);
  protocol.save();
}

function takePlace(kind: i32): void {
  const offer = PromotionOffer.load(codeId(kind));
  if (offer == null) return;
  offer.taken = offer.taken.plus(BigInt.fromI32(1));
  offer.save();
}

export function handleSubscriptionsSubscribed(event: Subscribed): void {
  const p = event.params;
  const subscription = loadSubscription(p.account);
  subscription.plan = planName(p.plan);
  subscription.yearly = p.yearly;
  subscription.halfPrice = p.halfPrice;
  subscription.paidUntil = p.paidUntil;
  pay(event, subscription, 'Subscribed', p.price);
  if (p.halfPrice) takePlace(HALF_PRICE);
  noteReward(event, 'PlanPaid', [p.account], [BigInt.fromI32(p.plan), p.paidUntil]);
}

export function handleSubscriptionsTrialStarted(event: TrialStarted): void {
  const p = event.params;
  const subscription = loadSubscription(p.account);
  subscription.plan = planName(p.plan);
  subscription.yearly = false;
  subscription.halfPrice = false;
  subscription.trialUsed = true;
  subscription.paidUntil = p.paidUntil;
  subscription.save();
  addLine(event, subscription, 'TrialStarted', BigInt.zero());
  takePlace(TRIAL);
  noteReward(event, 'PlanPaid', [p.account], [BigInt.fromI32(p.plan), p.paidUntil]);
}

export function handleSubscriptionsSubscriptionUpgraded(event: SubscriptionUpgraded): void {
  const subscription = loadSubscription(event.params.account);
  subscription.plan = planName(event.params.to);
  pay(event, subscription, 'Upgraded', event.params.charged);
  noteReward(event, 'PlanPaid', [event.params.account], [BigInt.fromI32(event.params.to)]);
}

export function handleSubscriptionsSubscriptionRenewed(event: SubscriptionRenewed): void {
  const p = event.params;
  const subscription = loadSubscription(p.account);
  subscription.plan = planName(p.plan);
  subscription.yearly = p.yearly;
  subscription.paidUntil = p.paidUntil;
  pay(event, subscription, 'Renewed', p.price);
  noteReward(event, 'PlanPaid', [p.account], [BigInt.fromI32(p.plan), p.paidUntil]);
}

export function handleSubscriptionsRenewalSet(event: RenewalSet): void {
  const p = event.params;
  const subscription = loadSubscription(p.account);
  subscription.nextPlan = planName(p.plan);
  subscription.nextYearly = p.yearly;
  subscription.autoRenew = p.autoRenew;
  subscription.maxPrice = p.maxPrice;
  subscription.save();
  addLine(event, subscription, 'RenewalSet', BigInt.zero());
  noteReward(event, 'RenewalSet', [p.account], [flag(p.autoRenew)]);
}

export function handleSubscriptionsSubscriptionLapsed(event: SubscriptionLapsed): void {
  const subscription = loadSubscription(event.params.account);
  addLine(event, subscription, 'Lapsed', BigInt.zero());
  clear(subscription);
  subscription.save();
  noteReward(event, 'PlanLapsed', [event.params.account], []);
}

export function handleSubscriptionsPromotionSet(event: PromotionSet): void {
  const p = event.params;
  const offer = new PromotionOffer(codeId(p.promotion));
  offer.kind = promotionName(p.promotion);
  offer.highestPlan = planName(p.offer.highestPlan);
  offer.endsAt = p.offer.endsAt;
  offer.places = p.offer.places;
  offer.taken = BigInt.zero();
  offer.save();
}

export function handleSubscriptionsEnterprisePriceSet(event: EnterprisePriceSet): void {
  const account = loadAccount(event.params.account);
  account.enterprisePrice = event.params.price;
  account.save();
}

export function handleSubscriptionsParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
  if (textOf(event.params.name) == 'gracePeriod') noteReward(event, 'GraceSet', [], [event.params.value]);
}
