import type { Address } from 'viem';
import { encodeFunctionData, keccak256, toHex } from 'viem';
import { account } from '../accounts.js';
import type { Calendar } from './calendar.js';
import { ABIS, type ContractName, type Happened, int } from './contracts.js';
import type { Machine } from './machine.js';
import type { Live } from './market.js';
import { ANSWER_WINDOW, CLAIM_REVIEW, DAY, GOVERNANCE_DELAY, HOUR, PANEL_WINDOW, TICK } from './times.js';

const SEATS = 5;
const BPS = 10_000n;
/** IDisputes.Outcome of those that a ruling ended. */
const BY_RULING: readonly bigint[] = [3n, 4n, 5n];
const LONG = 2 ** 40 - 1;
const EVIDENCE = keccak256(toHex('evidence'));
const REINSTATED_AFTER = 3 * DAY;

/** Both sides, the panel, governance and whoever moves disputes on. */
export class Courts {
  /** steps of disputes that the contracts would not take, by the reason */
  readonly refused = new Map<string, number>();
  readonly #m: Machine;
  readonly #keeper = account('keeper').address;
  readonly #cases = new Map<bigint, Live>();
  readonly #closed = new Set<bigint>();

  constructor(
    machine: Machine,
    readonly calendar: Calendar,
  ) {
    this.#m = machine;
    machine.listen((happened) => {
      if (happened.contract === 'Disputes') this.#hear(happened);
    });
  }

  /**
   * @param cost of the job: what was paid early and what is held back
   * @param onRefused what to do where the market will not have it
   */
  dispute(live: Live, cost: bigint, onRefused: () => void): void {
    const disputed = (cost * BigInt(Math.floor(live.fate.dispute.part * 10_000))) / BPS;
    this.#cases.set(live.id, live);
    this.#try(live.payer, 'Disputes', 'open', [live.id, disputed, EVIDENCE, 'ipfs://complaint'], onRefused);
  }

