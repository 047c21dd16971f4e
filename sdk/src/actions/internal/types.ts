import type { Account, Address, Chain, Client, Hash, TransactionReceipt, Transport } from 'viem';
import type { Deployment } from '../../deployments/types.js';

/** Any viem client; writes need an account on it or in the call. */
export type AnyClient = Client<Transport, Chain | undefined, Account | undefined>;

/** What every action takes besides its own parameters. */
export interface DeploymentOption {
  /** The contracts to talk to; by default those registered for the client's chain. */
  deployment?: Deployment | undefined;
}

/** What every read takes besides its own parameters. */
export interface ReadOptions extends DeploymentOption {
  /** State as of this block. */
  blockNumber?: bigint | undefined;
}

/** What every write takes besides its own parameters. */
export interface WriteOptions extends DeploymentOption {
  account?: Account | Address | undefined;
  gas?: bigint | undefined;
  nonce?: number | undefined;
  maxFeePerGas?: bigint | undefined;
  maxPriorityFeePerGas?: bigint | undefined;
}

/** How long to wait for a transaction. */
export interface WaitOptions {
  confirmations?: number | undefined;
  /** Milliseconds. */
  pollingInterval?: number | undefined;
  /** Milliseconds. */
  timeout?: number | undefined;
}

/** A transaction that was sent. */
export interface WriteResult<outcome = unknown> {
  hash: Hash;
  /**
   * Waits until it is mined and reads what came of it from its events.
   *
   * @throws TransactionRevertedError, TransactionReplacedError
   */
  wait(options?: WaitOptions): Promise<outcome & { receipt: TransactionReceipt }>;
}
