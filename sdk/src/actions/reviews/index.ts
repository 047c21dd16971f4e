export * from './answerReview.js';
export * from './getReputation.js';
export * from './getReview.js';
export * from './getReviewsParameter.js';
export * from './reviewJob.js';
export * from './types.js';