  /** What is refused here is counted, and shown: a side may be short of money, a sum have been covered meanwhile. */
  #try(
    from: Address,
    contract: ContractName,
    functionName: string,
    args: readonly unknown[],
    onRefused?: () => void,
  ): void {
    this.#m.call(from, contract, functionName, args, ({ ok, reason }) => {
      if (ok) return;
      const what = `${functionName}: ${reason}`;
      this.refused.set(what, (this.refused.get(what) ?? 0) + 1);
      onRefused?.();
    });
  }

  #hear(happened: Happened): void {
    const live = 'jobId' in happened.args ? this.#cases.get(int(happened, 'jobId')) : undefined;
    if (!live) return;
    const { now } = this.#m;
    switch (happened.event) {
      case 'DisputeOpened':
        this.#opened(live);
        return;
      case 'DisputeAnswered':
        this.#answered(live);
        return;
      case 'PanelRuled':
        this.#ruled(live, happened);
        return;
      case 'Appealed':
        this.#appealed(live, Number(int(happened, 'rulingUntil')));
        return;
      case 'DisputeClosed':
        this.#closed.add(live.id);
        if (
          BY_RULING.includes(int(happened, 'outcome')) &&
          int(happened, 'payerAmount') > int(happened, 'fromHoldback')
        ) {
          this.calendar.at(now + TICK, () => this.#try(this.#keeper, 'Disputes', 'slash', [live.id, live.payer]));
        }
        return;
      case 'LossSlashed':
        if (int(happened, 'covered') < int(happened, 'owed')) {
          this.calendar.at(now + TICK, () => this.#try(this.#keeper, 'Disputes', 'fileClaim', [live.id]));
        }
        return;
      case 'ClaimForwarded':
        this.#claimed(live, int(happened, 'claimId'));
        return;
      default:
        return;
    }
  }

  #opened(live: Live): void {
    const { now } = this.#m;
    if (live.fate.dispute.course === 'unanswered') {
      this.#finalize(live, now + ANSWER_WINDOW + 1);
      return;
    }
    this.calendar.at(now + 12 * HOUR, () =>
      this.#try(live.site.owner, 'Disputes', 'answer', [live.id, EVIDENCE, 'ipfs://answer']),
    );
  }

  #answered(live: Live): void {
    const { now } = this.#m;
    const { dispute } = live.fate;
    if (dispute.course === 'agreed') {
      const byPayer = live.id % 2n === 0n;
      const [first, second] = byPayer ? [live.payer, live.site.owner] : [live.site.owner, live.payer];
      this.calendar.at(now + 12 * HOUR, () => this.#try(first, 'Disputes', 'offer', [live.id, dispute.payerBps, LONG]));
      this.calendar.at(now + 30 * HOUR, () => this.#try(second, 'Disputes', 'accept', [live.id, dispute.payerBps]));
      // Should they not agree after all, the report stands.
      this.#finalize(live, now + PANEL_WINDOW + 1);
      return;
    }
    for (let seat = 0; seat < dispute.votes; seat++) {
      this.calendar.at(now + (2 + seat) * DAY, () => this.#vote(live, seat));
    }
    const all = dispute.votes === SEATS;
    this.#finalize(live, all ? now + (2 + SEATS) * DAY : now + PANEL_WINDOW + 1);
  }

  /** Around the ruling that is wanted, so that it is the median. */
  #vote(live: Live, seat: number): void {
    const { payerBps } = live.fate.dispute;
    const split = Math.min(10_000, Math.max(0, payerBps + (seat - 2) * 100));
    this.#m.call(account('arbiter', seat).address, 'ArbiterPanel', 'vote', [live.id, split, 'ipfs://reason']);
  }

  #ruled(live: Live, happened: Happened): void {
    if (happened.args.appealable !== true) return;
    const { now } = this.#m;
    const until = Number(int(happened, 'appealUntil'));
    if (!live.fate.dispute.appealed || until <= now) {
      this.#finalize(live, until + 1);
      return;
    }
    const appellant = int(happened, 'payerBps') < 5_000n ? live.payer : live.site.owner;
    this.calendar.at(Math.min(until, now + DAY), () =>
      this.#try(appellant, 'Disputes', 'appeal', [live.id, EVIDENCE, 'ipfs://appeal']),
    );
  }

  /** Governance rules behind its delay, or not at all. */
  #appealed(live: Live, until: number): void {
    const { now } = this.#m;
    const { appealRuled, appealBps } = live.fate.dispute;
    if (!appealRuled) {
      this.#finalize(live, until + 1);
      return;
    }
    const governance: Address = account('governance').address;
    const data = encodeFunctionData({
      abi: ABIS.Disputes,
      functionName: 'ruleAppeal',
      args: [live.id, appealBps, 'ipfs://ruling'],
    });
    const target = this.#m.address('Disputes');
    this.calendar.at(now + 2 * DAY, () => {
      this.#m.call(governance, 'AccessManager', 'schedule', [target, data, 0]);
      this.calendar.at(this.#m.now + GOVERNANCE_DELAY + 1, () =>
        this.#m.call(governance, 'AccessManager', 'execute', [target, data]),
      );
    });
  }

  /** The provider is suspended until the certifier has looked into it. */
  #claimed(live: Live, claimId: bigint): void {
    const { now } = this.#m;
    this.calendar.at(now + CLAIM_REVIEW + TICK, () =>
      this.#try(this.#keeper, 'InsuranceFund', 'grantClaim', [claimId]),
    );
    this.calendar.at(now + REINSTATED_AFTER, () =>
      this.#m.call(
        account('certifier').address,
        'ProviderRegistry',
        'reinstate',
        [live.site.providerId, EVIDENCE, 'looked into'],
        // another claim's reinstatement came first
        () => undefined,
      ),
    );
  }

  #finalize(live: Live, at: number): void {
    this.calendar.at(at, () => {
      if (!this.#closed.has(live.id)) this.#try(this.#keeper, 'Disputes', 'finalize', [live.id]);
    });
  }
}
