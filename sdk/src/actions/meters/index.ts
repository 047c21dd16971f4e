export * from './bondMeter.js';
export * from './getMeter.js';
export * from './getMeterBond.js';
export * from './getMeterQuorum.js';
export * from './retireMeter.js';
export * from './slashMeter.js';
export * from './types.js';
export * from './withdrawMeterBond.js';
