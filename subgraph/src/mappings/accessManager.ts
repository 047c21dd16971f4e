import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { Operation, Role, RoleMember, TargetFunction } from '../../generated/schema';
import {
  OperationCanceled,
  OperationExecuted,
  OperationScheduled,
  RoleAdminChanged,
  RoleGrantDelayChanged,
  RoleGranted,
  RoleGuardianChanged,
  RoleLabel,
  RoleRevoked,
  TargetAdminDelayUpdated,
  TargetClosed,
  TargetFunctionRoleUpdated,
} from '../../generated/AccessManager/AccessManager';
import { numberId } from '../lib/ids';
import { loadContract, loadProtocol } from '../lib/protocol';

function loadRole(number: BigInt): Role {
  const id = numberId(number);
  let role = Role.load(id);
  if (role == null) {
    role = new Role(id);
    role.number = number;
    role.admin = BigInt.zero();
    role.guardian = BigInt.zero();
    role.grantDelay = BigInt.zero();
  }
  return role;
}

// ---- roles ----

export function handleAccessManagerRoleLabel(event: RoleLabel): void {
  const role = loadRole(event.params.roleId);
  role.label = event.params.label;
  role.save();
}

export function handleAccessManagerRoleGranted(event: RoleGranted): void {
  const p = event.params;
  const role = loadRole(p.roleId);
  role.save();
  const id = role.id.concat(p.account);
  let member = RoleMember.load(id);
  if (member == null) {
    member = new RoleMember(id);
    member.role = role.id;
    member.account = p.account;
    member.since = p.since;
  }
  if (p.newMember) member.since = p.since;
  member.active = true;
  member.delay = p.delay;
  member.save();
}

export function handleAccessManagerRoleRevoked(event: RoleRevoked): void {
  const member = RoleMember.load(numberId(event.params.roleId).concat(event.params.account));
  if (member == null) return;
  member.active = false;
  member.save();
}

export function handleAccessManagerRoleAdminChanged(event: RoleAdminChanged): void {
  const role = loadRole(event.params.roleId);
  role.admin = event.params.admin;
  role.save();
}

export function handleAccessManagerRoleGuardianChanged(event: RoleGuardianChanged): void {
  const role = loadRole(event.params.roleId);
  role.guardian = event.params.guardian;
  role.save();
}

export function handleAccessManagerRoleGrantDelayChanged(event: RoleGrantDelayChanged): void {
  const role = loadRole(event.params.roleId);
  role.grantDelay = event.params.delay;
  role.save();
}

// ---- targets ----

export function handleAccessManagerTargetFunctionRoleUpdated(event: TargetFunctionRoleUpdated): void {
  const p = event.params;
  loadProtocol(event).save();
  const role = loadRole(p.roleId);
  role.save();
  const target = loadContract(p.target);
  target.save();
  const entry = new TargetFunction(p.target.concat(p.selector));
  entry.target = target.id;
  entry.selector = p.selector;
  entry.role = role.id;
  entry.save();
}

export function handleAccessManagerTargetClosed(event: TargetClosed): void {
  const target = loadContract(event.params.target);
  target.closed = event.params.closed;
  target.save();
}

export function handleAccessManagerTargetAdminDelayUpdated(event: TargetAdminDelayUpdated): void {
  const target = loadContract(event.params.target);
  target.adminDelay = event.params.delay;
  target.save();
}

// ---- delayed operations ----

export function handleAccessManagerOperationScheduled(event: OperationScheduled): void {
  const p = event.params;
  const operation = new Operation(operationId(p.operationId, p.nonce));
  operation.operation = p.operationId;
  operation.nonce = p.nonce;
  operation.state = 'Scheduled';
  operation.schedule = p.schedule;
  operation.caller = p.caller;
  operation.target = p.target;
  operation.data = p.data;
  operation.updatedAt = event.block.timestamp;
  operation.save();
}

export function handleAccessManagerOperationExecuted(event: OperationExecuted): void {
  finish(operationId(event.params.operationId, event.params.nonce), 'Executed', event.block.timestamp);
}

export function handleAccessManagerOperationCanceled(event: OperationCanceled): void {
  finish(operationId(event.params.operationId, event.params.nonce), 'Canceled', event.block.timestamp);
}

function operationId(operation: Bytes, nonce: BigInt): Bytes {
  return operation.concat(numberId(nonce));
}

function finish(id: Bytes, state: string, timestamp: BigInt): void {
  const operation = Operation.load(id);
  if (operation == null) return;
  operation.state = state;
  operation.updatedAt = timestamp;
  operation.save();
}
