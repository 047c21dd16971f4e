import { FundRelease } from '../../generated/schema';
import { Released } from '../../generated/FundHolder/FundHolder';
import { eventId } from '../lib/ids';

export function handleFundHolderReleased(event: Released): void {
  const p = event.params;
  const release = new FundRelease(eventId(event));
  release.holder = event.address;
  release.token = p.token;
  release.to = p.to;
  release.amount = p.amount;
  release.reason = p.reason;
  release.blockNumber = event.block.number;
  release.timestamp = event.block.timestamp;
  release.transaction = event.transaction.hash;
  release.save();
}
