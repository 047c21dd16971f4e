export * from './burnCpt.js';
export * from './getTokenBalances.js';
export * from './getTotalBurned.js';
