import type { Account } from 'viem';
import { account } from './accounts.js';
import type { World } from './world.js';

/** A job to run from opening to settlement. */
export interface Trade {
  payer: Account;
  /** Number of the provider's account. */
  seller: number;
  listingId: number;
  units: number;
  /** Predicted, and run to its end. */
  seconds: number;
  /** Pays from the payer's credit wallet. */
  credit?: boolean;
  /** Stops at the report, inside the dispute window. */
  unconfirmed?: boolean;
}

/** Runs a job to its settlement by the payer's confirmation, or to its report. */
export async function trade(world: World, job: Trade): Promise<bigint> {
  const payer = world.client(job.payer);
  const seller = world.client(account('provider', job.seller));
  const { unitPrice } = await payer.getListing({ listingId: job.listingId });
  const request = {
    listingId: job.listingId,
    units: job.units,
    duration: job.seconds,
    maxUnitPrice: unitPrice,
  };
  await world.publishPrices();
  const opened = job.credit ? await payer.openJobWithCredit(request) : await payer.openJob(request);
  const { jobId } = await opened.wait();
  await (await seller.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
  const { since } = await payer.getJob({ jobId });
  await world.advance(job.seconds);
  const signed = await world.signedReport({
    jobId,
    usage: BigInt(job.units * job.seconds),
    startedAt: since,
    endedAt: since + job.seconds,
  });
  await (await seller.reportJob(signed)).wait();
  if (!job.unconfirmed) await (await payer.confirmJob({ jobId })).wait();
  return jobId;
}
