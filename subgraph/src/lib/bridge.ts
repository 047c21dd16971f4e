import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { Bridge, BridgePath } from '../../generated/schema';
import { numberId, singletonId } from './ids';

export function loadBridge(): Bridge {
  let bridge = Bridge.load(singletonId());
  if (bridge == null) {
    const zero = BigInt.zero();
    bridge = new Bridge(singletonId());
    bridge.sent = zero;
    bridge.received = zero;
    bridge.outgoing = zero;
    bridge.arriving = zero;
    bridge.refused = zero;
    bridge.locked = zero;
  }
  return bridge;
}

/** The path to a chain, by LayerZero's number of it. */
export function loadPath(eid: BigInt): BridgePath {
  const id = numberId(eid);
  let path = BridgePath.load(id);
  if (path == null) {
    const zero = BigInt.zero();
    path = new BridgePath(id);
    path.eid = eid.toI32();
    path.peer = Bytes.empty();
    path.sent = zero;
    path.received = zero;
    path.outgoing = zero;
    path.arriving = zero;
    path.refunded = zero;
    path.refused = zero;
    path.locked = zero;
    path.sentCount = 0;
    path.receivedCount = 0;
    path.waitedCount = 0;
    path.vetoedCount = 0;
    path.outLimitBps = 0;
    path.inLimitBps = 0;
    path.holdBps = 0;
    path.outPausedUntil = zero;
    path.inPausedUntil = zero;
    path.sendConfirmations = zero;
    path.receiveConfirmations = zero;
    path.receiveGas = zero;
    path.dvns = [];
  }
  return path;
}
