import { stringToHex } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import { type Benchmark, toBenchmarkWords } from './types.js';

/** Parameters of {@link recordBenchmark}. */
export interface RecordBenchmarkParameters {
  providerId: number;
  /** By name, e.g. {@link BenchmarkSuite.Hpl}; up to 32 bytes. */
  suite: string;
  benchmark: Benchmark;
  evidenceURI: string;
}

/** The call behind {@link recordBenchmark}, for other transaction engines. */
export function recordBenchmarkCall(deployment: Deployment, parameters: RecordBenchmarkParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'recordBenchmark',
    args: [
      parameters.providerId,
      stringToHex(parameters.suite, { size: 32 }),
      toBenchmarkWords(parameters.benchmark),
      parameters.evidenceURI,
    ],
  });
}

/**
 * Puts a benchmark's result on record. AUDITOR role. SPEC PROV 4.
 *
 * @throws AccessManagedUnauthorizedError, UnknownProviderError, InvalidRecordError, OutdatedBenchmarkError
 *
 * @example
 * await auditor.recordBenchmark({
 *   providerId: 1,
 *   suite: BenchmarkSuite.Hpl,
 *   benchmark: { score: 12_500n, unit: 'GFLOP/s', date, expiry: date + 31_536_000, hardwareHash, evidenceHash },
 *   evidenceURI: 'ipfs://…',
 * });
 */
export async function recordBenchmark(
  client: AnyClient,
  parameters: RecordBenchmarkParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, recordBenchmarkCall(deployment, parameters), parameters, noOutcome);
}
