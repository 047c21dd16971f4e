/** What meters reported of a month (IUptimeMonitor.Month). */
export interface UptimeMonth {
  /** Seconds in which the provider was probed. */
  observed: number;
  /** Seconds of these in which it answered. */
  up: number;
  /** 0 if nobody reported. */
  reportedAt: number;
  excused: boolean;
}
