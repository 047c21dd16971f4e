import { account, addressOf, FOUR_YEARS, WEEK, ZERO } from './lib/scenario.mjs';
import { randomness, VeModel } from './lib/ve-model.mjs';

const CPT = 10n ** 18n;
const ESCROW = addressOf('VotingEscrow');
const OWNERS = [account(1), account(2), account(3), account(4)];
const STEPS = 150;
const NUMBERS = Array.from({ length: 32 }, (_, n) => n);
const START = 1_700_000_123n;

/**
 * A random year of four accounts: idle weeks, expiries, re-locks, merges, auto-renewal, delegation, several
 * changes in one second. After every step the total must be the sum over locks, to the unit.
 */
export default function locks(scenario) {
  const s = scenario('locks: ledgers equal a lock-by-lock model after every step, laws A and B');
  const random = randomness(20_260_101);
  const model = new VeModel();
  const rows = [];
  const touched = new Map();
  let now = START;
  const lastEnd = () => ((now + FOUR_YEARS) / WEEK) * WEEK;
  const endAfter = (duration) => {
    const end = ((now + duration + WEEK - 1n) / WEEK) * WEEK;
    return end < lastEnd() ? end : lastEnd();
  };
  const freeNumber = (owner) => NUMBERS.find((n) => !model.lock(owner, n));
  const anyLock = (owner, fits) => {
    const fitting = NUMBERS.map((n) => model.lock(owner, n)).filter((lock) => lock && fits(lock));
    return fitting[random(fitting.length)];
  };
  const live = (lock) => lock.autoRenew || lock.end > now;
  const durations = [WEEK, WEEK, 2n * WEEK, 5n * WEEK, FOUR_YEARS];

  const emit = (owner, kind, log, net) => {
    const payer = account(9);
    const transfer =
      net > 0n ? [['CPT.Transfer', payer, ESCROW, net]] : net < 0n ? [['CPT.Transfer', ESCROW, owner, -net]] : [];
    s.tx(now, log, ...transfer);
    rows.push({ kind, totalRaw: model.total(now), totalLocked: model.locked() });
    for (const who of [owner, model.delegateOf(owner)]) touched.set(who, now);
  };

  const actions = {
    create(owner) {
      const number = freeNumber(owner);
      if (number === undefined) return false;
      const lock = {
        amount: CPT + BigInt(random(1_000_000_000)) * 7n,
        end: endAfter(durations[random(5)]),
        autoRenew: false,
      };
      model.set(owner, number, lock);
      emit(
        owner,
        'Created',
        ['VotingEscrow.LockCreated', owner, number, account(9), lock.amount, lock.end],
        lock.amount,
      );
    },
    increase(owner) {
      const lock = anyLock(owner, live);
      if (!lock) return false;
      const added = 1n + BigInt(random(1_000_000));
      lock.amount += added;
      emit(
        owner,
        'Increased',
        ['VotingEscrow.LockIncreased', owner, lock.number, account(9), added, lock.amount],
        added,
      );
    },
    extend(owner) {
      const lock = anyLock(owner, (l) => !l.autoRenew && live(l) && l.end < lastEnd());
      if (!lock) return false;
      const before = lock.end;
      lock.end = lastEnd();
      emit(owner, 'Extended', ['VotingEscrow.LockExtended', owner, lock.number, before, lock.end], 0n);
    },
    relock(owner) {
      const lock = anyLock(owner, (l) => !live(l));
      if (!lock) return false;
      lock.end = endAfter(durations[random(5)]);
      emit(owner, 'Relocked', ['VotingEscrow.LockRelocked', owner, lock.number, lock.amount, lock.end], 0n);
    },
    withdraw(owner) {
      const lock = anyLock(owner, (l) => !live(l));
      if (!lock) return false;
      model.remove(owner, lock.number);
      emit(owner, 'Withdrawn', ['VotingEscrow.LockWithdrawn', owner, lock.number, owner, lock.amount], -lock.amount);
    },
    renew(owner) {
      const lock = anyLock(owner, live);
      if (!lock) return false;
      lock.autoRenew = !lock.autoRenew;
      lock.end = lock.autoRenew ? 0n : lastEnd();
      emit(
        owner,
        lock.autoRenew ? 'AutoRenewOn' : 'AutoRenewOff',
        ['VotingEscrow.AutoRenewSet', owner, lock.number, lock.autoRenew, lock.end],
        0n,
      );
    },
    merge(owner) {
      const from = anyLock(owner, () => true);
      const into = from && anyLock(owner, (l) => l !== from);
      if (!into) return false;
      into.amount += from.amount;
      into.autoRenew ||= from.autoRenew;
      if (into.end < from.end) into.end = from.end;
      if (into.autoRenew) into.end = 0n;
      model.remove(owner, from.number);
      emit(owner, 'Merged', ['VotingEscrow.LocksMerged', owner, from.number, into.number, into.amount, into.end], 0n);
    },
    delegate(owner) {
      const from = model.delegateOf(owner);
      const to = OWNERS[random(4)];
      for (const who of [from, to]) touched.set(who, now);
      model.delegates.set(owner, to);
      s.tx(now, ['VotingEscrow.DelegateChanged', owner, from, to]);
    },
  };

  const names = Object.keys(actions);
  // Years would only make the store roll up thousands of empty hours.
  const waits = [0n, 1n, 3_600n, 86_400n, WEEK];
  for (let i = 0; i < STEPS; i++) {
    now += waits[random(waits.length)];
    // Now and then exactly on a boundary, where what ends has ended.
    if (random(5) === 0) now = (now / WEEK + 1n) * WEEK;
    const owner = OWNERS[random(4)];
    if (actions[names[random(names.length)]](owner) === false) actions.create(owner);
  }

  const kinds = new Set(rows.map((row) => row.kind));
  for (const kind of [
    'Created',
    'Increased',
    'Extended',
    'Relocked',
    'Merged',
    'Withdrawn',
    'AutoRenewOn',
    'AutoRenewOff',
  ]) {
    if (!kinds.has(kind)) throw new Error(`the random life has no ${kind}: choose another seed`);
  }

  // Everybody moves once more at one second, so that all ledgers speak of the same time.
  now += 5n * WEEK + 77n;
  for (const owner of OWNERS) {
    const number = freeNumber(owner);
    if (number === undefined) throw new Error('no free number: choose another seed');
    const lock = { amount: CPT, end: endAfter(WEEK), autoRenew: false };
    model.set(owner, number, lock);
    emit(owner, 'Created', ['VotingEscrow.LockCreated', owner, number, account(9), lock.amount, lock.end], lock.amount);
  }

  s.expect('{ lockEvents(first: 1000, orderBy: blockNumber) { kind totalRaw totalLocked } }', { lockEvents: rows });

  const veCpt = (raw) => (5n * raw) / (2n * FOUR_YEARS);
  const own = OWNERS.map((owner) => model.own(owner, now));
  const votes = OWNERS.map((owner) => model.votes(owner, now));
  const sum = (all) => all.reduce((a, b) => a + b, 0n);
  const total = model.total(now);
  if (sum(own) !== total || sum(votes) !== total) throw new Error('the model itself breaks law A');
  s.expect(
    '{ accounts(where: { lockCount_gt: 0 }, orderBy: id) { id locked lockCount delegate { id } ve { raw veCpt timestamp } } }',
    {
      accounts: OWNERS.map((owner, i) => {
        const mine = [...model.locks.values()].filter((lock) => lock.owner === owner);
        return {
          id: owner,
          locked: sum(mine.map((lock) => lock.amount)),
          lockCount: mine.length,
          delegate: { id: model.delegateOf(owner) },
          ve: { raw: own[i], veCpt: veCpt(own[i]), timestamp: now },
        };
      }),
    },
  );
  const voters = OWNERS.filter((owner) => touched.get(owner) === now && votes[OWNERS.indexOf(owner)] > 0n);
  s.expect(`{ accounts(where: { id_in: ${JSON.stringify(voters)} }, orderBy: id) { id votes { raw timestamp } } }`, {
    accounts: voters.map((owner) => ({ id: owner, votes: { raw: votes[OWNERS.indexOf(owner)], timestamp: now } })),
  });

  // Law B: what the token says the escrow holds is the sum of all locks, expired ones included.
  s.expect(`{ protocol(id: "0x00") { cptLocked lockCount ve { raw veCpt } } holder(id: "${ESCROW}") { cpt } }`, {
    protocol: { cptLocked: model.locked(), lockCount: model.locks.size, ve: { raw: total, veCpt: veCpt(total) } },
    holder: { cpt: model.locked() },
  });
  s.expect('{ locks(first: 100, where: { exists: true }) { account { id } number amount end autoRenew } }', {
    locks: [...model.locks.values()].map(({ owner, number, amount, end, autoRenew }) => ({
      account: { id: owner },
      number,
      amount,
      end,
      autoRenew,
    })),
  });

  s.tx(
    now,
    ['VotingEscrow.CreatorConsentSet', OWNERS[0], ZERO, true],
    ['VotingEscrow.DelegateVotesChanged', OWNERS[0], 1, 2],
  );
  s.expect('{ lockConsents { account { id } creator allowed } votesChanges { delegate { id } previous votes } }', {
    lockConsents: [{ account: { id: OWNERS[0] }, creator: ZERO, allowed: true }],
    votesChanges: [{ delegate: { id: OWNERS[0] }, previous: 1, votes: 2 }],
  });
  s.tx(now + 90_000n, ['VotingEscrow.CreatorConsentSet', OWNERS[0], ZERO, false]);
  s.expect(
    '{ veStats_collection(interval: day, where: { timestamp_gt: "0" }, first: 1, orderBy: timestamp, orderDirection: desc) { locked raw escrow } }',
    {
      veStats_collection: [{ locked: model.locked(), raw: total, escrow: ESCROW }],
    },
  );
  s.assertions.find((a) => a.query.includes('lockConsents')).expected.lockConsents[0].allowed = false;
  return s;
}
