import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A registry of its own per service, so that several may live in one process. */
export class Metrics {
  readonly registry = new Registry();

  constructor(private readonly prefix: string) {}

  counter<const label extends string = never>(name: string, help: string, labelNames: label[] = []): Counter<label> {
    return new Counter({ name: `${this.prefix}_${name}`, help, labelNames, registers: [this.registry] });
  }

  gauge<const label extends string = never>(name: string, help: string, labelNames: label[] = []): Gauge<label> {
    return new Gauge({ name: `${this.prefix}_${name}`, help, labelNames, registers: [this.registry] });
  }

  /** A gauge that is computed when it is read; it keeps its last value where that fails. */
  sampled(name: string, help: string, sample: () => number | Promise<number>): void {
    new Gauge({
      name: `${this.prefix}_${name}`,
      help,
      registers: [this.registry],
      async collect() {
        try {
          this.set(await sample());
        } catch {
          // the chain may be away; other metrics tell so
        }
      },
    });
  }

  /** As {@link sampled}, with one label. */
  sampledBy(name: string, help: string, label: string, sample: () => readonly (readonly [string, number])[]): void {
    new Gauge({
      name: `${this.prefix}_${name}`,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        for (const [value, count] of sample()) this.set({ [label]: value }, count);
      },
    });
  }

  histogram<const label extends string = never>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: label[] = [],
  ): Histogram<label> {
    return new Histogram({ name: `${this.prefix}_${name}`, help, buckets, labelNames, registers: [this.registry] });
  }
}
