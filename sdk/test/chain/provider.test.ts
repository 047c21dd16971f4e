import { keccak256, stringToHex } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  AlreadyRegisteredError,
  BelowEntryBarError,
  InvalidTermsError,
  JobMarketNotOperatorError,
  NoExitRequestedError,
  NoSlashQueuedError,
  NotOwnerError,
  NotPendingOwnerError,
  PriceUnfitError,
  ProviderStatus,
  parseCpt,
  parseUsdc,
  providerFeeBps,
  providerRegistryAbi,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { ENTRY_BAR, useWorld } from '../support/world.js';

const EVIDENCE = keccak256(stringToHex('papers'));
const owner = account('provider', 0);
const heir = account('provider', 1);
const operator = account('provider', 2);
let providerId: number;
let listingId: number;

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.fund(owner.address, { usdc: parseUsdc('100000'), cpt: parseCpt('50000') });
  for (const who of [heir, operator]) await w.fund(who.address);
});

describe('providers', () => {
  test('register once', async () => {
    const client = world.current.client(owner);
    const registered = await (await client.registerProvider({ payout: owner.address, metadataURI: 'ipfs://a' })).wait();
    providerId = registered.providerId;
    expect(await client.getProviderOf({ owner: owner.address })).toBe(providerId);
    expect(await client.getProviderCount()).toBe(1);
    await expect(client.registerProvider({ payout: owner.address, metadataURI: '' })).rejects.toThrow(
      AlreadyRegisteredError,
    );
  });

  test('update, and only by the owner', async () => {
    const client = world.current.client(owner);
    await (await client.updateProvider({ providerId, payout: heir.address, metadataURI: 'ipfs://b' })).wait();
    expect(await client.getProvider({ providerId })).toMatchObject({ payout: heir.address, metadataURI: 'ipfs://b' });
    const stranger = world.current.client(heir);
    const refused = stranger.updateProvider({ providerId, payout: heir.address, metadataURI: '' });
    await expect(refused).rejects.toThrow(NotOwnerError);
  });

  test('operators come and go', async () => {
    const client = world.current.client(owner);
    await (await client.setOperator({ providerId, operator: operator.address, allowed: true })).wait();
    expect(await client.mayOperate({ providerId, account: operator.address })).toBe(true);
    expect(await client.mayOperate({ providerId, account: heir.address })).toBe(false);
  });

  test('apply with the fee that requirements tell', async () => {
    const client = world.current.client(owner);
    const low = { ...ENTRY_BAR, cores: 99 };
    const [missing] = await client.getRequirements({ action: 'applyForCertification' });
    if (missing?.kind !== 'allowance') throw new Error('an allowance should be missing');
    expect(missing.needed).toBe(await client.getRegistryParameter({ name: 'certificationFee' }));
    await (await client.sendCall({ call: missing.approval })).wait();
    await expect(
      client.applyForCertification({ providerId, infrastructure: low, evidenceHash: EVIDENCE }),
    ).rejects.toThrow(BelowEntryBarError);
    const applied = await (
      await client.applyForCertification({ providerId, infrastructure: ENTRY_BAR, evidenceHash: EVIDENCE })
    ).wait();
    expect(applied.fee).toBe(missing.needed);
    expect((await client.getProvider({ providerId })).status).toBe(ProviderStatus.Applied);
  });

  test('bond in both tokens, its haircut, exit and change of mind', async () => {
    const client = world.current.client(owner);
    const bond = { cpt: parseCpt('10000'), usdc: parseUsdc('20000') };
    for (const needed of await client.getRequirements({ action: 'depositBond', ...bond })) {
      if (needed.kind === 'allowance') await (await client.sendCall({ call: needed.approval })).wait();
    }
    expect(await (await client.depositBond({ providerId, ...bond })).wait()).toMatchObject(bond);
    // 10,000 CPT at 0.50 USD, half of it counts.
    expect(await client.getHaircutBond({ providerId })).toBe(parseUsdc('22500'));
    expect(await client.getBondTotals()).toEqual(bond);
    const exit = { providerId, cpt: parseCpt('1'), usdc: parseUsdc('1') };
    await (await client.requestBondExit(exit)).wait();
    await (await client.cancelBondExit({ providerId })).wait();
    await expect(client.cancelBondExit({ providerId })).rejects.toThrow(NoExitRequestedError);
    const { releaseTime } = await (await client.requestBondExit(exit)).wait();
    expect(releaseTime).toBe((await world.current.now()) + 35n * 86_400n);
    await world.current.advanceTo(releaseTime);
    const out = await (await client.withdrawBond({ providerId, to: heir.address })).wait();
    expect(out).toMatchObject({ cpt: parseCpt('1'), usdc: parseUsdc('1') });
  });

  test('on probation it may sell, at the fee that the maths tells', async () => {
    await world.current.publishPrices();
    const n = 5;
    const id = await world.current.provider(n);
    const standing = await world.current.client(owner).getProviderStanding({ providerId: id });
    expect(standing.tier).toBe(ProviderStatus.Probation);
    expect(BigInt(standing.feeBps)).toBe(providerFeeBps(false, 0n));
    expect(standing.maxOpenJobs).toBe(10);
    listingId = await world.current.listing(n, id);
  });

  test('ownership passes in two steps', async () => {
    const client = world.current.client(owner);
    const taker = world.current.client(heir);
    await expect(taker.acceptProvider({ providerId })).rejects.toThrow(NotPendingOwnerError);
    await (await client.transferProvider({ providerId, newOwner: heir.address })).wait();
    expect(await client.getPendingOwner({ providerId })).toBe(heir.address);
    await (await taker.acceptProvider({ providerId })).wait();
    expect((await client.getProvider({ providerId })).owner).toBe(heir.address);
  });
});

