import { Acted, MandateSet } from '../../generated/Council/Council';
import { CouncilAct, Mandate } from '../../generated/schema';
import { eventId, singletonId } from '../lib/ids';

export function handleCouncilMandateSet(event: MandateSet): void {
  const mandate = new Mandate(singletonId());
  mandate.member = event.params.member;
  mandate.until = event.params.until;
  mandate.updatedAt = event.block.timestamp;
  mandate.save();
}

export function handleCouncilActed(event: Acted): void {
  const p = event.params;
  const act = new CouncilAct(eventId(event));
  act.member = p.member;
  act.target = p.target;
  act.selector = p.selector;
  act.reason = p.reason;
  act.blockNumber = event.block.number;
  act.timestamp = event.block.timestamp;
  act.transaction = event.transaction.hash;
  act.save();
}
