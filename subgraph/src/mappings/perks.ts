import { BigInt } from '@graphprotocol/graph-ts';
import { PerkRates, SpendDay } from '../../generated/schema';
import { RatesSet, SpendCounted } from '../../generated/Perks/Perks';
import { loadAccount } from '../lib/accounts';
import { numberId, singletonId } from '../lib/ids';
import { loadPairWeek, weekOfDay } from '../lib/pairs';
import { noteReward } from '../lib/rewardInputs';

export function handlePerksSpendCounted(event: SpendCounted): void {
  const p = event.params;
  const account = loadAccount(p.payer);
  account.countedSpend = account.countedSpend.plus(p.paid);
  account.save();

  const id = account.id.concat(numberId(p.day));
  let day = SpendDay.load(id);
  if (day == null) {
    day = new SpendDay(id);
    day.account = account.id;
    day.day = p.day;
    day.amount = BigInt.zero();
    day.jobs = 0;
  }
  day.amount = day.amount.plus(p.paid);
  day.jobs = day.jobs + 1;
  day.save();

  const pair = loadPairWeek(weekOfDay(p.day), p.payer, p.providerId);
  pair.volume = pair.volume.plus(p.paid);
  pair.fees = pair.fees.plus(p.fee);
  pair.jobs = pair.jobs + 1;
  pair.save();

  noteReward(event, 'SpendCounted', [p.payer], [p.providerId, p.day, p.paid, p.fee]);
}

export function handlePerksRatesSet(event: RatesSet): void {
  const p = event.params.rates;
  const rates = new PerkRates(singletonId());
  rates.silver = p.silver;
  rates.gold = p.gold;
  rates.platinum = p.platinum;
  rates.loyaltyBps = p.loyaltyBps;
  rates.planBps = p.planBps;
  rates.save();

  const numbers: BigInt[] = [p.silver, p.gold, p.platinum];
  for (let i = 0; i < p.loyaltyBps.length; i++) numbers.push(BigInt.fromI32(p.loyaltyBps[i]));
  for (let i = 0; i < p.planBps.length; i++) numbers.push(BigInt.fromI32(p.planBps[i]));
  noteReward(event, 'RatesSet', [], numbers);
}
