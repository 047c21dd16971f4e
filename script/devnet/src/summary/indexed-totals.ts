import { ledgerRaw, toVeCpt } from '@cyberplaza/sdk';
import { z } from 'zod';
import type { Totals } from './totals.js';

const integer = z.string().transform((text) => BigInt(text));

const answerSchema = z.object({
  data: z.object({
    protocol: z.object({
      jobCount: z.number(),
      jobsSettled: z.number(),
      jobsRefunded: z.number(),
      escrowed: integer,
      toppedUp: integer,
      extended: integer,
      paid: integer,
      fees: integer,
      refunded: integer,
      held: integer,
      gmv: integer,
      available: integer,
      revenueReceived: integer,
      revenueDistributed: integer,
      undistributed: integer,
      rewardsAdded: integer,
      rewardsClaimed: integer,
      cptLocked: integer,
      ve: z.object({
        amountSum: integer,
        momentSum: integer,
        renewingSum: integer,
      }),
    }),
    revenueDestinations: z.array(z.object({ name: z.string(), credited: integer })),
  }),
});

const QUERY = `query Totals($block: Int!) {
  protocol(id: "0x00", block: { number: $block }) {
    jobCount jobsSettled jobsRefunded escrowed toppedUp extended paid fees refunded held gmv available
    revenueReceived revenueDistributed undistributed rewardsAdded rewardsClaimed cptLocked
    ve { amountSum momentSum renewingSum }
  }
  revenueDestinations(first: 100, block: { number: $block }) { name credited }
}`;

/** The subgraph's word as of one block, and nothing else. */
export async function indexedTotals(url: string, block: bigint, timestamp: bigint): Promise<Totals> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { block: Number(block) } }),
  });
  const { protocol: p, revenueDestinations } = answerSchema.parse(await response.json()).data;
  return {
    jobsOpened: BigInt(p.jobCount),
    jobsSettled: BigInt(p.jobsSettled),
    jobsRefunded: BigInt(p.jobsRefunded),
    escrowed: p.escrowed + p.toppedUp + p.extended,
    paid: p.paid,
    fees: p.fees,
    refunded: p.refunded,
    held: p.held,
    volume: p.gmv,
    vaultAvailable: p.available,
    revenueReceived: p.revenueReceived,
    revenueDistributed: p.revenueDistributed,
    revenueUndistributed: p.undistributed,
    rewardsAdded: p.rewardsAdded,
    rewardsClaimed: p.rewardsClaimed,
    cptLocked: p.cptLocked,
    veSupply: toVeCpt(ledgerRaw(p.ve, timestamp)),
    destinations: Object.fromEntries(revenueDestinations.map(({ name, credited }) => [name, credited])),
  };
}
