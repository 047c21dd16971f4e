/** Numbers that look random and are the same for the same seed (splitmix32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 <= x < 1 */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the table's keys, each as likely as its weight says; undefined for what the weights leave of 1. */
  pick<K extends string>(weights: Readonly<Record<K, number>>): K | undefined {
    let at = this.next();
    for (const key of Object.keys(weights) as K[]) {
      at -= weights[key];
      if (at < 0) return key;
    }
    return undefined;
  }

  /** Spread evenly over the orders of magnitude between two numbers. */
  logarithmic(least: number, most: number): number {
    return least * (most / least) ** this.next();
  }
}
