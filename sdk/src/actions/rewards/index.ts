export * from './claimRewards.js';
export * from './closeEpoch.js';
export * from './getClaimable.js';
export * from './getEpoch.js';
export * from './getRewardState.js';
export * from './syncRewards.js';
export * from './types.js';
