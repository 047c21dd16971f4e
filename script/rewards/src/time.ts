/** A week in seconds; weeks begin on Thursdays, 00:00 UTC, as reward epochs and ends of locks do. */
export const WEEK = 604_800;
export const DAY = 86_400;
const DAYS_PER_YEAR = 365;
const MONTHS_PER_YEAR = 12;
const MONTHS_PER_QUARTER = 3;

/** Number of the week that a second lies in; week n is [n * WEEK, (n + 1) * WEEK). */
export function weekOf(timestamp: number): number {
  return Math.floor(timestamp / WEEK);
}

/** The second at which a week is over. */
export function weekEnd(week: number): number {
  return (week + 1) * WEEK;
}

/** The reward programmes, as IRewardProgrammes numbers them. */
export const PROGRAMMES = ['Users', 'Providers', 'LpPositions', 'LpStaking', 'LpPool', 'Airdrop'] as const;
export type Programme = (typeof PROGRAMMES)[number];
/** Programmes that are worked out from events; the airdrop is a list. */
export type EarnedProgramme = Exclude<Programme, 'Airdrop'>;
export const EARNED = PROGRAMMES.filter((programme): programme is EarnedProgramme => programme !== 'Airdrop');

export function programmeCode(programme: Programme): number {
  return PROGRAMMES.indexOf(programme);
}

/** When a programme's n-th period is over, as EmissionSchedule.periodEnd: months of 365/12 days rounded down, quarters of three, weeks. */
export function periodEnd(programme: Programme, start: number, period: number): number {
  if (programme === 'Users') return start + monthDays(period) * DAY;
  if (programme === 'Providers') return start + monthDays(period * MONTHS_PER_QUARTER) * DAY;
  return start + period * WEEK;
}

function monthDays(month: number): number {
  return Math.floor((DAYS_PER_YEAR * month) / MONTHS_PER_YEAR);
}
