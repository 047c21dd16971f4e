import { BigInt, ethereum } from '@graphprotocol/graph-ts';
import {
  Dispute,
  InsuranceClaim,
  InsuranceContributor,
  InsuranceFund,
  InsuranceInflow,
  InsuranceLoss,
  InsurancePayment,
  InsuranceSource,
} from '../../generated/schema';
import {
  ClaimFiled,
  ClaimGranted,
  ClaimPaid,
  ClaimRejected,
  ContributorSet,
  FundReceived,
  LossCovered,
  ParameterSet,
} from '../../generated/InsuranceFund/InsuranceFund';
import { touchAccount } from '../lib/accounts';
import { insuranceTagName } from '../lib/enums';
import { codeId, eventId, numberId, singletonId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

const BPS = BigInt.fromI32(10_000);

function loadFund(): InsuranceFund {
  let fund = InsuranceFund.load(singletonId());
  if (fund == null) {
    const zero = BigInt.zero();
    fund = new InsuranceFund(singletonId());
    fund.claimsOnly = zero;
    fund.poolOnly = zero;
    fund.shared = zero;
    fund.received = zero;
    fund.claimsPaid = zero;
    fund.lossesPaid = zero;
    fund.filed = zero;
    fund.queued = zero;
  }
  return fund;
}

function saveFund(fund: InsuranceFund): void {
  const owed = fund.filed.plus(fund.queued);
  fund.coverageBps = owed.isZero() ? null : fund.shared.plus(fund.claimsOnly).times(BPS).div(owed);
  fund.save();
}

function loadClaim(number: BigInt): InsuranceClaim {
  return InsuranceClaim.load(numberId(number))!;
}

export function handleInsuranceFundFundReceived(event: FundReceived): void {
  const p = event.params;
  const fund = loadFund();
  fund.claimsOnly = fund.claimsOnly.plus(p.claimsOnly);
  fund.poolOnly = fund.poolOnly.plus(p.poolOnly);
  fund.shared = fund.shared.plus(p.shared);
  fund.received = fund.received.plus(p.amount);
  saveFund(fund);

  const id = codeId(p.source);
  let source = InsuranceSource.load(id);
  if (source == null) {
    source = new InsuranceSource(id);
    source.source = insuranceTagName(p.source);
    source.received = BigInt.zero();
  }
  source.received = source.received.plus(p.amount);
  source.save();

  const inflow = new InsuranceInflow(eventId(event));
  inflow.source = source.source;
  inflow.from = p.from;
  inflow.amount = p.amount;
  inflow.claimsOnly = p.claimsOnly;
  inflow.poolOnly = p.poolOnly;
  inflow.shared = p.shared;
  inflow.blockNumber = event.block.number;
  inflow.timestamp = event.block.timestamp;
  inflow.transaction = event.transaction.hash;
  inflow.save();
}

export function handleInsuranceFundClaimFiled(event: ClaimFiled): void {
  const p = event.params;
  const claim = new InsuranceClaim(numberId(p.claimId));
  claim.number = p.claimId;
  claim.job = numberId(p.jobId);
  claim.provider = numberId(p.providerId);
  claim.beneficiary = touchAccount(p.beneficiary);
  claim.state = 'Filed';
  claim.filed = p.amount;
  claim.paid = BigInt.zero();
  claim.providerCap = p.providerCap;
  claim.reviewUntil = p.reviewUntil;
  claim.filedAt = event.block.timestamp;
  claim.save();

  const dispute = Dispute.load(claim.job);
  if (dispute != null) {
    dispute.claim = claim.id;
    dispute.save();
  }
  const fund = loadFund();
  fund.filed = fund.filed.plus(p.amount);
  saveFund(fund);
}

export function handleInsuranceFundClaimRejected(event: ClaimRejected): void {
  const claim = loadClaim(event.params.claimId);
  claim.state = 'Rejected';
  claim.rejectedBy = event.params.by;
  claim.rejection = event.params.reason;
  claim.closedAt = event.block.timestamp;
  claim.save();
  const fund = loadFund();
  fund.filed = fund.filed.minus(claim.filed);
  saveFund(fund);
}

export function handleInsuranceFundClaimGranted(event: ClaimGranted): void {
  const amount = event.params.amount;
  const claim = loadClaim(event.params.claimId);
  claim.state = amount.isZero() ? 'Paid' : 'Queued';
  claim.granted = amount;
  claim.grantedAt = event.block.timestamp;
  if (amount.isZero()) claim.closedAt = event.block.timestamp;
  claim.save();
  const fund = loadFund();
  fund.filed = fund.filed.minus(claim.filed);
  fund.queued = fund.queued.plus(amount);
  saveFund(fund);
}

export function handleInsuranceFundClaimPaid(event: ClaimPaid): void {
  const p = event.params;
  const claim = loadClaim(p.claimId);
  claim.paid = claim.paid.plus(p.amount);
  if (p.outstanding.isZero()) {
    claim.state = 'Paid';
    claim.closedAt = event.block.timestamp;
  }
  claim.save();
  const payment = new InsurancePayment(eventId(event));
  payment.claim = claim.id;
  payment.amount = p.amount;
  payment.fromShared = p.fromShared;
  stampPayment(event, payment);
  const fund = loadFund();
  fund.shared = fund.shared.minus(p.fromShared);
  fund.claimsOnly = fund.claimsOnly.minus(p.amount.minus(p.fromShared));
  fund.claimsPaid = fund.claimsPaid.plus(p.amount);
  fund.queued = fund.queued.minus(p.amount);
  saveFund(fund);
}

function stampPayment(event: ethereum.Event, payment: InsurancePayment): void {
  payment.blockNumber = event.block.number;
  payment.timestamp = event.block.timestamp;
  payment.transaction = event.transaction.hash;
  payment.save();
}

export function handleInsuranceFundLossCovered(event: LossCovered): void {
  const p = event.params;
  const loss = new InsuranceLoss(eventId(event));
  loss.pool = p.pool;
  loss.amount = p.amount;
  loss.fromShared = p.fromShared;
  loss.blockNumber = event.block.number;
  loss.timestamp = event.block.timestamp;
  loss.transaction = event.transaction.hash;
  loss.save();
  const fund = loadFund();
  fund.shared = fund.shared.minus(p.fromShared);
  fund.poolOnly = fund.poolOnly.minus(p.amount.minus(p.fromShared));
  fund.lossesPaid = fund.lossesPaid.plus(p.amount);
  saveFund(fund);
}

export function handleInsuranceFundContributorSet(event: ContributorSet): void {
  const contributor = new InsuranceContributor(event.params.contributor);
  contributor.source = insuranceTagName(event.params.source);
  contributor.save();
}

export function handleInsuranceFundParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