describe('slashing', () => {
  const slasher = account('slasher');

  test('waits for a fit price and is then executed by anyone', async () => {
    const client = world.current.client(heir);
    expect(await client.getOrdinaryAdmission()).toBe(false);
    await (await client.recordCptPrice()).wait();
    expect((await client.getLastFitPrice()).price).toBe(50_000_000n);
    await world.current.advance(30n * 86_400n);
    await world.current.fund(slasher.address);
    const hash = await world.current.client(slasher).writeContract({
      address: world.current.contracts.ProviderRegistry,
      abi: providerRegistryAbi,
      functionName: 'slash',
      args: [providerId, parseUsdc('20000'), slasher.address, EVIDENCE],
    });
    await world.current.chain.waitForTransactionReceipt({ hash });
    const [queued] = await client.getQueuedSlashes({ providerId });
    // 19,999 USDC were there to pay with.
    expect(queued?.value).toBe(parseUsdc('1'));
    await expect(client.executeSlash({ providerId })).rejects.toThrow(PriceUnfitError);
    await world.current.publishPrices();
    await (await client.executeSlash({ providerId })).wait();
    expect(await client.getQueuedSlashes({ providerId })).toEqual([]);
    // 1 USDC at 0.50 USD
    expect((await client.getTokenBalances({ account: slasher.address })).cpt).toBe(parseCpt('2'));
    await expect(client.executeSlash({ providerId })).rejects.toThrow(NoSlashQueuedError);
  });
});

describe('listings', () => {
  test('terms, values and changes', async () => {
    const client = world.current.client(account('provider', 5));
    expect(await client.getListingCount()).toBe(1);
    expect(await client.getListing({ listingId })).toMatchObject({ unitPrice: 40_000, capacity: 64, active: true });
    // 64 cores x 0.04 USDC x 720 hours
    expect(await client.getListingMonthlyValue({ listingId })).toBe(1_843_200_000n);
    const provider = (await client.getListing({ listingId })).providerId;
    expect(await client.getListedValue({ providerId: provider })).toBe(1_843_200_000n);
    expect(await client.getListingsParameter({ name: 'bondBps' })).toBe(1_000n);
    expect(await client.getRequiredBond({ providerId: provider })).toBe(184_320_000n);
    await (await client.setListingPrice({ listingId, unitPrice: 41_000 })).wait();
    await (await client.setListingCapacity({ listingId, capacity: 32 })).wait();
    await (await client.setListingActive({ listingId, active: false })).wait();
    expect(await client.getListing({ listingId })).toMatchObject({ unitPrice: 41_000, capacity: 32, active: false });
    expect(await client.getListedValue({ providerId: provider })).toBe(0n);
  });

  test('bad terms and strangers are refused by name', async () => {
    const client = world.current.client(account('provider', 5));
    const { providerId: id } = await client.getListing({ listingId });
    const terms = { ...world.current.listingTerms(id), cancelFeeBps: 2_000 };
    const bytes = stringToHex('x', { size: 32 });
    const refused = await client.createListing({ terms, sku: bytes, region: bytes }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidTermsError);
    expect((refused as InvalidTermsError).args.value).toBe(2_000n);
    const stranger = world.current.client(operator);
    await expect(stranger.setListingActive({ listingId, active: true })).rejects.toThrow(JobMarketNotOperatorError);
  });
});
