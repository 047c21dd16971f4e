import {
  type Account,
  type Address,
  BaseError,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  type Hex,
  http,
  keccak256,
  maxUint256,
  parseEther,
  publicActions,
  stringToHex,
  walletActions,
  zeroHash,
} from 'viem';
import { foundry } from 'viem/chains';
import { afterAll, beforeAll, inject } from 'vitest';
import {
  cptAbi,
  cyberplazaActions,
  type Deployment,
  KycLevel,
  type ListingTerms,
  type NewTariff,
  Outcome,
  Period,
  packNodeReports,
  packProof,
  parseDeployment,
  parseUsdc,
  providerRegistryAbi,
  Resource,
  signPriceReport,
  signUsageReport,
  testUsdcAbi,
  type UsageReport,
  waitForReceipt,
} from '../../src/index.js';
import { account, METERS, PRICE_NODES } from './accounts.js';
import { type Anvil, startAnvil } from './anvil.js';

const POLLING_MS = 10;
const ADVANCE_ATTEMPTS = 20;
const PROBATION = 30n * 86_400n;
const YEAR = 365 * 86_400;
const EVIDENCE = keccak256(stringToHex('evidence'));

/** A chain with the whole protocol on it. */
export class World {
  private constructor(
    readonly deployment: Deployment,
    readonly url: string,
    private readonly anvil: Anvil,
  ) {}

  static async start(): Promise<World> {
    const anvil = await startAnvil();
    const world = new World(parseDeployment(JSON.parse(inject('deployment'))), anvil.url, anvil);
    await world.chain.loadState({ state: inject('chainState') });
    // The clock of a fresh chain runs ahead of the blocks it was given.
    await world.chain.mine({ blocks: 1 });
    return world;
  }

  /** A chain that somebody else deployed to. */
  static on(deployment: Deployment, anvil: Anvil): World {
    return new World(deployment, anvil.url, anvil);
  }

  stop(): Promise<void> {
    return this.anvil.stop();
  }

  get contracts() {
    return this.deployment.contracts;
  }

  /** Cheat codes and plain reads. */
  get chain() {
    const options = { mode: 'anvil', chain: foundry, transport: this.transport, pollingInterval: POLLING_MS } as const;
    const client = createTestClient(options).extend(publicActions).extend(walletActions);
    return client.extend(() => ({
      waitForTransactionReceipt: (wanted: { hash: Hex }) => waitForReceipt(client, wanted),
    }));
  }

  private get transport() {
    return http(this.url, { timeout: 60_000 });
  }

  /** A client as a dApp has it. */
  client(who: Account) {
    return createWalletClient({ account: who, chain: foundry, transport: this.transport, pollingInterval: POLLING_MS })
      .extend(publicActions)
      .extend(cyberplazaActions({ deployment: this.deployment }));
  }

  async now(): Promise<bigint> {
    return (await this.chain.getBlock()).timestamp;
  }

  async advanceTo(timestamp: bigint): Promise<void> {
    await this.chain.setNextBlockTimestamp({ timestamp });
    await this.chain.mine({ blocks: 1 });
  }

