import type { Address, Hex, TransactionReceipt } from 'viem';
import type { Revert } from './revert.js';

/** One state-changing call. */
export interface Call {
  to: Address;
  data: Hex;
  /** of the chain's own coin, sent along */
  value?: bigint | undefined;
  /** what it does, for logs and metrics */
  label: string;
  /** two calls with one key are the same act: while the first is unmined the second is not sent */
  key: string;
}

/** How a call ended. A refusal is a value, not an exception: losing a race is normal here. */
export type Outcome =
  | { kind: 'mined'; hash: Hex; receipt: TransactionReceipt }
  /** refused in simulation (nothing was sent) or on chain */
  | { kind: 'reverted'; stage: 'simulation' | 'chain'; revert: Revert; hash?: Hex }
  /** no key: simulated only */
  | { kind: 'dry' }
  /** sent and not mined in time; the engine keeps watching and bumping it, and sends nothing else under its key until then */
  | { kind: 'pending'; hash: Hex }
  /**
   * Its turn did not come in time, for what was sent before is unmined. It has left the queue, for everybody who waits under its key:
   * nothing was sent and nothing will be, until somebody decides anew and sends it again.
   */
  | { kind: 'unsent' };

/** A call on its way to its outcome. Whoever sends the same key meanwhile waits for the same act. */
export class Act {
  /** begun: its turn has come, it is being simulated and sent, or was */
  state: 'queued' | 'begun' | 'withdrawn' = 'queued';
  /** ends once it was sent, refused or passed over */
  turn: Promise<void> = Promise.resolve();
  settle: (outcome: Outcome) => void = () => undefined;
  fail: (error: unknown) => void = () => undefined;
  readonly done = new Promise<Outcome>((resolve, reject) => {
    this.settle = resolve;
    this.fail = reject;
  });
}
