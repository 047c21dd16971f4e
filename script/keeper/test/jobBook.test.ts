import { JobState, Reason } from '@cyberplaza/sdk';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { type Address, encodeErrorResult, RpcRequestError } from 'viem';
import { describe, expect, it } from 'vitest';
import { JobBook, savedJobsSchema } from '../src/jobBook.js';
import type { MarketReads } from '../src/marketReads.js';

const [ALICE, BOB] = [
  '0x000000000000000000000000000000000000a11c',
  '0x0000000000000000000000000000000000000b0b',
] as const;

/** Jobs whose windows pass one after the other, by payer and provider. */
function bookOf(jobs: readonly (readonly [payer: Address, providerId: number])[]): JobBook {
  const reads = {
    job: async (jobId: bigint) => {
      const [payer, providerId] = jobs[Number(jobId) - 1] ?? [ALICE, 0];
      return { jobId, payer, providerId, state: JobState.Reported };
    },
    deadline: async ({ jobId }: { jobId: bigint }) => 100 + Number(jobId),
    due: async () => Reason.WindowElapsed,
  };
  return new JobBook(reads as unknown as MarketReads);
}

describe('the jobs a keeper remembers', () => {
  it('puts jobs of one payer and provider next to each other, and loses none', async () => {
    const book = bookOf([
      [ALICE, 1],
      [BOB, 1],
      [ALICE, 2],
      [ALICE, 1],
      [BOB, 1],
      [ALICE, 2],
    ]);
    await book.refresh([1n, 2n, 3n, 4n, 5n, 6n]);
    const due = await book.due('release', 1_000);
    expect(due).toEqual([1n, 2n, 3n, 4n, 5n, 6n]);
    expect(book.byParties(due)).toEqual([2n, 5n, 1n, 4n, 3n, 6n]);
  });

  it.each([
    ['answers with nothing', async () => ({ jobId: 1n, payer: ALICE, providerId: 1, state: JobState.None })],
    [
      'does not know the job',
      async () => {
        const data = encodeErrorResult({ abi: jobMarketAbi, errorName: 'UnknownJob', args: [1n] });
        throw new RpcRequestError({ body: {}, url: 'node', error: { code: 3, message: 'execution reverted', data } });
      },
    ],
    ['shows it as it was', async () => ({ jobId: 1n, payer: ALICE, providerId: 1, state: JobState.Running })],
  ])('does not lose a job of which events told where the node asked is behind and %s', async (_, job) => {
    let isBehind = true;
    const reads = {
      job: async () => (isBehind ? job() : { jobId: 1n, payer: ALICE, providerId: 1, state: JobState.Reported }),
      deadline: async ({ state }: { state: number }) =>
        ({ [JobState.Running]: 9_000, [JobState.Reported]: 100 })[state],
      due: async () => (isBehind ? Reason.None : Reason.WindowElapsed),
    };
    const book = new JobBook(reads as unknown as MarketReads);
    await book.refresh([1n], new Map([[1n, JobState.Reported]]));
    expect(await book.due('expire', 50)).toEqual([]);
    expect(book.size).toBe(1);
    isBehind = false;
    // the look at what may have run out brings it up to date
    reads.due = async () => Reason.None;
    await book.due('expire', 50);
    reads.due = async () => Reason.WindowElapsed;
    expect(await book.due('release', 100)).toEqual([]);
    expect(await book.due('release', 101)).toEqual([1n]);
  });

  it('takes up what an older keeper saved, which does not say who pays whom', async () => {
    const book = bookOf([]);
    book.load(savedJobsSchema.parse([{ jobId: '7', state: JobState.Reported, until: 5 }]));
    expect(book.byParties([9n, 7n])).toEqual([9n, 7n]);
    expect(await book.due('release', 6)).toEqual([7n]);
  });
});
