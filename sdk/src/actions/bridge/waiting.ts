import type { Address } from 'viem';
import { fromCrossing } from '../internal/bridge.js';
import type { BridgeDirection, WaitingStatus, WaitingTransfer } from './types.js';

/** As the contract answers. */
export interface RawWaiting {
  sender: Address;
  amount: number | bigint;
  readyAt: number;
  to: Address;
  eid: number;
  direction: number;
  status: number;
}

export function waitingOf(id: bigint, raw: RawWaiting, due: bigint): WaitingTransfer {
  return {
    id,
    direction: raw.direction as BridgeDirection,
    status: raw.status as WaitingStatus,
    eid: raw.eid,
    sender: raw.sender,
    to: raw.to,
    amount: fromCrossing(raw.amount),
    readyAt: Number(raw.readyAt),
    due,
  };
}
