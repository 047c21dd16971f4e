import { encodeFunctionData, keccak256, stringToHex } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  BelowMinimumError,
  byRank,
  DelegationCapExceededError,
  delegationShares,
  delegationWorth,
  ExitNotReleasableError,
  NoExitRequestedError,
  NothingToClaimError,
  NotOwnerError,
  NotTiedError,
  parseCpt,
  parseUsdc,
  providerRegistryAbi,
  splitOfEarnings,
  TieKnownError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld } from '../support/world.js';

const DAY = 86_400n;
const owner = account('provider', 0);
const other = account('provider', 1);
const alice = account('staker', 0);
const operator = account('meterOperator', 0);
const meter = account('meter', 0);
const slasher = account('slasher');
let providerId: number;
let second: number;

const world = useWorld(async (w) => {
  await w.publishPrices();
  providerId = await w.provider(0, { bond: parseUsdc('1000') });
  second = await w.provider(1, { bond: parseUsdc('1500') });
  for (const who of [alice, operator]) await w.fund(who.address, { usdc: parseUsdc('5000'), cpt: parseCpt('50000') });
  await w.fund(slasher.address);
});

async function pool() {
  return world.current.client(alice).getDelegationPool({ providerId });
}

/** As if jobs had paid the provider while it shares. */
async function earn(amount: bigint): Promise<void> {
  const { account: to } = await pool();
  await world.current.approve(alice, 'USDC', world.current.contracts.Vault);
  await (await world.current.client(alice).depositFor({ beneficiary: to, amount })).wait();
}

