import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import {
  Attestor,
  Benchmark,
  BenchmarkRecord,
  Invoice,
  Kyc,
  KycEvent,
  RecordsConfig,
  SettlementAgentChange,
} from '../../generated/schema';
import {
  AttestorDisowned,
  BenchmarkRecorded,
  InvoiceAttested,
  KycAttested,
  KycRevoked,
  ParameterSet,
  RequiredSuitesSet,
  SettlementAgentSet,
} from '../../generated/ProviderRecords/ProviderRecords';
import { loadProvider } from '../lib/catalogue';
import { kycLevelName, textOf } from '../lib/enums';
import { eventId, numberId, singletonId } from '../lib/ids';
import { setParameter } from '../lib/parameters';

// ---- benchmarks ----

export function handleProviderRecordsBenchmarkRecorded(event: BenchmarkRecorded): void {
  const p = event.params;
  const latest = new Benchmark(numberId(p.providerId).concat(p.suite));
  latest.provider = numberId(p.providerId);
  latest.suite = textOf(p.suite);
  latest.score = p.benchmark.score;
  latest.unit = textOf(p.benchmark.unit);
  latest.date = p.benchmark.date;
  latest.expiry = p.benchmark.expiry;
  latest.hardwareHash = p.benchmark.hardwareHash;
  latest.evidenceHash = p.benchmark.evidenceHash;
  latest.evidenceURI = p.evidenceURI;
  latest.auditor = p.auditor;
  latest.recordedAt = event.block.timestamp;
  latest.save();

  const line = new BenchmarkRecord(eventId(event));
  line.provider = latest.provider;
  line.suite = latest.suite;
  line.score = latest.score;
  line.unit = latest.unit;
  line.date = latest.date;
  line.expiry = latest.expiry;
  line.hardwareHash = latest.hardwareHash;
  line.evidenceHash = latest.evidenceHash;
  line.evidenceURI = latest.evidenceURI;
  line.auditor = latest.auditor;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

export function handleProviderRecordsRequiredSuitesSet(event: RequiredSuitesSet): void {
  const config = new RecordsConfig(singletonId());
  const names: string[] = [];
  for (let i = 0; i < event.params.suites.length; i++) names.push(textOf(event.params.suites[i]));
  config.requiredSuites = names;
  config.updatedAt = event.block.timestamp;
  config.save();
}

// ---- KYC ----

export function handleProviderRecordsKycAttested(event: KycAttested): void {
  const p = event.params;
  const kyc = new Kyc(p.account);
  kyc.level = kycLevelName(p.level);
  kyc.attestor = touchAttestor(p.attestor);
  kyc.expiry = p.expiry;
  kyc.issuedAt = p.issuedAt;
  kyc.recordedAt = event.block.timestamp;
  kyc.subjectHash = p.subjectHash;
  kyc.revokedBy = null;
  kyc.save();
  addKycEvent(event, p.account, kyc.level, p.attestor, p.expiry);
}

export function handleProviderRecordsKycRevoked(event: KycRevoked): void {
  const kyc = Kyc.load(event.params.account);
  if (kyc == null) return;
  kyc.level = 'None';
  kyc.issuedAt = event.block.timestamp;
  kyc.revokedBy = event.params.by;
  kyc.save();
  addKycEvent(event, event.params.account, kyc.level, event.params.by, kyc.expiry);
}

export function handleProviderRecordsAttestorDisowned(event: AttestorDisowned): void {
  const attestor = new Attestor(event.params.attestor);
  attestor.disownedSince = event.params.since;
  attestor.save();
}

function addKycEvent(event: ethereum.Event, account: Bytes, level: string, by: Bytes, expiry: BigInt): void {
  const line = new KycEvent(eventId(event));
  line.kyc = account;
  line.level = level;
  line.by = by;
  line.expiry = expiry;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

function touchAttestor(account: Bytes): Bytes {
  if (Attestor.load(account) == null) {
    const attestor = new Attestor(account);
    attestor.disownedSince = BigInt.zero();
    attestor.save();
  }
  return account;
}

// ---- settlement agents ----

export function handleProviderRecordsSettlementAgentSet(event: SettlementAgentSet): void {
  const p = event.params;
  const provider = loadProvider(p.providerId);
  provider.settlementAgent = p.agent;
  provider.save();

  const line = new SettlementAgentChange(eventId(event));
  line.provider = provider.id;
  line.agent = p.agent;
  line.certifier = p.certifier;
  line.evidenceHash = p.evidenceHash;
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  line.save();
}

export function handleProviderRecordsInvoiceAttested(event: InvoiceAttested): void {
  const p = event.params;
  const invoice = new Invoice(numberId(p.jobId));
  invoice.job = numberId(p.jobId);
  invoice.attestor = touchAttestor(p.attestor);
  invoice.invoiceHash = p.invoiceHash;
  invoice.amount = p.amount;
  invoice.currency = textOf(p.currency);
  invoice.vendor = p.vendor;
  invoice.paidAt = p.paidAt;
  invoice.recordedAt = event.block.timestamp;
  invoice.transaction = event.transaction.hash;
  invoice.save();
}

export function handleProviderRecordsParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
