import type { TransactionReceipt } from 'viem';
import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { eventsIn } from './outcome.js';

/** The ids of the jobs that a transaction opened, in the order of its requests. */
export function openedJobIds(receipt: TransactionReceipt, { contracts }: Deployment): bigint[] {
  return eventsIn(receipt, contracts.JobMarket, jobMarketAbi, 'JobOpened').map(({ jobId }) => jobId);
}
