export { type KeeperConfig, type KeeperInput, keeperConfigSchema } from './config.js';
export type { KeeperContext } from './context.js';
export { DUTY_NAMES } from './duties/index.js';
export { type SignedReport, signedReportSchema } from './duties/relay.js';
export { type SignedUptime, signedUptimeSchema } from './duties/uptime.js';
export type { Check, Duty, RunKind, RunResult, Schedule } from './duty.js';
export { createKeeper, type DutyState, type Keeper, type KeeperOptions } from './keeper.js';
