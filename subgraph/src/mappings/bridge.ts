import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { BridgeFlow, BridgeMessage, BridgePath, WaitingStep, WaitingTransfer } from '../../generated/schema';
import {
  LimitsSet,
  OFTReceived,
  OFTSent,
  ParameterSet,
  PathPauseExtended,
  PathPaused,
  PathUnpaused,
  PeerSet,
  SecuritySet,
  TransferDelivered,
  TransferRefunded,
  TransferReleased,
  TransferRuled,
  TransferVetoed,
  TransferWaiting,
} from '../../generated/CPTBridge/CPTBridge';
import { touchAccount } from '../lib/accounts';
import { loadBridge, loadPath } from '../lib/bridge';
import { bridgeDirectionName, waitingStatusName } from '../lib/enums';
import { eventId, numberId } from '../lib/ids';
import { setParameter } from '../lib/parameters';
import { loadProtocol } from '../lib/protocol';

// Either end of the bridge: CPTBridge at home, and on a remote chain the token itself, whose events are the same.

const OUT = 'Out';
const IN = 'In';

const WAITING = 1;
const VETOED = 2;
const DONE = 3;
const REFUNDED = 4;
const REFUSED = 5;

export function handleCPTBridgeOFTSent(event: OFTSent): void {
  loadProtocol(event).save();
  const p = event.params;
  const amount = p.amountSentLD;
  const path = loadPath(p.dstEid);
  path.sent = path.sent.plus(amount);
  path.sentCount += 1;
  path.locked = path.locked.plus(amount);
  path.save();
  const bridge = loadBridge();
  bridge.sent = bridge.sent.plus(amount);
  bridge.locked = bridge.locked.plus(amount);
  bridge.save();
  message(event, p.guid, path, OUT, p.fromAddress, amount).save();
  flow(path, OUT, amount);
}

export function handleCPTBridgeOFTReceived(event: OFTReceived): void {
  loadProtocol(event).save();
  const p = event.params;
  const path = arrived(p.srcEid, p.amountReceivedLD);
  message(event, p.guid, path, IN, p.toAddress, p.amountReceivedLD).save();
}

/** An arrival counts when its message comes, whether it is paid out at once or waits. */
function arrived(eid: BigInt, amount: BigInt): BridgePath {
  const path = loadPath(eid);
  path.received = path.received.plus(amount);
  path.receivedCount += 1;
  path.locked = path.locked.minus(amount);
  path.save();
  const bridge = loadBridge();
  bridge.received = bridge.received.plus(amount);
  bridge.locked = bridge.locked.minus(amount);
  bridge.save();
  flow(path, IN, amount);
  return path;
}

function message(
  event: ethereum.Event,
  guid: Bytes,
  path: BridgePath,
  direction: string,
  account: Bytes,
  amount: BigInt,
): BridgeMessage {
  const line = new BridgeMessage(guid);
  line.path = path.id;
  line.direction = direction;
  line.account = touchAccount(account);
  line.amount = amount;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  return line;
}

function flow(path: BridgePath, direction: string, amount: BigInt): void {
  const point = new BridgeFlow(0);
  point.path = path.id;
  point.direction = direction;
  point.amount = amount;
  point.save();
}

export function handleCPTBridgeTransferWaiting(event: TransferWaiting): void {
  loadProtocol(event).save();
  const p = event.params;
  const direction = bridgeDirectionName(p.direction);
  const isArrival = direction == IN;
  let path = loadPath(p.eid);
  if (isArrival) path = arrived(p.eid, p.amount);
  const transfer = new WaitingTransfer(numberId(p.id));
  transfer.number = p.id;
  transfer.path = path.id;
  transfer.direction = direction;
  transfer.status = waitingStatusName(WAITING);
  transfer.amount = p.amount;
  transfer.left = p.amount;
  transfer.to = touchAccount(p.to);
  if (!isArrival) transfer.sender = touchAccount(p.sender);
  transfer.readyAt = p.readyAt;
  transfer.waitedAt = event.block.timestamp;
  transfer.stepCount = 0;
  if (isArrival) {
    const line = message(event, p.guid, path, IN, p.to, p.amount);
    line.waited = transfer.id;
    line.save();
    transfer.message = line.id;
  }
  path.waitedCount += 1;
  wait(path, isArrival, p.amount);
  step(event, transfer, 'Waited', p.amount);
}

/** Moves what waits on a path, and in all. */
function wait(path: BridgePath, isArrival: boolean, amount: BigInt): void {
  const bridge = loadBridge();
  if (isArrival) {
    path.arriving = path.arriving.plus(amount);
    bridge.arriving = bridge.arriving.plus(amount);
  } else {
    path.outgoing = path.outgoing.plus(amount);
    bridge.outgoing = bridge.outgoing.plus(amount);
  }
  path.save();
  bridge.save();
}

