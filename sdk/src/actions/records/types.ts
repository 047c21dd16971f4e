import { type Address, type Hex, hexToString, stringToHex } from 'viem';

/** How well an attestor knows an account (IProviderRecords.KycLevel). */
export const KycLevel = { None: 0, Basic: 1, Enhanced: 2 } as const;
export type KycLevel = (typeof KycLevel)[keyof typeof KycLevel];

/** Names of the suites that the SPEC names; any other of up to 32 bytes will do. */
export const BenchmarkSuite = {
  Hpl: 'HPL',
  Hpcg: 'HPCG',
  Stream: 'STREAM',
  MlPerf: 'MLPerf',
  NetworkLatency: 'network-latency',
} as const;

/** One result of one suite (IProviderRecords.Benchmark). */
export interface Benchmark {
  score: bigint;
  /** What the score counts, e.g. `GFLOP/s`. */
  unit: string;
  /** When it was measured. */
  date: number;
  /** From then on it is not fresh. */
  expiry: number;
  hardwareHash: Hex;
  evidenceHash: Hex;
}

/** What is on file about an account (IProviderRecords.Kyc). */
export interface Kyc {
  attestor: Address;
  level: KycLevel;
  expiry: number;
  recordedAt: number;
  issuedAt: number;
  subjectHash: Hex;
}

/** An attested invoice (IProviderRecords.Invoice). */
export interface Invoice {
  attestor: Address;
  /** 0 for a job without one. */
  recordedAt: number;
  issuedAt: number;
  /** In the currency's smallest unit. */
  amount: bigint;
  paidAt: number;
  /** ISO 4217. */
  currency: string;
  vendor: Hex;
  invoiceHash: Hex;
}

export function toBenchmarkWords(benchmark: Benchmark) {
  return { ...benchmark, unit: stringToHex(benchmark.unit, { size: 32 }) };
}

export function fromBenchmarkWords(words: Omit<Benchmark, 'unit'> & { unit: Hex }): Benchmark {
  return { ...words, unit: hexToString(words.unit, { size: 32 }) };
}

export function fromInvoiceWords(words: Omit<Invoice, 'currency'> & { currency: Hex }): Invoice {
  return { ...words, currency: hexToString(words.currency, { size: 32 }) };
}
