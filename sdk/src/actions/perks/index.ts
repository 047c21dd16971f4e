export * from './countSpend.js';
export * from './getPerkRates.js';
export * from './getPerks.js';
export * from './getSpend90.js';
export * from './getTotalSpend.js';
export * from './isSpendCounted.js';
export * from './types.js';
