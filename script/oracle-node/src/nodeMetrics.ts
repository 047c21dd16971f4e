import { Metrics } from '@cyberplaza/keeper/kit';

/** What a price node counts; alert rules are in script/keeper/alerts.yml. */
export class NodeMetrics {
  readonly #metrics = new Metrics('cyberplaza_price_node');
  readonly #signed = this.#metrics.counter('signed_total', 'Rounds signed');
  readonly #silent = this.#metrics.counter('silent_total', 'Rounds not signed', ['reason']);
  readonly #taken = this.#metrics.counter('observations_total', 'Observations of peers taken', ['result']);
  readonly #refused = this.#metrics.counter('refusals_total', 'Observations refused', ['reason']);
  readonly #unreachable = this.#metrics.counter('peer_errors_total', 'Peers that did not answer or refused', ['peer']);
  readonly #equivocations = this.#metrics.counter('equivocations_total', 'Rounds in which a node said two things', [
    'node',
  ]);
  readonly #pushes = this.#metrics.counter('pushes_total', 'Submissions by their end', ['result']);

  get registry() {
    return this.#metrics.registry;
  }

  signed(): void {
    this.#signed.inc();
  }

  silent(reason: string): void {
    this.#silent.inc({ reason });
  }

  took(result: string): void {
    this.#taken.inc({ result });
  }

  refused(reason: string): void {
    this.#refused.inc({ reason });
  }

  unreachable(peer: string): void {
    this.#unreachable.inc({ peer });
  }

  equivocated(node: string): void {
    this.#equivocations.inc({ node });
  }

  pushed(result: string): void {
    this.#pushes.inc({ result });
  }

  /** Gauges that are read when somebody asks. */
  sample(of: {
    round: () => number;
    block: () => number;
    reports: () => number;
    member: () => number;
    unpriced: () => number;
    deviation: () => number;
    problems: () => number;
    balance: () => Promise<number>;
    heard: () => readonly (readonly [string, number])[];
    lists: () => readonly (readonly [string, number])[];
  }): void {
    this.#metrics.sampled('round', 'Round that the chain is in', of.round);
    this.#metrics.sampled('chain_block', 'Newest block seen', of.block);
    this.#metrics.sampled('reports', 'Nodes heard in this round, itself included', of.reports);
    this.#metrics.sampled('member', '1 while the oracle counts this node', of.member);
    this.#metrics.sampled('unpriced_feeds', 'Feeds that this node has no price of', of.unpriced);
    this.#metrics.sampled('deviation_bps', "Furthest own price from the oracle's, basis points", of.deviation);
    this.#metrics.sampled('source_problems', 'Lists and tables that could not be used', of.problems);
    this.#metrics.sampled('balance_eth', 'What is left for gas', of.balance);
    this.#metrics.sampledBy('peer_heard_seconds', 'Seconds since the last observation of a peer', 'peer', of.heard);
    this.#metrics.sampledBy('list_age_seconds', "Age of a vendor's oldest list", 'vendor', of.lists);
  }
}
