import { stringToHex } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import { type Benchmark, fromBenchmarkWords } from './types.js';

/** Parameters of {@link getBenchmark}. */
export interface GetBenchmarkParameters extends ReadOptions {
  providerId: number;
  /** By name, e.g. {@link BenchmarkSuite.Hpl}. */
  suite: string;
}

/**
 * The latest result of a suite on record; zeros if there is none. SPEC PROV 4.
 *
 * @example
 * const { score, expiry } = await client.getBenchmark({ providerId: 1, suite: BenchmarkSuite.Hpl });
 */
export async function getBenchmark(client: AnyClient, parameters: GetBenchmarkParameters): Promise<Benchmark> {
  const { contracts } = await deploymentOf(client, parameters);
  const words = await read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'benchmark',
    args: [parameters.providerId, stringToHex(parameters.suite, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
  return fromBenchmarkWords(words);
}
