import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Anvil, startAnvil } from '../../sdk/test/support/anvil.js';
import { deployEscrow } from './differential/escrow.js';
import { Model, votesOf, WEEK } from './differential/model.js';
import { nextOperation, nextTime, Random } from './differential/random.js';

const ACCOUNTS = 5;
const BLOCKS = Number(process.env.DIFFERENTIAL_BLOCKS ?? 160);
const SEEDS = (process.env.DIFFERENTIAL_SEEDS ?? '1,2,3,4').split(',').map(Number);
const PAST_TIMES = 60;
const MAX_OPERATIONS_IN_A_SECOND = 3;
/** Thursday, 2 July 2026, 00:00 UTC, less an hour to deploy in. */
const START = 1_782_950_400 - 3600;
const TIMEOUT_MILLISECONDS = 120_000;

describe('the escrow says what a plain model says, to the wei, at any past second', () => {
  let anvil: Anvil;

  beforeEach(async () => {
    anvil = await startAnvil(['--order', 'fifo', '--timestamp', String(START)]);
  });

  afterEach(async () => {
    await anvil.stop();
  });

  test.each(SEEDS)(
    'seed %i',
    async (seed) => {
      const random = new Random(seed);
      const model = new Model(ACCOUNTS);
      const escrow = await deployEscrow(anvil.url, ACCOUNTS);
      const accounts = Array.from({ length: ACCOUNTS }, (_, index) => index);
      const start = await escrow.now();
      const eventful: bigint[] = [start];
      let now = start;
      let succeeded = 0;

      for (let block = 0; block < BLOCKS; block++) {
        now = nextTime(random, now);
        eventful.push(now);
        const count = 1 + random.int(MAX_OPERATIONS_IN_A_SECOND);
        const operations = Array.from({ length: count }, () => nextOperation(random, ACCOUNTS));
        for (const { operation, success } of await escrow.mine(operations, now)) {
          expect(success, `block ${block}, ${inspect(operation)}`).toBe(model.apply(operation, now));
          if (success) succeeded++;
        }
      }
      expect(succeeded).toBeGreaterThan(BLOCKS / 2);

      // What is held and by whom.
      expect(await escrow.totalLocked()).toBe(model.totalLocked());
      expect(await escrow.tokensHeld()).toBe(model.totalLocked());
      for (const account of accounts) {
        const [ids, locks] = await escrow.locks(account);
        const expected = model.locks(account).flatMap((lock, id) => (lock === undefined ? [] : [{ id, ...lock }]));
        const found = ids.map((id, i) => ({ id: Number(id), ...locks[i], end: BigInt(locks[i]?.end ?? 0) }));
        expect(found).toEqual(expected);
        expect(await escrow.delegates(account)).toBe(escrow.address(model.delegate(account)));
        expect(await escrow.balanceOf(account)).toBe(votesOf(model.rawBalance(account, now)));
        expect(await escrow.getVotes(account)).toBe(votesOf(model.rawVotes(account, now)));
      }
      expect(await escrow.totalSupply()).toBe(votesOf(model.rawTotal(now)));

      // Every kind of answer at past seconds: any, eventful ones, boundaries and their neighbours.
      const times = Array.from({ length: PAST_TIMES }, () => pastTime(random, start, now, eventful)).sort((a, b) =>
        a < b ? -1 : 1,
      );
      for (const time of times) {
        const [rawTotal, total] = await Promise.all([escrow.rawTotal(time), escrow.getPastTotalSupply(time)]);
        expect(rawTotal, `total at ${time}`).toBe(model.rawTotal(time));
        expect(total).toBe(votesOf(model.rawTotal(time)));
        await Promise.all(
          accounts.map(async (account) => {
            const [rawBalance, rawVotes, balance, votes] = await Promise.all([
              escrow.rawBalance(account, time),
              escrow.rawVotes(account, time),
              escrow.balanceOfAt(account, time),
              escrow.getPastVotes(account, time),
            ]);
            expect(rawBalance, `balance of ${account} at ${time}`).toBe(model.rawBalance(account, time));
            expect(rawVotes, `votes of ${account} at ${time}`).toBe(model.rawVotes(account, time));
            expect(balance).toBe(votesOf(model.rawBalance(account, time)));
            expect(votes).toBe(votesOf(model.rawVotes(account, time)));
          }),
        );
      }
      for (const account of accounts) {
        expect(await escrow.rawBalances(account, times)).toEqual(times.map((time) => model.rawBalance(account, time)));
      }
    },
    TIMEOUT_MILLISECONDS,
  );
});

function pastTime(random: Random, start: bigint, now: bigint, eventful: readonly bigint[]): bigint {
  const any = random.between(start - WEEK, now - 1n);
  const boundary = (any / WEEK) * WEEK;
  const choices = [any, boundary, boundary - 1n, random.pick(eventful), random.pick(eventful) - 1n];
  const time = random.pick(choices);
  return time < now ? time : now - 1n;
}

function inspect(value: object): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? each.toString() : each));
}