/** Records what happened to a waiting transfer, and saves it. */
function step(event: ethereum.Event, transfer: WaitingTransfer, kind: string, amount: BigInt): WaitingStep {
  const line = new WaitingStep(eventId(event));
  line.transfer = transfer.id;
  line.index = transfer.stepCount;
  line.kind = kind;
  line.amount = amount;
  line.by = event.transaction.from;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
  transfer.stepCount += 1;
  transfer.save();
  return line;
}

/** What waits less one amount; with all of it gone the wait is over. */
function take(id: BigInt, amount: BigInt, status: i32): WaitingTransfer {
  const transfer = WaitingTransfer.load(numberId(id))!;
  const path = BridgePath.load(transfer.path)!;
  wait(path, transfer.direction == IN, amount.neg());
  transfer.left = transfer.left.minus(amount);
  if (transfer.left.isZero()) transfer.status = waitingStatusName(status);
  return transfer;
}

export function handleCPTBridgeTransferReleased(event: TransferReleased): void {
  const id = event.params.id;
  const left = WaitingTransfer.load(numberId(id))!.left;
  const transfer = take(id, left, DONE);
  transfer.message = event.params.guid;
  step(event, transfer, 'Released', left);
  const line = BridgeMessage.load(event.params.guid);
  if (line == null) return;
  line.waited = transfer.id;
  line.save();
}

export function handleCPTBridgeTransferDelivered(event: TransferDelivered): void {
  step(event, take(event.params.id, event.params.amount, DONE), 'Delivered', event.params.amount);
}

export function handleCPTBridgeTransferRefunded(event: TransferRefunded): void {
  const amount = event.params.amount;
  const transfer = take(event.params.id, amount, REFUNDED);
  step(event, transfer, 'Refunded', amount);
  const path = BridgePath.load(transfer.path)!;
  path.refunded = path.refunded.plus(amount);
  path.save();
}

export function handleCPTBridgeTransferVetoed(event: TransferVetoed): void {
  const p = event.params;
  const transfer = WaitingTransfer.load(numberId(p.id))!;
  transfer.vetoedBy = p.by;
  transfer.vetoReason = p.reason;
  if (transfer.direction == IN) {
    transfer.status = waitingStatusName(VETOED);
    transfer.readyAt = p.readyAt;
  }
  step(event, transfer, 'Vetoed', transfer.left);
  const path = BridgePath.load(transfer.path)!;
  path.vetoedCount += 1;
  path.save();
}

export function handleCPTBridgeTransferRuled(event: TransferRuled): void {
  const p = event.params;
  const isRefused = p.to.equals(Bytes.fromHexString('0x0000000000000000000000000000000000000000'));
  const transfer = take(p.id, p.amount, isRefused ? REFUSED : DONE);
  transfer.ruledTo = p.to;
  step(event, transfer, 'Ruled', p.amount);
  if (!isRefused) return;
  // At home it is locked for good; on a remote chain it is not minted, and stays locked at home.
  const path = BridgePath.load(transfer.path)!;
  path.refused = path.refused.plus(p.amount);
  path.locked = path.locked.plus(p.amount);
  path.save();
  const bridge = loadBridge();
  bridge.refused = bridge.refused.plus(p.amount);
  bridge.locked = bridge.locked.plus(p.amount);
  bridge.save();
}

export function handleCPTBridgePeerSet(event: PeerSet): void {
  loadProtocol(event).save();
  const path = loadPath(event.params.eid);
  path.peer = event.params.peer;
  path.save();
}

export function handleCPTBridgeLimitsSet(event: LimitsSet): void {
  loadProtocol(event).save();
  const path = loadPath(event.params.eid);
  path.outLimitBps = event.params.outLimit.toI32();
  path.inLimitBps = event.params.inLimit.toI32();
  path.holdBps = event.params.hold.toI32();
  path.save();
}

export function handleCPTBridgeSecuritySet(event: SecuritySet): void {
  loadProtocol(event).save();
  const security = event.params.security;
  const path = loadPath(event.params.eid);
  path.sendConfirmations = security.sendConfirmations;
  path.receiveConfirmations = security.receiveConfirmations;
  path.receiveGas = security.receiveGas;
  const dvns: Bytes[] = [];
  for (let i = 0; i < security.dvns.length; i++) dvns.push(security.dvns[i]);
  path.dvns = dvns;
  path.save();
}

export function handleCPTBridgePathPaused(event: PathPaused): void {
  pause(event.params.eid, event.params.direction, event.params.until);
}

export function handleCPTBridgePathPauseExtended(event: PathPauseExtended): void {
  pause(event.params.eid, event.params.direction, event.params.until);
}

export function handleCPTBridgePathUnpaused(event: PathUnpaused): void {
  pause(event.params.eid, event.params.direction, event.block.timestamp);
}

function pause(eid: BigInt, direction: i32, until: BigInt): void {
  const path = loadPath(eid);
  if (bridgeDirectionName(direction) == OUT) path.outPausedUntil = until;
  else path.inPausedUntil = until;
  path.save();
}

export function handleCPTBridgeParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
