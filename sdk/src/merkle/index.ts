export * from './fetchRewardProof.js';
export * from './rewardLeaf.js';
