interface Entry<item, result> {
  item: item;
  resolve: (result: result) => void;
  reject: (error: unknown) => void;
}

/**
 * Collects what is asked for within a moment and handles it together. If a batch as a whole is refused it is halved until only the
 * culprits are left, so one bad item delays nobody else.
 */
export class Batcher<item, result> {
  #waiting: Entry<item, result>[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: {
      windowMs: number;
      maxSize: number;
      /** one result per item; throws if the batch as a whole is refused */
      handle: (items: item[]) => Promise<result[]>;
      /** true if smaller batches may fare better */
      divisible: (error: unknown) => boolean;
    },
  ) {}

  get size(): number {
    return this.#waiting.length;
  }

  add(item: item): Promise<result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#timer ??= setTimeout(() => this.#flush(), this.options.windowMs);
    });
  }

  #flush(): void {
    this.#timer = undefined;
    const entries = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < entries.length; at += this.options.maxSize) {
      void this.#run(entries.slice(at, at + this.options.maxSize));
    }
  }

  async #run(entries: Entry<item, result>[]): Promise<void> {
    try {
      const results = await this.options.handle(entries.map(({ item }) => item));
      for (const [index, entry] of entries.entries()) entry.resolve(results[index] as result);
    } catch (error) {
      if (entries.length > 1 && this.options.divisible(error)) {
        const middle = entries.length >> 1;
        await Promise.all([this.#run(entries.slice(0, middle)), this.#run(entries.slice(middle))]);
        return;
      }
      for (const entry of entries) entry.reject(error);
    }
  }
}
