import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { PairWeek } from '../../generated/schema';
import { touchAccount } from './accounts';
import { numberId } from './ids';

const WEEK = 604_800;
const DAYS_PER_WEEK = 7;

/** Day 0 was a Thursday, as is the first day of every week. */
export function weekOfDay(day: BigInt): BigInt {
  return day.div(BigInt.fromI32(DAYS_PER_WEEK));
}

export function weekOf(timestamp: BigInt): BigInt {
  return timestamp.div(BigInt.fromI32(WEEK));
}

export function loadPairWeek(week: BigInt, payer: Bytes, providerNumber: BigInt): PairWeek {
  const provider = numberId(providerNumber);
  const id = numberId(week).concat(payer).concat(provider);
  let pair = PairWeek.load(id);
  if (pair == null) {
    pair = new PairWeek(id);
    pair.week = week;
    pair.payer = touchAccount(payer);
    pair.provider = provider;
    pair.volume = BigInt.zero();
    pair.fees = BigInt.zero();
    pair.jobs = 0;
    pair.reviews = 0;
    pair.referralCredit = BigInt.zero();
  }
  return pair;
}
