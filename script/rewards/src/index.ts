export * from './calc/calculate.js';
export { REVIEW_REWARD } from './calc/market.js';
export type { Round } from './calc/rounds.js';
export { type Chain, type ConnectOptions, connect, type RewardDeployment } from './chain.js';
export * from './content/compare.js';
export * from './content/content.js';
export * from './errors.js';
export { RpcSource, type RpcSourceOptions } from './events/rpc.js';
export { SubgraphSource } from './events/subgraph.js';
export * from './events/types.js';
export * from './onchain.js';
export * from './proofs/serve.js';
export * from './proofs/shards.js';
export { type BuiltRoot, buildRoot, lastCutoff } from './root.js';
export {
  EARNED,
  type EarnedProgramme,
  PROGRAMMES,
  type Programme,
  periodEnd,
  programmeCode,
  WEEK,
  weekEnd,
  weekOf,
} from './time.js';
export { type Claim, Claims } from './tree/claims.js';
export { Keccak } from './tree/keccak.js';
export { type Progress, type ProvenClaim, RewardTree } from './tree/tree.js';
export { type Verification, verifyRoot } from './verify.js';
