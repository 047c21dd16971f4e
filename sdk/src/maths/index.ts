export * from './cost.js';
export { BPS, ceilDiv, shareDown, shareUp } from './integers.js';
export * from './median.js';
export * from './rewards.js';
export * from './settle.js';
export * from './sla.js';
export * from './units.js';
export * from './ve.js';
