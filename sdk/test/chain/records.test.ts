import { keccak256, stringToHex } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  AccessManagedUnauthorizedError,
  AlreadyReportedError,
  type Benchmark,
  BenchmarkNotFreshError,
  BenchmarkSuite,
  contractCall,
  hashInvoiceAttestation,
  hashKycAttestation,
  hashUptimeReport,
  InvalidSignatureError,
  type InvoiceAttestation,
  type KycAttestation,
  KycLevel,
  KycTooLowError,
  MONTH_SECONDS,
  MonthRunningError,
  NotAttestorError,
  NothingAttestedError,
  OutdatedAttestationError,
  OutdatedBenchmarkError,
  ProviderStatus,
  packProof,
  parseUsdc,
  providerRecordsAbi,
  providerRegistryAbi,
  signInvoiceAttestation,
  signKycAttestation,
  signUptimeReport,
  TooFewSignersError,
  type UptimeReport,
  uptimeMonitorAbi,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld } from '../support/world.js';

const PAPERS = keccak256(stringToHex('papers'));
const DAY = 86_400;
const owner = account('provider', 0);
const auditor = account('auditor');
const attestor = account('kycAttestor');
const bookkeeper = account('invoiceAttestor');
const relayer = account('relayer');
const certifier = account('certifier');
let providerId: number;

const world = useWorld(async (w) => {
  for (const who of [auditor, attestor, bookkeeper, relayer, certifier]) await w.fund(who.address);
  await w.publishPrices();
  await w.bondMeters();
  providerId = await w.provider(0);
});

const now = async () => Number(await world.current.now());
const attestation = async (fields: Partial<KycAttestation> = {}): Promise<KycAttestation> => ({
  attestor: attestor.address,
  account: owner.address,
  level: KycLevel.Enhanced,
  expiry: (await now()) + 365 * DAY,
  issuedAt: await now(),
  subjectHash: PAPERS,
  ...fields,
});

async function certifierCalls(functionName: 'certify' | 'renew' | 'reinstate'): Promise<void> {
  const client = world.current.client(certifier);
  const call = contractCall({
    address: world.current.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName,
    args: [providerId, PAPERS, 'test'],
  });
  await (await client.sendCall({ call })).wait();
}

describe('benchmarks', () => {
  const result = async (score = 12_500n): Promise<Benchmark> => {
    const date = await now();
    return { score, unit: 'GFLOP/s', date, expiry: date + 365 * DAY, hardwareHash: PAPERS, evidenceHash: PAPERS };
  };

  test('are recorded by auditors only, the latest is kept', async () => {
    const client = world.current.client(auditor);
    expect(await client.getRequiredSuites()).toEqual([BenchmarkSuite.Hpl, BenchmarkSuite.Stream]);
    expect(await client.hasFreshBenchmarks({ providerId })).toBe(false);
    const parameters = { providerId, suite: BenchmarkSuite.Hpl, evidenceURI: 'ipfs://hpl' };
    const benchmark = await result();
    await expect(world.current.client(owner).recordBenchmark({ ...parameters, benchmark })).rejects.toThrow(
      AccessManagedUnauthorizedError,
    );
    await (await client.recordBenchmark({ ...parameters, benchmark })).wait();
    expect(await client.getBenchmark({ providerId, suite: BenchmarkSuite.Hpl })).toEqual(benchmark);
    const older = { ...benchmark, date: benchmark.date - 1, expiry: benchmark.expiry - 1 };
    await expect(client.recordBenchmark({ ...parameters, benchmark: older })).rejects.toThrow(OutdatedBenchmarkError);
    const stream = { ...parameters, suite: BenchmarkSuite.Stream, benchmark };
    await (await client.recordBenchmark(stream)).wait();
    expect(await client.hasFreshBenchmarks({ providerId })).toBe(true);
    expect((await client.getBenchmark({ providerId, suite: 'another' })).score).toBe(0n);
  });
});

describe('KYC', () => {
  test('the digest is the contract’s', async () => {
    const signed = await attestation();
    const digest = await world.current.chain.readContract({
      address: world.current.contracts.ProviderRecords,
      abi: providerRecordsAbi,
      functionName: 'hashKyc',
      args: [signed],
    });
    expect(hashKycAttestation(world.current.deployment, signed)).toBe(digest);
  });

  test('certification waits for it; anyone brings what an attestor signed', async () => {
    await world.current.advance(31 * DAY);
    await world.current.publishPrices();
    await expect(certifierCalls('certify')).rejects.toThrow(KycTooLowError);

    const client = world.current.client(relayer);
    const signed = await attestation();
    const signature = await signKycAttestation(attestor, world.current.deployment, signed);
    const forged = { ...signed, account: relayer.address };
    await expect(client.submitKyc({ attestation: forged, signature })).rejects.toThrow(InvalidSignatureError);
    const own = { ...signed, attestor: relayer.address };
    const ownSignature = await signKycAttestation(relayer, world.current.deployment, own);
    await expect(client.submitKyc({ attestation: own, signature: ownSignature })).rejects.toThrow(NotAttestorError);

    await (await client.submitKyc({ attestation: signed, signature })).wait();
    expect(await client.getKycLevel({ account: owner.address })).toBe(KycLevel.Enhanced);
    const { level, expiry, issuedAt, subjectHash } = signed;
    expect(await client.getKyc({ account: owner.address })).toMatchObject({ level, expiry, issuedAt, subjectHash });
    await expect(client.submitKyc({ attestation: signed, signature })).rejects.toThrow(OutdatedAttestationError);
    await certifierCalls('certify');
    const provider = await client.getProvider({ providerId });
    expect(provider).toMatchObject({ status: ProviderStatus.Certified, certifiedAt: await now() });
  });

  test('the attestor says it itself, and takes it back', async () => {
    const client = world.current.client(attestor);
    const buyer = account('buyer', 0).address;
    const said = { subject: buyer, level: KycLevel.Basic, expiry: (await now()) + DAY, subjectHash: PAPERS };
    await (await client.attestKyc(said)).wait();
    expect(await client.getKycLevel({ account: buyer })).toBe(KycLevel.Basic);
    await expect(world.current.client(relayer).revokeKyc({ subject: buyer })).rejects.toThrow(
      AccessManagedUnauthorizedError,
    );
    await (await client.revokeKyc({ subject: buyer })).wait();
    expect(await client.getKycLevel({ account: buyer })).toBe(KycLevel.None);
    await expect(client.revokeKyc({ subject: buyer })).rejects.toThrow(NothingAttestedError);
  });

  test('trading asks for none yet', async () => {
    const client = world.current.client(relayer);
    expect(await client.getRecordsParameter({ name: 'tradingKyc' })).toBe(0n);
    expect(await client.getRecordsParameter({ name: 'tradingLimit' })).toBe(parseUsdc('10000'));
    expect(await client.getTradedThisMonth({ account: owner.address })).toBe(0n);
  });
});

