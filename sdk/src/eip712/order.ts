import { type Address, type Hex, zeroAddress, zeroHash } from 'viem';
import type { Deployment } from '../deployments/types.js';
import { domain } from './domain.js';
import { hashMessage, type SignableMessage, type Signer, signMessage } from './sign.js';

/** What a buyer asks for (IJobMarket.OpenParams). */
export interface JobRequest {
  listingId: number;
  units: number;
  /** Predicted seconds. */
  duration: number;
  /** USDC units; 0 or absent: within 25% above a fresh oracle price. */
  maxUnitPrice?: bigint | number | undefined;
  /** Who may cancel and confirm beside the payer. */
  buyer?: Address | undefined;
  /** Size of the sweep under `tasksRoot`; absent for a single job. */
  taskCount?: number | undefined;
  tasksRoot?: Hex | undefined;
  /** {@link jobSpecHash} of the job's description. */
  specHash?: Hex | undefined;
}

/** {@link JobRequest} as the contract takes it. */
export interface OpenParams {
  listingId: number;
  units: number;
  duration: number;
  maxUnitPrice: number;
  buyer: Address;
  taskCount: number;
  tasksRoot: Hex;
  specHash: Hex;
}

/** Fills in what a {@link JobRequest} leaves out. */
export function toOpenParams(request: JobRequest): OpenParams {
  return {
    listingId: request.listingId,
    units: request.units,
    duration: request.duration,
    maxUnitPrice: Number(request.maxUnitPrice ?? 0),
    buyer: request.buyer ?? zeroAddress,
    taskCount: request.taskCount ?? 0,
    tasksRoot: request.tasksRoot ?? zeroHash,
    specHash: request.specHash ?? zeroHash,
  };
}

/** A payer's order that any relayer may open (SPEC JOB 4). */
export interface Order {
  payer: Address;
  request: JobRequest;
  /** Keyed nonce; read the next one with getOrderNonce. */
  nonce: bigint;
  /** Last second at which it may be opened. */
  deadline: bigint;
}

export const orderTypes = {
  Order: [
    { name: 'payer', type: 'address' },
    { name: 'listingId', type: 'uint32' },
    { name: 'units', type: 'uint24' },
    { name: 'duration', type: 'uint24' },
    { name: 'maxUnitPrice', type: 'uint40' },
    { name: 'buyer', type: 'address' },
    { name: 'taskCount', type: 'uint32' },
    { name: 'tasksRoot', type: 'bytes32' },
    { name: 'specHash', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

/**
 * The EIP-712 payload of an order (domain "CyberPlaza JobMarket", "1").
 *
 * @example
 * const payload = orderTypedData(getDeployment(31337), order);
 * const signature = await account.signTypedData(payload);
 */
export function orderTypedData(deployment: Deployment, order: Order): SignableMessage {
  const { payer, nonce, deadline } = order;
  return {
    domain: domain('CyberPlaza JobMarket', {
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.JobMarket,
    }),
    types: orderTypes,
    primaryType: 'Order',
    message: { payer, ...toOpenParams(order.request), nonce, deadline },
  };
}

/** What `JobMarket.hashOrder` returns. */
export function hashOrder(deployment: Deployment, order: Order): Hex {
  return hashMessage(orderTypedData(deployment, order));
}

/**
 * Signs an order.
 *
 * @example
 * const signature = await signOrder(account, getDeployment(31337), order);
 * await relayer.openOrder({ order, signature });
 */
export function signOrder(signer: Signer, deployment: Deployment, order: Order): Promise<Hex> {
  return signMessage(signer, orderTypedData(deployment, order));
}
