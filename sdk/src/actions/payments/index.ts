export * from './payAndOpenJobs.js';
export * from './payWithToken.js';
export * from './quoteTokenPayment.js';
export * from './swapPath.js';
export * from './types.js';
