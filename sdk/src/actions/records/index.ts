export * from './attestInvoice.js';
export * from './attestKyc.js';
export * from './getBenchmark.js';
export * from './getInvoice.js';
export * from './getKyc.js';
export * from './getKycLevel.js';
export * from './getRecordsParameter.js';
export * from './getRequiredSuites.js';
export * from './getTradedThisMonth.js';
export * from './hasFreshBenchmarks.js';
export * from './isInvoiceMissing.js';
export * from './isSettlementAgent.js';
export * from './recordBenchmark.js';
export * from './revokeKyc.js';
export * from './setSettlementAgent.js';
export * from './submitInvoice.js';
export * from './submitKyc.js';
export {
  type Benchmark,
  BenchmarkSuite,
  type Invoice,
  type Kyc,
  KycLevel,
} from './types.js';
