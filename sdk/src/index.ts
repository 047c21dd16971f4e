export * from './abis/index.js';
export * from './actions/index.js';
export { type CyberPlazaActions, cyberplazaActions } from './decorators/cyberplazaActions.js';
export * from './deployments/index.js';
export * from './eip712/index.js';
export * from './errors/index.js';
export * from './indexer/index.js';
export * from './maths/index.js';
export * from './merkle/index.js';