describe('delegation', () => {
  test('stakes with the allowance that requirements tell, up to the cap', async () => {
    const client = world.current.client(alice);
    const cpt = parseCpt('2000');
    const [missing] = await client.getRequirements({ action: 'delegateBond', cpt: parseCpt('50000') });
    if (missing?.kind !== 'allowance') throw new Error('an allowance should be missing');
    await (await client.sendCall({ call: missing.approval })).wait();
    const minimum = await client.getDelegationParameter({ name: 'minDelegation' });
    await expect(client.delegateBond({ providerId, cpt: minimum - 1n })).rejects.toThrow(BelowMinimumError);
    // 1,000 USDC carry three times as much: 12,000 CPT at 0.50 USD and half.
    await expect(client.delegateBond({ providerId, cpt: parseCpt('12000') + 10n ** 15n })).rejects.toThrow(
      DelegationCapExceededError,
    );
    const { shares } = await (await client.delegateBond({ providerId, cpt })).wait();
    expect(shares).toBe(delegationShares(cpt, { shares: 0n, exitingShares: 0n, cpt: 0n }));
    expect(await client.getHaircutBond({ providerId })).toBe(parseUsdc('1500'));
    expect(await client.getDelegationPosition({ providerId, delegator: alice.address })).toMatchObject({ cpt, shares });
  });

  test('ranks providers by bond, what others staked included', async () => {
    const client = world.current.client(alice);
    await (await client.delegateBond({ providerId, cpt: parseCpt('400') })).wait();
    const ids = [second, providerId];
    const weights = await client.getRankWeights({ providerIds: ids });
    expect(weights).toEqual([parseUsdc('1500'), parseUsdc('1600')]);
    const listings = [
      { listingId: 3, providerId: second },
      { listingId: 2, providerId },
      { listingId: 1, providerId },
    ];
    const order = byRank(new Map(ids.map((id, n) => [id, weights[n]])));
    expect([...listings].sort(order).map(({ listingId }) => listingId)).toEqual([1, 2, 3]);
  });

  test('shares earnings as the maths tells, and pays them anywhere', async () => {
    const provider = world.current.client(owner);
    const client = world.current.client(alice);
    await expect(client.setDelegatorShare({ providerId, bps: 1 })).rejects.toThrow(NotOwnerError);
    const raised = await (await provider.setDelegatorShare({ providerId, bps: 1_250 })).wait();
    expect(raised.effectiveAt).toBe(await world.current.now());
    expect((await client.getProviderStanding({ providerId })).payout).toBe((await pool()).account);
    await earn(1_000_001n);
    const before = await pool();
    expect(before.unsplit).toBe(1_000_001n);
    const split = await (await client.splitEarnings({ providerId })).wait();
    expect(split).toMatchObject(splitOfEarnings(before.unsplit, before));
    expect((await provider.getVaultAccount({ account: owner.address })).available).toBe(split.toProvider);
    expect(await (await client.splitEarnings({ providerId })).wait()).toMatchObject({ toDelegators: 0n });
    const { amount } = await (await client.claimEarnings({ providerIds: [providerId], to: other.address })).wait();
    expect(split.toDelegators - amount).toBeLessThanOrEqual(1n);
    await expect(client.claimEarnings({ providerIds: [providerId], to: other.address })).rejects.toThrow(
      NothingToClaimError,
    );
    const lowered = await (await provider.setDelegatorShare({ providerId, bps: 0 })).wait();
    expect(lowered.effectiveAt).toBe((await world.current.now()) + 35n * DAY);
  });

  test('a slash takes from all alike, to the wei of the maths', async () => {
    const client = world.current.client(alice);
    const data = encodeFunctionData({
      abi: providerRegistryAbi,
      functionName: 'slash',
      args: [providerId, parseUsdc('1333'), slasher.address, keccak256(stringToHex('fault'))],
    });
    await world.current.impersonate(slasher.address, world.current.contracts.ProviderRegistry, data);
    const after = await pool();
    expect(after.cpt).toBe(parseCpt('2400') - parseCpt('666'));
    const { shares, cpt } = await client.getDelegationPosition({ providerId, delegator: alice.address });
    expect(cpt).toBe(delegationWorth(shares, after));
    await world.current.fund(owner.address, { usdc: parseUsdc('1000') });
    await (await world.current.client(owner).depositBond({ providerId, cpt: 0n, usdc: parseUsdc('1000') })).wait();
    const more = parseCpt('77');
    const expected = delegationShares(more, await pool());
    expect((await (await client.delegateBond({ providerId, cpt: more })).wait()).shares).toBe(expected);
  });

  test('leaves by notice, and may think again', async () => {
    const client = world.current.client(alice);
    await expect(client.cancelDelegationExit({ providerId })).rejects.toThrow(NoExitRequestedError);
    await (await client.requestDelegationExit({ providerId, shares: 5n })).wait();
    expect((await (await client.cancelDelegationExit({ providerId })).wait()).shares).toBe(5n);
    const exit = await (await client.requestDelegationExit({ providerId, shares: 'all' })).wait();
    await expect(client.withdrawDelegation({ providerId, to: alice.address })).rejects.toThrow(ExitNotReleasableError);
    const worth = delegationWorth(exit.shares, await pool());
    await world.current.advanceTo(exit.releaseTime);
    const out = await (await client.withdrawDelegation({ providerId, to: alice.address })).wait();
    expect(out).toMatchObject({ cpt: worth, shares: exit.shares });
    expect(await pool()).toMatchObject({ cpt: 0n, shares: 0n, exitingShares: 0n });
  });

  test('ties a meter that stakes on the provider, for as long as it does', async () => {
    await world.current.publishPrices();
    const client = world.current.client(operator);
    const tie = { signer: meter.address, providerId: second };
    await expect(client.proveMeterTie(tie)).rejects.toThrow(NotTiedError);
    await world.current.approve(operator, 'CPT', world.current.contracts.ProviderRegistry);
    await (await client.delegateBond({ providerId: second, cpt: parseCpt('10') })).wait();
    const anyone = world.current.client(alice);
    await (await anyone.proveMeterTie(tie)).wait();
    expect(await anyone.isMeterTied(tie)).toBe(true);
    await expect(anyone.dropMeterTie(tie)).rejects.toThrow(TieKnownError);
    const { releaseTime } = await (await client.requestDelegationExit({ providerId: second, shares: 'all' })).wait();
    await world.current.advanceTo(releaseTime);
    await (await client.withdrawDelegation({ providerId: second, to: operator.address })).wait();
    await (await anyone.dropMeterTie(tie)).wait();
    expect(await anyone.isMeterTied(tie)).toBe(false);
  });
});
