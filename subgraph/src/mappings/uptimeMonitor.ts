import { BigInt } from '@graphprotocol/graph-ts';
import { UptimeMonth } from '../../generated/schema';
import { MonthExcused, ParameterSet, UptimeReported } from '../../generated/UptimeMonitor/UptimeMonitor';
import { loadProvider } from '../lib/catalogue';
import { numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

const MONTH_SECONDS = 2_592_000;

export function handleUptimeMonitorUptimeReported(event: UptimeReported): void {
  const p = event.params;
  const month = loadMonth(p.providerId, p.month);
  month.observed = p.observed;
  month.up = p.up;
  month.uptimeBps = p.uptimeBps;
  month.reportedAt = event.block.timestamp;
  month.suspended = p.suspended;
  month.evidenceHash = p.evidenceHash;
  month.save();

  const provider = loadProvider(p.providerId);
  provider.monthsReported = provider.monthsReported + 1;
  provider.observedSeconds = provider.observedSeconds.plus(p.observed);
  provider.upSeconds = provider.upSeconds.plus(p.up);
  if (p.suspended) provider.uptimeSuspensions = provider.uptimeSuspensions + 1;
  provider.save();
}

export function handleUptimeMonitorMonthExcused(event: MonthExcused): void {
  const p = event.params;
  const month = loadMonth(p.providerId, p.month);
  month.excused = true;
  month.excusedBy = p.certifier;
  month.excuse = p.reason;
  month.save();
}

export function handleUptimeMonitorParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}

function loadMonth(providerId: BigInt, number: BigInt): UptimeMonth {
  const id = numberId(providerId).concat(numberId(number));
  let month = UptimeMonth.load(id);
  if (month == null) {
    const zero = BigInt.zero();
    month = new UptimeMonth(id);
    month.provider = numberId(providerId);
    month.month = number;
    month.start = number.times(BigInt.fromI32(MONTH_SECONDS));
    month.observed = zero;
    month.up = zero;
    month.uptimeBps = zero;
    month.reportedAt = zero;
    month.suspended = false;
    month.excused = false;
  }
  return month;
}
