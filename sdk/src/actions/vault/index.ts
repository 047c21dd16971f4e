export * from './deposit.js';
export * from './depositFor.js';
export * from './depositWithPermit.js';
export * from './getMarketVolume.js';
export * from './getUncollectedRevenue.js';
export * from './getVaultAccount.js';
export * from './types.js';
export * from './withdraw.js';
