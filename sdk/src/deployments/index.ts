export * from './parseDeployment.js';
export * from './registry.js';
export * from './types.js';
