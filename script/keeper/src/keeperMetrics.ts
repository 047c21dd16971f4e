import { JobState } from '@cyberplaza/sdk';
import type { BridgeLaw } from './bridgeLaw.js';
import type { RunKind } from './duty.js';
import { type ChainClock, Metrics } from './kit/index.js';

const CPT = 1e18;
const DURATION_BUCKETS = [0.05, 0.2, 1, 5, 20, 60, 300];

export interface Samples {
  clock: ChainClock;
  pending: () => number;
  jobs: () => Map<number, number>;
  cursor: () => number;
  /** ether */
  balance: () => Promise<number>;
}

/** What the keeper tells Prometheus; the table in README.md explains each. */
export class KeeperMetrics extends Metrics {
  readonly #runs = this.counter('duty_runs_total', 'Runs of a duty that was due, by how they ended', [
    'duty',
    'result',
  ]);
  readonly #checks = this.counter('duty_checks_total', 'Looks at a duty', ['duty']);
  readonly #due = this.gauge('duty_due', '1 if the last look found the duty due', ['duty']);
  readonly #dueSince = this.gauge(
    'duty_due_since_seconds',
    'Unix time since which a duty is due without a successful run, 0 if it is not',
    ['duty'],
  );
  readonly #success = this.gauge('duty_last_success_seconds', 'Unix time of the last run that did not fail', ['duty']);
  readonly #duration = this.histogram('duty_duration_seconds', 'Time from look to end', DURATION_BUCKETS, ['duty']);
  readonly #transactions = this.counter('transactions_total', 'Transactions by event', ['event']);
  readonly #bridge = this.gauge('bridge_cpt', 'CPT by where it is, for each remote chain', ['chain', 'where']);
  readonly #mismatch = this.gauge(
    'bridge_mismatch_cpt',
    'CPT by which a chain and what is locked for it differ, or that arrived from nowhere',
    ['chain'],
  );
  readonly #since = new Map<string, number>();

  constructor() {
    super('cyberplaza_keeper');
  }

  checked(duty: string, due: boolean): void {
    this.#checks.inc({ duty });
    this.#due.set({ duty }, due ? 1 : 0);
    if (!due) this.#since.delete(duty);
    else if (!this.#since.has(duty)) this.#since.set(duty, Date.now() / 1_000);
    this.#dueSince.set({ duty }, this.#since.get(duty) ?? 0);
  }

  ran(duty: string, result: RunKind, seconds: number): void {
    this.#runs.inc({ duty, result });
    this.#duration.observe({ duty }, seconds);
    if (result === 'failed' || result === 'pending') return;
    this.#success.set({ duty }, Date.now() / 1_000);
    this.#since.delete(duty);
    this.#dueSince.set({ duty }, 0);
  }

  transaction(event: string, _label: string): void {
    this.#transactions.inc({ event });
  }

  bridge(law: BridgeLaw): void {
    const chain = String(law.eid);
    for (const where of ['locked', 'supply', 'arriving', 'inFlight'] as const) {
      this.#bridge.set({ chain, where }, Number(law[where]) / CPT);
    }
    const off = law.difference < 0n ? -law.difference : law.difference;
    this.#mismatch.set({ chain }, Number(off + law.unbacked) / CPT);
  }

  sample(samples: Samples): void {
    this.sampled('chain_block', 'Newest block seen', () => Number(samples.clock.now.block));
    this.sampled('chain_timestamp_seconds', 'Timestamp of the newest block seen', () => samples.clock.now.timestamp);
    this.sampled('chain_poll_failures', 'Chain polls that failed in a row', () => samples.clock.failures);
    this.sampled('chain_next_block', 'Next block whose events are to be read', samples.cursor);
    this.sampled('transactions_unmined', 'Transactions sent and not mined', samples.pending);
    this.sampledBy('jobs', 'Open jobs by state', 'state', () => {
      const counts = samples.jobs();
      return Object.entries(JobState).map(([name, state]) => [name, counts.get(state) ?? 0] as const);
    });
    this.sampled('balance_ether', 'What is left to pay for gas', samples.balance);
  }
}
