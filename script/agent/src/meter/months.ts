import { type Logger, messageOf, readJson, writeAtomic } from '@cyberplaza/keeper/kit';
import { hashUptimeFigures, MONTH_SECONDS, type UptimeFigures, type UptimeReport } from '@cyberplaza/sdk/eip712';
import { type Address, isAddressEqual } from 'viem';
import { z } from 'zod';
import type { RefusalReason } from '../wire.js';

const PROBE_TIMEOUT_MS = 5_000;
/** chain seconds between two looks beyond which nobody looked */
const MAX_GAP_SECONDS = 120;
const FULL_BPS = 10_000;
const BINDING_SECONDS = 3 * 86_400;

const savedSchema = z.record(z.string(), z.object({ observed: z.number().int(), up: z.number().int() }));

/** Seconds of a month in which this meter looked, and of these in which the provider answered. */
export interface Seen {
  observed: number;
  up: number;
}

/** One provider's address to look at; the operator names it, no agent does. */
export interface Watched {
  providerId: number;
  url: string;
}

/** Parses `<providerId>=<url>`. */
export function parseWatched(entry: string): Watched {
  const at = entry.indexOf('=');
  return { providerId: Number(entry.slice(0, at)), url: entry.slice(at + 1) };
}

/** What this meter saw of providers' months; kept on disk. */
export class MonthBook {
  readonly #months = new Map<string, Seen>();
  #last: number | undefined;

  constructor(private readonly path: string) {
    const saved = savedSchema.safeParse(readJson(path));
    if (saved.success) for (const [key, seen] of Object.entries(saved.data)) this.#months.set(key, seen);
  }

  get(providerId: number, month: number): Seen | undefined {
    return this.#months.get(`${providerId}:${month}`);
  }

  /** One round of looks: the time since the round before counts as what this one found, unless it is too long. */
  count(clock: number, found: ReadonlyMap<number, boolean>): void {
    const last = this.#last;
    this.#last = clock;
    if (last === undefined || clock <= last || clock - last > MAX_GAP_SECONDS) return;
    for (const [providerId, up] of found) {
      for (let from = last; from < clock; ) {
        const month = Math.floor(from / MONTH_SECONDS);
        const until = Math.min(clock, (month + 1) * MONTH_SECONDS);
        this.#add(`${providerId}:${month}`, until - from, up);
        from = until;
      }
    }
    writeAtomic(this.path, JSON.stringify(Object.fromEntries(this.#months)));
  }

  #add(key: string, seconds: number, up: boolean): void {
    const seen = this.#months.get(key) ?? { observed: 0, up: 0 };
    seen.observed += seconds;
    if (up) seen.up += seconds;
    this.#months.set(key, seen);
  }
}

/** Looks at every provider in even steps: whoever answers with 2xx in time is up. */
export class ProviderWatch {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly watched: readonly Watched[],
    private readonly everyMs: number,
    private readonly clock: () => number,
    private readonly book: MonthBook,
    private readonly log: Logger,
  ) {}

  start(): void {
    if (this.watched.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#look()
        .catch((error: unknown) => this.log.error({ error: messageOf(error) }, 'watching providers'))
        .finally(() => {
          if (!this.#stopped) this.start();
        });
    }, this.everyMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  async #look(): Promise<void> {
    const answers = await Promise.all(
      this.watched.map(async (one) => [one.providerId, await answersNow(one)] as const),
    );
    this.book.count(this.clock(), new Map(answers));
  }
}

async function answersNow({ url }: Watched): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * A meter binds itself to one report a month, but anew every three days: were a proposal to stay without a quorum for ever, so would
 * the month. What it signs is near its own figures each time, and the first that reaches the chain stands.
 */
export function bindingRound(month: number, clock: number): number {
  return Math.floor((clock - (month + 1) * MONTH_SECONDS) / BINDING_SECONDS);
}

/** Why a proposed month is not signed; undefined if it is. */
export function judgeMonth(asked: {
  report: UptimeReport;
  figures: readonly UptimeFigures[];
  own: Seen | undefined;
  signer: Address;
  clock: number;
  /** basis points by which the reported uptime may differ from what this meter saw */
  tolerance: number;
}): { reason: RefusalReason; detail: string } | undefined {
  const { report, figures, own, signer, clock, tolerance } = asked;
  if (clock < (report.month + 1) * MONTH_SECONDS)
    return { reason: 'future-time', detail: `month ${report.month} is not over` };
  if (!own || own.observed === 0)
    return { reason: 'not-observed', detail: `provider ${report.providerId} was not watched in month ${report.month}` };
  const mine = figures.find((entry) => isAddressEqual(entry.signer, signer));
  if (hashUptimeFigures(figures) !== report.evidenceHash || mine?.observed !== own.observed || mine.up !== own.up)
    return { reason: 'result-mismatch', detail: 'the evidence is not what this meter saw' };
  if (report.observed === 0 || report.observed > own.observed || report.up > report.observed)
    return { reason: 'uptime-mismatch', detail: `${own.observed} seconds were watched` };
  const off = Math.abs(report.up / report.observed - own.up / own.observed) * FULL_BPS;
  return off > tolerance
    ? { reason: 'uptime-mismatch', detail: `it was up for ${own.up} of ${own.observed} seconds` }
    : undefined;
}
