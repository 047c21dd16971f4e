import type { Address, Hex } from 'viem';

/** LayerZero's ids of the chains that CPT may be on (SPEC BRG 1). */
export const EndpointId = {
  Ethereum: 30_101,
  Polygon: 30_109,
  Arbitrum: 30_110,
  Optimism: 30_111,
  Base: 30_184,
} as const;

/** As seen from the chain that is asked (IBridgeTypes.Direction). */
export const BridgeDirection = { Out: 0, In: 1 } as const;
export type BridgeDirection = (typeof BridgeDirection)[keyof typeof BridgeDirection];

/** Where a transfer that did not pass at once stands (IBridgeTypes.Status). */
export const WaitingStatus = { None: 0, Waiting: 1, Vetoed: 2, Done: 3, Refunded: 4, Refused: 5 } as const;
export type WaitingStatus = (typeof WaitingStatus)[keyof typeof WaitingStatus];

/** A transfer that waits or waited at one end (IBridgeTypes.Waiting). */
export interface WaitingTransfer {
  id: bigint;
  direction: BridgeDirection;
  status: WaitingStatus;
  /** LayerZero's id of the chain on the other end. */
  eid: number;
  /** Out: who sent it, and who a refund goes to. In: the zero address. */
  sender: Address;
  to: Address;
  /** CPT units that still wait. */
  amount: bigint;
  /** First second at which anyone may release or deliver it. */
  readyAt: number;
  /** CPT units that release or deliver would move now. */
  due: bigint;
}

/** What a transfer would meet now. */
export interface BridgeQuote {
  /** CPT units that leave the sender's wallet: the dust below 1e12 stays. */
  amount: bigint;
  /** Of the chain's own coin; what is not needed comes back. */
  fee: bigint;
  /** It is taken, but waits 24 hours before it leaves; it may be taken back meanwhile. */
  waits: boolean;
  /** Up to this it crosses at once. */
  atOnce: bigint;
  /** Beyond this it is refused. */
  most: bigint;
}

/** One path as one end sees it. CPT units have 18 decimals. */
export interface BridgePath {
  eid: number;
  /** The contract on the other end, as 32 bytes; zero: not connected. */
  peer: Hex;
  /** Basis points of the supply that may pass in a rolling day. */
  outLimitBps: number;
  inLimitBps: number;
  /** Basis points of the supply after which a day's further transfers wait. */
  holdBps: number;
  sentToday: bigint;
  receivedToday: bigint;
  /** A transfer up to this crosses at once. */
  atOnce: bigint;
  /** A transfer beyond this is refused. */
  most: bigint;
  /** What may arrive now without waiting. */
  receivable: bigint;
  /** First second at which the direction works again; 0: never paused. */
  outPausedUntil: bigint;
  inPausedUntil: bigint;
  /** All of them must vouch for a message. */
  sendingDvns: readonly Address[];
  receivingDvns: readonly Address[];
}

/** Law H, home's half: balance ≥ locked + outgoing + arriving, more only by stray tokens. CPT units. */
export interface BridgeBooks {
  /** CPT that the bridge holds. */
  balance: bigint;
  /** Σ of what is locked for each chain. */
  locked: bigint;
  /** What waits to leave. */
  outgoing: bigint;
  /** What has arrived and waits. */
  arriving: bigint;
  chains: readonly {
    eid: number;
    /** What circulates there, what is in flight in either direction, what waits there. */
    locked: bigint;
    /** What the cap of 10% of the supply lets go there now. */
    capRoom: bigint;
  }[];
}

/** Law H, a remote chain's half. CPT units. */
export interface RemoteBooks {
  /** What circulates there, what waits to leave it included. */
  supply: bigint;
  outgoing: bigint;
  /** What has arrived, waits, and is not minted yet. */
  arriving: bigint;
}

/** How far a transfer has come. */
export const BridgeStage = {
  /** It waits on its source chain; `readyAt` says until when. */
  Held: 'Held',
  /** It never left: cancelled or vetoed, and back with its sender. */
  Refunded: 'Refunded',
  /** Sent; the DVNs have yet to vouch for it. */
  Sent: 'Sent',
  /** Vouched for; anyone may deliver it (retryDelivery), an executor is paid to. */
  Verified: 'Verified',
  /** Its delivery failed; anyone may try again (retryDelivery). */
  Failed: 'Failed',
  /** Arrived above the limit or while paused; anyone may deliver it from `readyAt` on (deliverTransfer). */
  Waiting: 'Waiting',
  /** Arrived, and stopped by the council; governance has until `readyAt`. */
  Vetoed: 'Vetoed',
  Delivered: 'Delivered',
  /** Governance let nobody have it. */
  Refused: 'Refused',
} as const;
export type BridgeStage = (typeof BridgeStage)[keyof typeof BridgeStage];
