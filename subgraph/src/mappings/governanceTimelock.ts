import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import {
  CallExecuted,
  CallSalt,
  CallScheduled,
  Cancelled,
  MinDelayChange,
  RoleAdminChanged,
  RoleGranted,
  RoleRevoked,
} from '../../generated/GovernanceTimelock/GovernanceTimelock';
import { TimelockCall, TimelockOperation } from '../../generated/schema';
import { numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

export function handleGovernanceTimelockCallScheduled(event: CallScheduled): void {
  const p = event.params;
  let operation = TimelockOperation.load(p.id);
  if (operation == null) {
    operation = new TimelockOperation(p.id);
    operation.cancelled = false;
    operation.eta = event.block.timestamp.plus(p.delay);
    operation.save();
  }
  const call = new TimelockCall(callId(p.id, p.index));
  call.operation = operation.id;
  call.index = p.index;
  call.target = p.target;
  call.value = p.value;
  call.data = p.data;
  call.executed = false;
  call.save();
}

/** Follows the calls it belongs to. */
export function handleGovernanceTimelockCallSalt(event: CallSalt): void {
  const operation = TimelockOperation.load(event.params.id);
  if (operation == null) return;
  operation.salt = event.params.salt;
  operation.save();
}

export function handleGovernanceTimelockCallExecuted(event: CallExecuted): void {
  const call = TimelockCall.load(callId(event.params.id, event.params.index));
  if (call == null) return;
  call.executed = true;
  call.save();
}

export function handleGovernanceTimelockCancelled(event: Cancelled): void {
  const operation = TimelockOperation.load(event.params.id);
  if (operation == null) return;
  operation.cancelled = true;
  operation.save();
}

export function handleGovernanceTimelockMinDelayChange(event: MinDelayChange): void {
  setParameter(event, Bytes.fromUTF8('minDelay'), event.params.newDuration);
}

/** Its own roles: who may propose, cancel and execute. 1 held, 0 not. */
export function handleGovernanceTimelockRoleGranted(event: RoleGranted): void {
  setParameter(event, roleName(event.params.role, event.params.account), BigInt.fromI32(1));
}

export function handleGovernanceTimelockRoleRevoked(event: RoleRevoked): void {
  setParameter(event, roleName(event.params.role, event.params.account), BigInt.zero());
}

export function handleGovernanceTimelockRoleAdminChanged(event: RoleAdminChanged): void {
  setParameter(event, roleName(event.params.role, event.params.newAdminRole), BigInt.fromI32(1));
}

function roleName(role: Bytes, account: Bytes): Bytes {
  return Bytes.fromUTF8(role.toHexString() + ' ' + account.toHexString());
}

function callId(operation: Bytes, index: BigInt): Bytes {
  return operation.concat(numberId(index));
}
