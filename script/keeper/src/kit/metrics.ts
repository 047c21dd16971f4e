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

  /** A gauge that is computed when it is read. */
  sampled(name: string, help: string, sample: () => number): void {
    new Gauge({
      name: `${this.prefix}_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(sample());
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
