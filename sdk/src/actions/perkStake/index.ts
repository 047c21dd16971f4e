export * from './getPerkDiscount.js';
export * from './getPerkStake.js';
export * from './getPerkWeight.js';
export * from './openJobsWithPerks.js';
export * from './stakeForPerks.js';
export * from './types.js';
export * from './unstakeFromPerks.js';