describe('invoices', () => {
  const invoice = async (): Promise<InvoiceAttestation> => ({
    attestor: bookkeeper.address,
    jobId: 7n,
    invoiceHash: PAPERS,
    amount: 123_456n,
    currency: 'EUR',
    vendor: PAPERS,
    paidAt: (await now()) - DAY,
    issuedAt: await now(),
  });

  test('are brought by anyone, or by the attestor itself', async () => {
    const client = world.current.client(relayer);
    expect(await client.isSettlementAgent({ providerId })).toBe(false);
    expect(await client.isInvoiceMissing({ providerId, jobId: 7n })).toBe(false);
    const agent = { providerId, agent: true, evidenceHash: PAPERS };
    await expect(client.setSettlementAgent(agent)).rejects.toThrow(AccessManagedUnauthorizedError);
    await (await world.current.client(certifier).setSettlementAgent(agent)).wait();
    expect(await client.isSettlementAgent({ providerId })).toBe(true);
    expect(await client.isInvoiceMissing({ providerId, jobId: 7n })).toBe(true);
    const signed = await invoice();
    const digest = await world.current.chain.readContract({
      address: world.current.contracts.ProviderRecords,
      abi: providerRecordsAbi,
      functionName: 'hashInvoice',
      args: [{ ...signed, currency: stringToHex('EUR', { size: 32 }) }],
    });
    expect(hashInvoiceAttestation(world.current.deployment, signed)).toBe(digest);
    const signature = await signInvoiceAttestation(bookkeeper, world.current.deployment, signed);
    await (await client.submitInvoice({ attestation: signed, signature })).wait();
    const { jobId, ...kept } = signed;
    expect(await client.getInvoice({ jobId })).toMatchObject(kept);

    const fields = { ...signed, jobId: 8n, currency: 'USD' };
    await (await world.current.client(bookkeeper).attestInvoice(fields)).wait();
    expect((await client.getInvoice({ jobId: 8n })).currency).toBe('USD');
  });
});

describe('uptime', () => {
  const signed = async (report: UptimeReport, signers = 4) =>
    packProof(
      await Promise.all(
        Array.from({ length: signers }, async (_, n) => ({
          signer: account('meter', n).address,
          signature: await signUptimeReport(account('meter', n), world.current.deployment, report),
        })),
      ),
    );

  test('a month below the bar suspends', async () => {
    const client = world.current.client(relayer);
    const month = await client.getCurrentMonth();
    expect(month).toBe(Math.floor((await now()) / MONTH_SECONDS));
    const report = { providerId, month, observed: MONTH_SECONDS, up: MONTH_SECONDS - 12_961, evidenceHash: PAPERS };
    const digest = await world.current.chain.readContract({
      address: world.current.contracts.UptimeMonitor,
      abi: uptimeMonitorAbi,
      functionName: 'hashReport',
      args: [report],
    });
    expect(hashUptimeReport(world.current.deployment, report)).toBe(digest);
    const proof = await signed(report);
    await expect(client.reportUptime({ report, proof })).rejects.toThrow(MonthRunningError);

    await world.current.advanceTo(BigInt((month + 1) * MONTH_SECONDS));
    await world.current.publishPrices();
    await expect(client.reportUptime({ report, proof: await signed(report, 3) })).rejects.toThrow(TooFewSignersError);
    await (await client.reportUptime({ report, proof })).wait();
    expect(await client.getUptimeParameter({ name: 'uptimeBps' })).toBe(9_950n);
    expect(await client.getUptime({ providerId, month })).toMatchObject({ observed: report.observed, up: report.up });
    expect(await client.isMonthFailed({ providerId, month })).toBe(false);
    expect(await client.isMonthFailed({ providerId, month: month - 2 })).toBe(true);
    const excuse = { providerId, month: month - 2, evidenceHash: PAPERS, reason: 'no meter could reach it' };
    await expect(client.excuseMonth(excuse)).rejects.toThrow(AccessManagedUnauthorizedError);
    await (await world.current.client(certifier).excuseMonth(excuse)).wait();
    expect(await client.isMonthFailed({ providerId, month: month - 2 })).toBe(false);
    expect((await client.getProvider({ providerId })).status).toBe(ProviderStatus.Suspended);
    await expect(client.reportUptime({ report, proof })).rejects.toThrow(AlreadyReportedError);
  });

  test('a renewal asks for new benchmarks', async () => {
    await certifierCalls('reinstate');
    await expect(certifierCalls('renew')).rejects.toThrow(BenchmarkNotFreshError);
  });
});
