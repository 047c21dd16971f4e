import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { ProgrammeAccount, ProgrammeClaim, ProgrammeRoot, SkippedClaim } from '../../generated/schema';
import {
  ClaimSkipped,
  DelaySet,
  RewardClaimed,
  RewardsFunded,
  RootAccepted,
  RootPublished,
  RootVetoed,
} from '../../generated/MerkleRewards/MerkleRewards';
import { touchAccount } from '../lib/accounts';
import { eventId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadProgramme } from '../lib/programmes';
import { loadProtocol } from '../lib/protocol';

export function handleMerkleRewardsRewardsFunded(event: RewardsFunded): void {
  const programme = loadProgramme(event.params.programme);
  programme.funded = event.params.released;
  programme.save();
  circulate(event, event.params.amount.neg());
}

export function handleMerkleRewardsRootPublished(event: RootPublished): void {
  const p = event.params;
  const programme = loadProgramme(p.programme);
  // One that nobody accepted in time.
  const stale = programme.pending;
  if (stale) decide(stale, 'Replaced', event);
  const root = new ProgrammeRoot(eventId(event));
  root.programme = programme.id;
  root.root = p.root;
  root.total = p.total;
  root.contentHash = p.contentHash;
  root.state = 'Pending';
  root.publishedAt = event.block.timestamp;
  root.acceptableAt = p.acceptableAt;
  root.transaction = event.transaction.hash;
  root.save();
  programme.pending = root.id;
  programme.save();
}

export function handleMerkleRewardsRootAccepted(event: RootAccepted): void {
  const programme = loadProgramme(event.params.programme);
  const pending = programme.pending!;
  decide(pending, 'Accepted', event);
  programme.root = pending;
  programme.pending = null;
  programme.allocated = event.params.total;
  programme.save();
}

export function handleMerkleRewardsRootVetoed(event: RootVetoed): void {
  const programme = loadProgramme(event.params.programme);
  const root = decide(programme.pending!, 'Vetoed', event);
  root.reason = event.params.reason;
  root.save();
  programme.pending = null;
  programme.save();
}

export function handleMerkleRewardsRewardClaimed(event: RewardClaimed): void {
  const p = event.params;
  const programme = loadProgramme(p.programme);
  programme.claimed = programme.claimed.plus(p.amount);
  programme.claimCount += 1;
  programme.save();

  const id = programme.id.concat(p.account);
  let account = ProgrammeAccount.load(id);
  if (account == null) {
    account = new ProgrammeAccount(id);
    account.programme = programme.id;
    account.account = touchAccount(p.account);
    account.claimed = BigInt.zero();
  }
  account.claimed = account.claimed.plus(p.amount);
  account.save();

  const claim = new ProgrammeClaim(eventId(event));
  claim.claimant = id;
  claim.recipient = p.recipient;
  claim.amount = p.amount;
  claim.blockNumber = event.block.number;
  claim.timestamp = event.block.timestamp;
  claim.transaction = event.transaction.hash;
  claim.save();
  circulate(event, p.amount);
}

export function handleMerkleRewardsClaimSkipped(event: ClaimSkipped): void {
  const p = event.params;
  const programme = loadProgramme(p.programme);
  programme.save();
  const skipped = new SkippedClaim(eventId(event));
  skipped.programme = programme.id;
  skipped.account = p.account;
  skipped.cumulative = p.cumulative;
  skipped.timestamp = event.block.timestamp;
  skipped.transaction = event.transaction.hash;
  skipped.save();
}

export function handleMerkleRewardsDelaySet(event: DelaySet): void {
  setParameter(event, Bytes.fromUTF8('delay'), event.params.delay);
}

/** What the purses hold is nobody's until it is claimed; their addresses are no holders, so it is counted by what comes and goes. */
function circulate(event: ethereum.Event, amount: BigInt): void {
  const protocol = loadProtocol(event);
  protocol.cptCirculating = protocol.cptCirculating.plus(amount);
  protocol.save();
}

function decide(id: Bytes, state: string, event: ethereum.Event): ProgrammeRoot {
  const root = ProgrammeRoot.load(id)!;
  root.state = state;
  root.decidedAt = event.block.timestamp;
  root.save();
  return root;
}
