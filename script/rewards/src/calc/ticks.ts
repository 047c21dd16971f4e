/** Seconds that a price spent below each of some ticks, kept as a Fenwick tree: a step and a question cost a logarithm each. */
export class TickClock {
  readonly #bounds: number[];
  readonly #tree: number[];
  #tick: number | undefined;
  #since = 0;

  /** @param bounds every tick that will be asked about */
  constructor(bounds: Iterable<number>) {
    this.#bounds = [...new Set(bounds)].sort((a, b) => a - b);
    this.#tree = new Array<number>(this.#bounds.length + 2).fill(0);
  }

  /** The price moved to another tick. */
  move(tick: number, at: number): void {
    this.#advance(at);
    this.#tick = tick;
  }

  /** Seconds so far, up to a second, with the tick in [lower, upper). Both must be known bounds. */
  inside(lower: number, upper: number, at: number): number {
    this.#advance(at);
    return this.#below(upper) - this.#below(lower);
  }

  #advance(at: number): void {
    if (this.#tick !== undefined && at > this.#since) this.#add(this.#rank(this.#tick), at - this.#since);
    this.#since = at;
  }

  /** How many bounds are at or below a tick. */
  #rank(tick: number): number {
    let low = 0;
    let high = this.#bounds.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#bounds[middle] ?? 0) <= tick) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #add(rank: number, seconds: number): void {
    for (let node = rank + 1; node < this.#tree.length; node += node & -node) {
      this.#tree[node] = (this.#tree[node] ?? 0) + seconds;
    }
  }

  /** Seconds with the tick below a bound. */
  #below(bound: number): number {
    let sum = 0;
    for (let node = this.#rank(bound - 1) + 1; node > 0; node -= node & -node) sum += this.#tree[node] ?? 0;
    return sum;
  }
}
