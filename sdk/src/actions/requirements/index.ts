export * from './getRequirements.js';
export * from './sendCall.js';
