import { BigInt, Bytes, dataSource, ethereum } from '@graphprotocol/graph-ts';
import { Contract, Holder, Protocol } from '../../generated/schema';
import { singletonId } from './ids';
import { loadLedger, totalLedgerId } from './ve';

const NAMES_KEY = 'names';
/** Contracts whose CPT is nobody's yet, beside fund holders, which have a dot in their names. */
const HOLD_BACK = ['EmissionSchedule', 'TokenVesting', 'RewardVesting', 'Treasury'];

/** The totals, stamped with the event's block. Load once a handler, save once, never around a helper that does the same. */
export function loadProtocol(event: ethereum.Event): Protocol {
  let protocol = Protocol.load(singletonId());
  if (protocol == null) protocol = createProtocol(event);
  protocol.blockNumber = event.block.number;
  protocol.timestamp = event.block.timestamp;
  return protocol;
}

function createProtocol(event: ethereum.Event): Protocol {
  const zero = BigInt.zero();
  const protocol = new Protocol(singletonId());
  protocol.gmv = zero;
  protocol.escrowed = zero;
  protocol.toppedUp = zero;
  protocol.extended = zero;
  protocol.paid = zero;
  protocol.fees = zero;
  protocol.refunded = zero;
  protocol.discounts = zero;
  protocol.slaCredits = zero;
  protocol.slaMisses = 0;
  protocol.held = zero;
  protocol.atRisk = zero;
  protocol.bondAtRisk = zero;
  protocol.jobCount = 0;
  protocol.taskCount = zero;
  protocol.jobsOpen = 0;
  protocol.jobsAcknowledged = 0;
  protocol.jobsRunning = 0;
  protocol.jobsReported = 0;
  protocol.jobsDisputed = 0;
  protocol.jobsSettled = 0;
  protocol.jobsRefunded = 0;
  protocol.providerCount = 0;
  protocol.listingCount = 0;
  protocol.workflowCount = 0;
  protocol.workflowReserves = zero;
  protocol.tokenPaymentCount = 0;
  protocol.tokenPaymentsReceived = zero;
  protocol.deposits = zero;
  protocol.withdrawals = zero;
  protocol.available = zero;
  protocol.inEscrow = zero;
  protocol.disputesHeld = zero;
  protocol.disputeCount = 0;
  protocol.disputesOpen = 0;
  protocol.uncollectedRevenue = zero;
  protocol.collectedRevenue = zero;
  protocol.subscriptionRevenue = zero;
  protocol.reviewCount = 0;
  protocol.creditPaid = zero;
  protocol.revenueReceived = zero;
  protocol.revenueDistributed = zero;
  protocol.revenueOwed = zero;
  protocol.undistributed = zero;
  protocol.rewardsAdded = zero;
  protocol.rewardsClaimed = zero;
  protocol.rewardsRolled = zero;
  protocol.cptSupply = zero;
  protocol.cptMinted = zero;
  protocol.cptBurned = zero;
  protocol.cptCirculating = zero;
  protocol.cptLocked = zero;
  protocol.lockCount = 0;
  protocol.bondCpt = zero;
  protocol.bondUsdc = zero;
  protocol.meterBonds = zero;
  protocol.slashedCpt = zero;
  protocol.slashedUsdc = zero;
  protocol.delegatedCpt = zero;
  protocol.delegatorsEarned = zero;
  protocol.delegatorsClaimed = zero;
  const total = loadLedger(totalLedgerId(), event.block.timestamp);
  total.save();
  protocol.ve = total.id;
  nameHolders();
  return protocol;
}

/** The manifest carries `name=address` of every contract and fund holder of the deployment. */
function nameHolders(): void {
  const named = dataSource.context().getString(NAMES_KEY).split(',');
  for (let i = 0; i < named.length; i++) {
    const parts = named[i].split('=');
    const address = Bytes.fromHexString(parts[1]);
    // Safes hold roles, not the protocol's money.
    if (!parts[0].startsWith('safe:')) {
      const holder = new Holder(address);
      holder.name = parts[0];
      holder.heldBack = HOLD_BACK.includes(parts[0]) || parts[0].includes('.');
      holder.usdc = BigInt.zero();
      holder.cpt = BigInt.zero();
      holder.save();
    }
    const contract = loadContract(address);
    contract.name = parts[0];
    contract.save();
  }
}

export function loadContract(address: Bytes): Contract {
  let contract = Contract.load(address);
  if (contract == null) {
    contract = new Contract(address);
    contract.closed = false;
    contract.adminDelay = BigInt.zero();
    contract.pausedUntil = BigInt.zero();
  }
  return contract;
}

/** Whether an address is the contract of that name in the deployment. */
export function isNamed(address: Bytes, name: string): boolean {
  const contract = Contract.load(address);
  return contract != null && contract.name == name;
}

/** Whether CPT at an address circulates: anybody's but what is held back. Rewards that wait to be claimed are taken off by their own events. */
export function circulatesAt(address: Bytes): boolean {
  const holder = Holder.load(address);
  return holder == null || !holder.heldBack;
}

/** Books tokens that entered (or, negative, left) an address, if it is one of ours. */
export function moveCpt(address: Bytes, amount: BigInt): void {
  const holder = Holder.load(address);
  if (holder == null) return;
  holder.cpt = holder.cpt.plus(amount);
  holder.save();
}

export function moveUsdc(address: Bytes, amount: BigInt): void {
  const holder = Holder.load(address);
  if (holder == null) return;
  holder.usdc = holder.usdc.plus(amount);
  holder.save();
}
