import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Meter, MeterEvent, MeterTie, QuorumShortage } from '../../generated/schema';
import {
  MeterActivated,
  MeterAdded,
  MeterBonded,
  MeterBondWithdrawn,
  MeterRetired,
  MeterSlashed,
  MeterTiesSet,
  MinimumBondSet,
  QuorumShort,
  SlashReserveSet,
  ThresholdSet,
  TieDropped,
  TieProven,
  TieSourceSet,
} from '../../generated/MeterQuorum/MeterQuorum';
import { loadMeterConfig } from '../lib/config';
import { eventId, numberId } from '../lib/ids';
import { loadProtocol } from '../lib/protocol';

function loadMeter(signer: Bytes): Meter {
  let meter = Meter.load(signer);
  if (meter == null) {
    meter = new Meter(signer);
    meter.operator = signer;
    meter.active = false;
    meter.retired = false;
    meter.tiedProviders = [];
    meter.bond = BigInt.zero();
    meter.bondReleaseTime = BigInt.zero();
    meter.slashed = BigInt.zero();
  }
  return meter;
}

function record(event: ethereum.Event, meter: Meter, kind: string, counterparty: Bytes | null, amount: BigInt): void {
  meter.save();
  const line = new MeterEvent(eventId(event));
  line.meter = meter.id;
  line.kind = kind;
  line.counterparty = counterparty;
  line.amount = amount;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

function addBonds(event: ethereum.Event, amount: BigInt): void {
  const protocol = loadProtocol(event);
  protocol.meterBonds = protocol.meterBonds.plus(amount);
  protocol.save();
}

function deactivate(event: ethereum.Event, meter: Meter): void {
  if (!meter.active) return;
  meter.active = false;
  const config = loadMeterConfig(event);
  config.activeMeters = config.activeMeters - 1;
  config.save();
}

export function handleMeterQuorumMeterAdded(event: MeterAdded): void {
  const meter = loadMeter(event.params.signer);
  meter.operator = event.params.operator;
  meter.tiedProviders = event.params.tiedProviders;
  meter.retired = false;
  meter.bondReleaseTime = BigInt.zero();
  record(event, meter, 'Added', event.params.operator, BigInt.zero());
}

export function handleMeterQuorumMeterTiesSet(event: MeterTiesSet): void {
  const meter = loadMeter(event.params.signer);
  meter.tiedProviders = event.params.tiedProviders;
  record(event, meter, 'TiesSet', null, BigInt.zero());
}

export function handleMeterQuorumMeterActivated(event: MeterActivated): void {
  const meter = loadMeter(event.params.signer);
  meter.active = true;
  const config = loadMeterConfig(event);
  config.activeMeters = config.activeMeters + 1;
  config.save();
  record(event, meter, 'Activated', null, event.params.bond);
}

export function handleMeterQuorumMeterRetired(event: MeterRetired): void {
  const meter = loadMeter(event.params.signer);
  deactivate(event, meter);
  meter.retired = true;
  meter.bondReleaseTime = event.params.bondReleaseTime;
  record(event, meter, 'Retired', null, BigInt.zero());
}

export function handleMeterQuorumMeterBonded(event: MeterBonded): void {
  const meter = loadMeter(event.params.signer);
  meter.bond = meter.bond.plus(event.params.amount);
  addBonds(event, event.params.amount);
  record(event, meter, 'Bonded', event.params.from, event.params.amount);
}

export function handleMeterQuorumMeterBondWithdrawn(event: MeterBondWithdrawn): void {
  const meter = loadMeter(event.params.signer);
  meter.bond = meter.bond.minus(event.params.amount);
  addBonds(event, event.params.amount.neg());
  record(event, meter, 'BondWithdrawn', event.params.to, event.params.amount);
}

export function handleMeterQuorumMeterSlashed(event: MeterSlashed): void {
  const amount = event.params.toReporter.plus(event.params.toReserve);
  const meter = loadMeter(event.params.signer);
  deactivate(event, meter);
  meter.bond = meter.bond.minus(amount);
  meter.slashed = meter.slashed.plus(amount);
  addBonds(event, amount.neg());
  record(event, meter, 'Slashed', event.params.reporter, amount);
}

export function handleMeterQuorumTieProven(event: TieProven): void {
  const tie = new MeterTie(event.params.signer.concat(numberId(event.params.providerId)));
  tie.meter = event.params.signer;
  tie.provider = numberId(event.params.providerId);
  tie.holds = true;
  tie.provenBy = event.params.reporter;
  tie.updatedAt = event.block.timestamp;
  tie.save();
}

export function handleMeterQuorumTieDropped(event: TieDropped): void {
  const tie = MeterTie.load(event.params.signer.concat(numberId(event.params.providerId)));
  if (tie == null) return;
  tie.holds = false;
  tie.updatedAt = event.block.timestamp;
  tie.save();
}

export function handleMeterQuorumTieSourceSet(event: TieSourceSet): void {
  const config = loadMeterConfig(event);
  config.tieSource = event.params.source;
  config.save();
}

export function handleMeterQuorumThresholdSet(event: ThresholdSet): void {
  const config = loadMeterConfig(event);
  config.threshold = event.params.threshold;
  config.save();
}

export function handleMeterQuorumMinimumBondSet(event: MinimumBondSet): void {
  const config = loadMeterConfig(event);
  config.minimumBond = event.params.amount;
  config.save();
}

export function handleMeterQuorumSlashReserveSet(event: SlashReserveSet): void {
  const config = loadMeterConfig(event);
  config.slashReserve = event.params.reserve;
  config.save();
}

export function handleMeterQuorumQuorumShort(event: QuorumShort): void {
  const shortage = new QuorumShortage(eventId(event));
  shortage.active = event.params.active;
  shortage.threshold = event.params.threshold;
  shortage.blockNumber = event.block.number;
  shortage.timestamp = event.block.timestamp;
  shortage.transaction = event.transaction.hash;
  shortage.save();
}
