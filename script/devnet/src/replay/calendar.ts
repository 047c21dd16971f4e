import TinyQueue from 'tinyqueue';

interface Entry {
  at: number;
  order: number;
  act: () => void;
  background: boolean;
}

/** What is to be done, by the second; what falls on one second is done in the order it was entered. */
export class Calendar {
  readonly #entries = new TinyQueue<Entry>([], (a, b) => a.at - b.at || a.order - b.order);
  #order = 0;
  #foreground = 0;

  at(second: number, act: () => void): void {
    this.#foreground += 1;
    this.#entries.push({ at: second, order: this.#order++, act, background: false });
  }

  /** What comes round by itself, and keeps nothing going. */
  background(second: number, act: () => void): void {
    this.#entries.push({ at: second, order: this.#order++, act, background: true });
  }

  /** Whether nothing is left but what comes round by itself. */
  get isOver(): boolean {
    return this.#foreground === 0;
  }

  /** The second of the next entry. */
  get next(): number | undefined {
    return this.#entries.peek()?.at;
  }

  /** Does everything up to and including that second. */
  actUntil(second: number): void {
    for (let entry = this.#entries.peek(); entry && entry.at <= second; entry = this.#entries.peek()) {
      this.#entries.pop();
      if (!entry.background) this.#foreground -= 1;
      entry.act();
    }
  }
}
