export * from './bridge/index.js';
export * from './buyback/index.js';
export * from './coupons/index.js';
export * from './credit/index.js';
export * from './delegation/index.js';
export * from './disputes/index.js';
export * from './emissions/index.js';
export * from './governance/index.js';
export * from './groupBuying/index.js';
export * from './insurance/index.js';
export { type ContractCall, contractCall } from './internal/call.js';
export { withGasMargin } from './internal/gasLimit.js';
export { waitForReceipt } from './internal/receipt.js';
export type {
  AnyClient,
  DeploymentOption,
  ReadOptions,
  WaitOptions,
  WriteOptions,
  WriteResult,
} from './internal/types.js';
export { simulateCall } from './internal/write.js';
export * from './listings/index.js';
export * from './locking/index.js';
export * from './market/index.js';
export * from './meters/index.js';
export * from './oracle/index.js';
export * from './pausing/index.js';
export * from './payments/index.js';
export * from './perkStake/index.js';
export * from './perks/index.js';
export * from './pool/index.js';
export * from './programmes/index.js';
export * from './records/index.js';
export * from './referrals/index.js';
export * from './registry/index.js';
export * from './requirements/index.js';
export * from './reservations/index.js';
export * from './revenue/index.js';
export * from './reviews/index.js';
export * from './rewards/index.js';
export * from './spot/index.js';
export * from './subscriptions/index.js';
export * from './token/index.js';
export * from './treasury/index.js';
export * from './uptime/index.js';
export * from './vault/index.js';
export * from './vesting/index.js';
export * from './vouchers/index.js';
export * from './workflows/index.js';
