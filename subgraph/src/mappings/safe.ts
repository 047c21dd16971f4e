import { Bytes, ethereum } from '@graphprotocol/graph-ts';
import {
  AddedOwner,
  ChangedThreshold,
  ExecutionFailure,
  ExecutionSuccess,
  RemovedOwner,
} from '../../generated/Safe/Safe';
import { Safe, SafeExecution, SafeOwnerChange } from '../../generated/schema';
import { eventId } from '../lib/ids';
import { loadContract, loadProtocol } from '../lib/protocol';

export function handleSafeExecutionSuccess(event: ExecutionSuccess): void {
  record(event, event.params.txHash, true);
}

export function handleSafeExecutionFailure(event: ExecutionFailure): void {
  record(event, event.params.txHash, false);
}

export function handleSafeAddedOwner(event: AddedOwner): void {
  changeOwner(event, event.params.owner, true);
}

export function handleSafeRemovedOwner(event: RemovedOwner): void {
  changeOwner(event, event.params.owner, false);
}

export function handleSafeChangedThreshold(event: ChangedThreshold): void {
  const safe = loadSafe(event.address);
  safe.threshold = event.params.threshold;
  safe.save();
}

function record(event: ethereum.Event, hash: Bytes, success: boolean): void {
  loadProtocol(event).save();
  const safe = loadSafe(event.address);
  safe.save();
  const execution = new SafeExecution(eventId(event));
  execution.safe = safe.id;
  execution.safeTxHash = hash;
  execution.success = success;
  execution.blockNumber = event.block.number;
  execution.timestamp = event.block.timestamp;
  execution.transaction = event.transaction.hash;
  execution.save();
}

function changeOwner(event: ethereum.Event, owner: Bytes, added: boolean): void {
  const safe = loadSafe(event.address);
  safe.save();
  const change = new SafeOwnerChange(eventId(event));
  change.safe = safe.id;
  change.owner = owner;
  change.added = added;
  change.timestamp = event.block.timestamp;
  change.save();
}

function loadSafe(address: Bytes): Safe {
  let safe = Safe.load(address);
  if (safe == null) {
    safe = new Safe(address);
    const name = loadContract(address).name;
    safe.name = name === null ? '' : (name as string);
  }
  return safe;
}
