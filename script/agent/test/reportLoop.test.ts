import { setImmediate } from 'node:timers/promises';
import { createLogger } from '@cyberplaza/keeper/kit';
import { expect, it } from 'vitest';
import type { Reported, Reporter } from '../src/agent/reporter.js';
import { ReportLoop } from '../src/agent/reportLoop.js';
import type { JobRecord } from '../src/run/record.js';

const AT_ONCE = 128n;

it('a report that waits for its turn, or pauses after a refusal, is not on its way', async () => {
  const answers = new Map<bigint, (reported: Reported) => void>();
  const conclude = ({ jobId }: JobRecord) => new Promise<Reported>((resolve) => answers.set(jobId, resolve));
  const loop = new ReportLoop({ conclude } as Partial<Reporter> as Reporter, createLogger('agent', 'silent'), () => {});
  const ends = Array.from({ length: Number(AT_ONCE) + 1 }, (_, n) => loop.run({ jobId: BigInt(n) } as JobRecord));
  await setImmediate();
  expect([0n, AT_ONCE - 1n, AT_ONCE].map((jobId) => loop.isTrying(jobId))).toEqual([true, true, false]);

  answers.get(0n)?.({ final: true, note: 'reported' });
  expect(await ends[0]).toEqual({ final: true, note: 'reported' });
  await setImmediate();
  expect([0n, AT_ONCE].map((jobId) => loop.isTrying(jobId))).toEqual([false, true]);

  answers.get(AT_ONCE)?.({ final: false, note: 'no quorum' });
  await setImmediate();
  expect(loop.isTrying(AT_ONCE)).toBe(false);
  expect(loop.stalled).toEqual(new Set([AT_ONCE]));
  loop.stop();
});
