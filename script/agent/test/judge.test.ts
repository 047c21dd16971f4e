import { JobState, Period } from '@cyberplaza/sdk';
import { Outcome } from '@cyberplaza/sdk/eip712';
import { type Address, keccak256 } from 'viem';
import { describe, expect, it } from 'vitest';
import type { ChainJob, ChainListing } from '../src/agent/market.js';
import { type Evidence, judge } from '../src/index.js';

const MARKET: Address = `0x${'11'.repeat(20)}`;
const OPENED_AT = 1_000_000;
const ACK_WINDOW = 600;
const TOLERANCE = 60;
const UNITS = 2;
const RESULT = keccak256('0x');

/** A run of 300 seconds that began 5 seconds after the opening of its job, of which the chain does not know yet. */
function evidence(change: { clock?: number; startedAt?: number; firstSeen?: number; state?: number } = {}): Evidence {
  const startedAt = change.startedAt ?? OPENED_AT + 5;
  const endedAt = OPENED_AT + 305;
  return {
    report: {
      market: MARKET,
      jobId: 7n,
      sequence: 1,
      usage: BigInt(UNITS * (endedAt - startedAt)),
      startedAt,
      endedAt,
      outcome: Outcome.Completed,
      failureCode: 0,
      uptimeBps: 10_000,
      resultHash: RESULT,
    },
    market: MARKET,
    job: {
      state: change.state ?? JobState.Open,
      since: OPENED_AT,
      units: UNITS,
      duration: 3_600,
      noticeEndsAt: 0,
      lastSequence: 0,
      checkpointUsage: 0n,
    } as ChainJob,
    listing: { period: Period.Hour } as ChainListing,
    clock: change.clock ?? OPENED_AT + 310,
    ackWindow: ACK_WINDOW,
    observation: {
      jobId: '7',
      pid: 1,
      startTicks: 1,
      stdoutPath: '/stdout',
      firstSeen: change.firstSeen ?? OPENED_AT + 6,
      lastAlive: endedAt,
      goneAt: endedAt,
      tally: { probes: 0, up: 0, changes: 0 },
    },
    gone: true,
    spec: undefined,
    resultHash: RESULT,
    exitCode: 0,
    outputBytes: 0,
    maxStdoutBytes: 1_000,
    tolerance: TOLERANCE,
    uptimeTolerance: 50,
  };
}

const verdict = (change?: Parameters<typeof evidence>[0]) => judge(evidence(change))?.reason ?? 'signed';

describe('a report that acknowledges', () => {
  it('is signed while the market waits for it', () => {
    expect(verdict()).toBe('signed');
    expect(verdict({ clock: OPENED_AT + ACK_WINDOW })).toBe('signed');
  });

  it('is refused once the market would refuse it', () => {
    expect(verdict({ clock: OPENED_AT + ACK_WINDOW + 1 })).toBe('wrong-state');
    expect(verdict({ state: JobState.Refunded })).toBe('wrong-state');
    // what was acknowledged in time has until its start limit
    expect(verdict({ clock: OPENED_AT + ACK_WINDOW + 1, state: JobState.Acknowledged })).toBe('signed');
  });

  it('starts when the meter saw it start, and not before the job was there', () => {
    expect(verdict({ startedAt: OPENED_AT })).toBe('signed');
    expect(verdict({ startedAt: OPENED_AT - 1 })).toBe('wrong-start');
    expect(verdict({ startedAt: OPENED_AT - 1, state: JobState.Acknowledged })).toBe('wrong-start');
    expect(verdict({ firstSeen: OPENED_AT + 5 + TOLERANCE })).toBe('signed');
    expect(verdict({ firstSeen: OPENED_AT + 6 + TOLERANCE })).toBe('wrong-start');
  });
});
