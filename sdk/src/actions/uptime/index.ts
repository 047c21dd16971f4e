export * from './excuseMonth.js';
export * from './getCurrentMonth.js';
export * from './getUptime.js';
export * from './getUptimeParameter.js';
export * from './isMonthFailed.js';
export * from './reportUptime.js';
export * from './types.js';
