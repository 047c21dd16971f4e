import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { PauseEvent, Upgrade } from '../../generated/schema';
// Every contract's copy of these events is the same, so one handler serves them all.
import {
  AdminChanged,
  AuthorityUpdated,
  Initialized,
  Paused,
  PauseExtended,
  Unpaused,
  Upgraded,
} from '../../generated/CPT/CPT';
import { eventId } from '../lib/ids';
import { loadContract, loadProtocol } from '../lib/protocol';

export function handleUpgraded(event: Upgraded): void {
  loadProtocol(event).save();
  const contract = loadContract(event.address);
  contract.implementation = event.params.implementation;
  contract.save();
  const upgrade = new Upgrade(eventId(event));
  upgrade.contract = contract.id;
  upgrade.implementation = event.params.implementation;
  upgrade.blockNumber = event.block.number;
  upgrade.timestamp = event.block.timestamp;
  upgrade.transaction = event.transaction.hash;
  upgrade.save();
}

export function handleAdminChanged(event: AdminChanged): void {
  loadProtocol(event).save();
  const contract = loadContract(event.address);
  contract.proxyAdmin = event.params.newAdmin;
  contract.save();
}

export function handleInitialized(event: Initialized): void {
  loadProtocol(event).save();
  const contract = loadContract(event.address);
  contract.version = event.params.version;
  contract.save();
}

export function handleAuthorityUpdated(event: AuthorityUpdated): void {
  loadProtocol(event).save();
  const contract = loadContract(event.address);
  contract.authority = event.params.authority;
  contract.save();
}

export function handlePaused(event: Paused): void {
  recordPause(event, 'Paused', event.params.by, event.params.until);
}

export function handlePauseExtended(event: PauseExtended): void {
  recordPause(event, 'Extended', event.params.by, event.params.until);
}

export function handleUnpaused(event: Unpaused): void {
  recordPause(event, 'Unpaused', event.params.by, event.block.timestamp);
}

function recordPause(event: ethereum.Event, kind: string, by: Bytes, until: BigInt): void {
  const contract = loadContract(event.address);
  contract.pausedUntil = until;
  contract.save();
  const line = new PauseEvent(eventId(event));
  line.contract = contract.id;
  line.kind = kind;
  line.by = by;
  line.until = until;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}
