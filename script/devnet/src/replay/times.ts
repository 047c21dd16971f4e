/** How often scheduler, meters and keeper look, seconds; runs are measured to the second all the same. */
export const TICK = 300;
/** JobMarket's and Disputes' defaults, seconds; the replay only decides when to call, the contracts what is due. */
export const ACK_WINDOW = 600;
export const OVERDUE_GRACE = 86_400;
export const DISPUTE_WINDOW = 72 * 3_600;
export const ANSWER_WINDOW = 48 * 3_600;
export const PANEL_WINDOW = 14 * 86_400;
export const CLAIM_REVIEW = 14 * 86_400;
export const GOVERNANCE_DELAY = 172_800;
/** Of the listings that the seed makes, seconds. */
export const START_LIMIT = 3_600;
export const HOUR = 3_600;
export const DAY = 86_400;
