export * from './bridge.js';
export {
  ContractError,
  type ContractErrorClass,
  type ErrorAbi,
  type RevertContext,
  UnknownRevertError,
} from './ContractError.js';
export * from './CyberPlazaError.js';
export * from './client.js';
export { decodeContractError, decodeRevertData } from './decodeContractError.js';
export * from './generated.js';
export * from './indexer.js';
export * from './maths.js';
export { isNodeBusy, isTooManyLogs, reasonsOf } from './nodeRefusal.js';
export * from './proofs.js';
