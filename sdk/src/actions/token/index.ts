export * from './burnCpt.js';
export * from './burnCptFrom.js';
export * from './getTokenBalances.js';
export * from './getTotalBurned.js';