  /** Looks at the clock again where somebody who sends meanwhile has moved it past the second chosen. */
  async advance(seconds: bigint | number): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.advanceTo((await this.now()) + BigInt(seconds));
      } catch (error) {
        if (attempt === ADVANCE_ATTEMPTS || !isPast(error)) throw error;
      }
    }
  }

  /** Sends as any address. */
  async impersonate(from: Address, to: Address, data: Hex): Promise<void> {
    await this.chain.setBalance({ address: from, value: parseEther('10') });
    await this.chain.impersonateAccount({ address: from });
    const hash = await this.chain.sendTransaction({ account: from, to, data, chain: foundry });
    await this.chain.stopImpersonatingAccount({ address: from });
    const receipt = await this.chain.waitForTransactionReceipt({ hash });
    if (receipt.status !== 'success') throw new Error(`reverted: ${hash}`);
  }

  /** Ether, USDC and CPT for an account. */
  async fund(who: Address, tokens: { usdc?: bigint; cpt?: bigint } = {}): Promise<void> {
    await this.chain.setBalance({ address: who, value: parseEther('100') });
    const { USDC, CPT } = this.contracts;
    if (tokens.usdc) {
      const hash = await this.client(account('deployer')).writeContract({
        address: USDC,
        abi: testUsdcAbi,
        functionName: 'mint',
        args: [who, tokens.usdc],
      });
      await this.chain.waitForTransactionReceipt({ hash });
    }
    if (tokens.cpt) {
      const data = encodeFunctionData({ abi: cptAbi, functionName: 'transfer', args: [who, tokens.cpt] });
      await this.impersonate(this.contracts.EmissionSchedule, CPT, data);
    }
  }

  async approve(who: Account, token: 'USDC' | 'CPT', spender: Address): Promise<void> {
    const hash = await this.client(who).writeContract({
      address: this.contracts[token],
      abi: cptAbi,
      functionName: 'approve',
      args: [spender, maxUint256],
    });
    await this.chain.waitForTransactionReceipt({ hash });
  }

  /** Every feed at a price that fits, or at the given ones. */
  async publishPrices(prices: Readonly<Record<string, bigint>> = {}): Promise<void> {
    const { feeds } = this.deployment;
    const vector = Object.entries(feeds)
      .map(([name, id]) => ({ id, price: prices[name] ?? DEFAULT_PRICES[name] ?? 40_000n }))
      .sort((a, b) => a.id - b.id);
    await this.advance(1);
    const report = {
      feedIds: vector.map(({ id }) => id),
      prices: vector.map(({ price }) => price),
      observedAt: Number(await this.now()),
    };
    const signed = await Promise.all(
      Array.from({ length: PRICE_NODES }, (_, n) => signPriceReport(account('priceNode', n), this.deployment, report)),
    );
    await this.fund(account('relayer').address);
    const { wait } = await this.client(account('relayer')).submitPrices({
      feedIds: report.feedIds,
      observedAt: report.observedAt,
      reports: packNodeReports(signed),
    });
    await wait();
  }

  /** All meters bonded and counting. */
  async bondMeters(): Promise<void> {
    for (let n = 0; n < METERS; n++) {
      const operator = account('meterOperator', n);
      await this.fund(operator.address, { usdc: METER_BOND });
      await this.approve(operator, 'USDC', this.contracts.MeterQuorum);
      const { wait } = await this.client(operator).bondMeter({
        signer: account('meter', n).address,
        amount: METER_BOND,
      });
      await wait();
    }
  }

  /** A provider on probation, or certified, with a USDC bond. */
  async provider(n: number, options: { certified?: boolean; bond?: bigint } = {}): Promise<number> {
    const owner = account('provider', n);
    const bond = options.bond ?? parseUsdc('100000');
    await this.fund(owner.address, { usdc: bond + parseUsdc('5000') });
    await this.approve(owner, 'USDC', this.contracts.ProviderRegistry);
    const client = this.client(owner);
    const registered = await client.registerProvider({ payout: owner.address, metadataURI: 'ipfs://provider' });
    const { providerId } = await registered.wait();
    const applied = await client.applyForCertification({
      providerId,
      infrastructure: ENTRY_BAR,
      evidenceHash: EVIDENCE,
    });
    await applied.wait();
    await (await client.depositBond({ providerId, cpt: 0n, usdc: bond })).wait();
    await this.certifier(providerId, 'admit');
    if (options.certified) {
      await this.advance(PROBATION + 1n);
      await this.publishPrices();
      await this.identify(owner.address);
      await this.certifier(providerId, 'certify');
    }
    return providerId;
  }

  /** Enhanced KYC for a year, said by the attestor itself. */
  async identify(who: Address): Promise<void> {
    const attestor = account('kycAttestor');
    await this.fund(attestor.address);
    const expiry = Number(await this.now()) + YEAR;
    const said = { subject: who, level: KycLevel.Enhanced, expiry, subjectHash: EVIDENCE };
    await (await this.client(attestor).attestKyc(said)).wait();
  }

  private async certifier(providerId: number, functionName: 'admit' | 'certify'): Promise<void> {
    const certifier = account('certifier');
    await this.fund(certifier.address);
    const hash = await this.client(certifier).writeContract({
      address: this.contracts.ProviderRegistry,
      abi: providerRegistryAbi,
      functionName,
      args: [providerId, EVIDENCE, 'test'],
    });
    const receipt = await this.chain.waitForTransactionReceipt({ hash });
    if (receipt.status !== 'success') throw new Error(`${functionName} reverted`);
  }

  /** A listing of 40 mUSDC per core-hour, or with other terms. */
  async listing(
    n: number,
    providerId: number,
    terms: Partial<ListingTerms> = {},
    sla?: NewTariff,
    tags: readonly Hex[] = [],
  ): Promise<number> {
    const { wait } = await this.client(account('provider', n)).createListing({
      terms: { ...this.listingTerms(providerId), ...terms },
      sku: stringToHex('cpu.core', { size: 32 }),
      region: stringToHex('eu', { size: 32 }),
      tags,
      metadataURI: 'ipfs://listing',
      sla,
    });
    return (await wait()).listingId;
  }

  listingTerms(providerId: number): ListingTerms {
    return {
      providerId,
      resource: Resource.CpuCoreHour,
      period: Period.Hour,
      preemptible: false,
      reservable: false,
      unitPrice: 40_000,
      capacity: 64,
      minDuration: 60,
      maxDuration: 30 * 86_400,
      startLimit: 60,
      cancelFeeBps: 500,
      feedId: this.deployment.feeds['CPU core-hour/eu'] ?? 0,
      slaUptimeBps: 0,
      slaCreditBps: 0,
      extraSigners: 0,
      verifier: 0,
    };
  }

  /** A buyer with a platform balance. */
  async buyer(n: number, usdc = parseUsdc('10000')) {
    const who = account('buyer', n);
    await this.fund(who.address, { usdc });
    await this.approve(who, 'USDC', this.contracts.Vault);
    const client = this.client(who);
    await (await client.deposit({ amount: usdc })).wait();
    return client;
  }

  /** A report that all but the last three meters signed. */
  async signedReport(report: Partial<UsageReport> & Pick<UsageReport, 'jobId' | 'usage' | 'startedAt' | 'endedAt'>) {
    const full: UsageReport = {
      market: this.contracts.JobMarket,
      sequence: 1,
      outcome: Outcome.Completed,
      failureCode: 0,
      uptimeBps: 10_000,
      resultHash: zeroHash,
      ...report,
    };
    const signers = Array.from({ length: 4 }, (_, n) => account('meter', n));
    const signatures = await Promise.all(
      signers.map(async (signer) => ({
        signer: signer.address,
        signature: await signUsageReport(signer, this.deployment, full),
      })),
    );
    return { report: full, proof: packProof(signatures) };
  }
}

/** Anvil's word for a timestamp before its last block's. */
function isPast(error: unknown): boolean {
  return error instanceof BaseError && error.details.includes("lower than previous block's timestamp");
}

export const METER_BOND = parseUsdc('10000');
export const ENTRY_BAR = { cores: 100, ramGb: 500, nvmeTb: 10, diskTb: 0, gbps: 10 };

const DEFAULT_PRICES: Readonly<Record<string, bigint>> = { 'USDC/USD': 100_000_000n, 'CPT/USD': 50_000_000n };

/** A world for a test file, made before its first test and stopped after its last. */
export function useWorld(prepare: (world: World) => Promise<void> = async () => {}): { readonly current: World } {
  let world: World | undefined;
  beforeAll(async () => {
    world = await World.start();
    await prepare(world);
  });
  afterAll(async () => {
    await world?.stop();
  });
  return {
    get current() {
      if (!world) throw new Error('the world has not started');
      return world;
    },
  };
}
