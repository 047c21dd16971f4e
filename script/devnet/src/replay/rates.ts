/**
 * How often things go wrong in the replay. The trace says who ran what where, when and for how long; it knows no money, no SLA and no
 * disputes, so these are assumptions: rates of the order that public clouds and marketplaces report, with the rare ones raised so far
 * that 20,000 jobs show each of them more than once. Parts of all jobs unless the comment says otherwise.
 */
export const RATES = {
  /** how a job goes another way than open, run, report */
  detours: {
    cancelledFree: 0.006,
    cancelledForFee: 0.006,
    ignored: 0.004,
    declined: 0.005,
    notStarted: 0.002,
    givenUp: 0.004,
    overdue: 0.003,
    stopped: 0.006,
    /** of jobs on pre-emptible listings alone */
    preempted: 0.02,
  },
  /** of runs longer than a quick failure, with its blame */
  lateFailure: { provider: 0.008, buyer: 0.006, uncoded: 0.004 },
  /** of runs shorter than `shortFailureSeconds` in the trace, which did no work */
  quickFailure: { provider: 0.3, buyer: 0.2, uncoded: 0.5 },
  /** of runs: uptime below the tiers of the tariff */
  uptimeMiss: { below9990: 0.014, below9900: 0.005, below9500: 0.002, below8000: 0.0007 },
  /** of runs: less delivered than ordered */
  throughputMiss: 0.008,
  checkpoint: 0.05,
  topUp: 0.006,
  extension: 0.004,
  backupNamed: 0.1,
  /** of reported jobs */
  confirmed: 0.25,
  /** of reported jobs that cost at least `worthDisputing` */
  disputed: 0.05,
  /** of reported campaigns: large jobs */
  campaignDisputed: 0.25,
  /** how a dispute goes */
  dispute: { unanswered: 0.15, agreed: 0.35, ruled: 0.4, silentPanel: 0.1 },
  appealed: 0.6,
  /** of appeals: governance rules in time */
  appealRuled: 0.7,
  /** of sites a month: below 99.5% */
  monthBelowBar: 0.03,
  /** of expiring certificates */
  renewal: { inTime: 0.7, late: 0.2 },
} as const;

/** A bond of at least 10 USDC is not put up for less. */
export const WORTH_DISPUTING = 20_000_000n;
export const SHORT_FAILURE_SECONDS = 30;
