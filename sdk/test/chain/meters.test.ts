import { keccak256, size, stringToHex, zeroAddress, zeroHash } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  AccessManagedUnauthorizedError,
  BondLockedError,
  DuplicateSignerError,
  hashDelegation,
  hashOrder,
  hashUsageReport,
  InvalidSignatureLengthError,
  jobMarketAbi,
  MeterQuorumNotOperatorError,
  meterQuorumAbi,
  NotConflictingError,
  normalizeSignature,
  type Order,
  Outcome,
  packProof,
  signUsageReport,
  splitSignature,
  toOpenParams,
  type UsageReport,
} from '../../src/index.js';
import { account, METERS } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { METER_BOND, useWorld } from '../support/world.js';

const relayer = account('relayer');

const world = useWorld(async (w) => {
  await w.fund(relayer.address);
  await w.bondMeters();
});

const report = (): UsageReport => ({
  market: world.current.contracts.JobMarket,
  jobId: 1n,
  sequence: 1,
  usage: 10n,
  startedAt: 1,
  endedAt: 2,
  outcome: Outcome.Completed,
  failureCode: 0,
  uptimeBps: 10_000,
  resultHash: zeroHash,
});

describe('meters', () => {
  test('count once bonded', async () => {
    const client = world.current.client(relayer);
    expect(await client.getMeterQuorum()).toEqual({
      threshold: 4n,
      activeMeters: BigInt(METERS),
      minimumBond: METER_BOND,
    });
    expect(await client.getMeters()).toHaveLength(METERS);
    const signer = account('meter', 0).address;
    expect(await client.getMeter({ signer })).toMatchObject({
      active: true,
      operator: account('meterOperator', 0).address,
    });
    expect(await client.getMeterBond({ signer })).toBe(METER_BOND);
    const poor = world.current.client(account('buyer', 5));
    const missing = await poor.getRequirements({ action: 'bondMeter', amount: METER_BOND });
    expect(missing.map(({ kind }) => kind)).toEqual(['balance', 'allowance']);
  });

  test('two different reports with one sequence cost the whole bond', async () => {
    const client = world.current.client(relayer);
    const liar = account('meter', 1);
    const { deployment } = world.current;
    const [a, b] = [report(), { ...report(), usage: 11n }];
    const [signatureA, signatureB] = [
      await signUsageReport(liar, deployment, a),
      await signUsageReport(liar, deployment, b),
    ];
    await expect(client.slashMeter({ a, b: a, signatureA, signatureB: signatureA })).rejects.toThrow(
      NotConflictingError,
    );
    const slashed = await (await client.slashMeter({ a, b, signatureA, signatureB })).wait();
    expect(slashed.signer).toBe(liar.address);
    expect(slashed.toReporter).toBe(METER_BOND / 2n);
    expect(await client.getMeterBond({ signer: liar.address })).toBe(0n);
  });

  test('a retired meter gets its bond after the notice', async () => {
    const operator = account('meterOperator', 2);
    const client = world.current.client(operator);
    const signer = account('meter', 2).address;
    await expect(world.current.client(relayer).retireMeter({ signer })).rejects.toThrow(AccessManagedUnauthorizedError);
    const { bondReleaseTime } = await (await client.retireMeter({ signer })).wait();
    await expect(client.withdrawMeterBond({ signer, to: operator.address })).rejects.toThrow(BondLockedError);
    const stranger = world.current.client(relayer).withdrawMeterBond({ signer, to: relayer.address });
    await expect(stranger).rejects.toThrow(MeterQuorumNotOperatorError);
    await world.current.advanceTo(bondReleaseTime + 1n);
    const { amount } = await (await client.withdrawMeterBond({ signer, to: operator.address })).wait();
    expect(amount).toBe(METER_BOND);
  });
});

describe("EIP-712 digests are the contracts'", () => {
  const random = seeded(712);
  const hash = (i: number) => keccak256(stringToHex(String(i)));

  test('usage reports', async () => {
    for (let i = 0; i < 20; i++) {
      const made: UsageReport = {
        market: account('buyer', i).address,
        jobId: randomBigint(random, 0n, 2n ** 256n - 1n),
        sequence: Number(randomBigint(random, 0n, 2n ** 32n - 1n)),
        usage: randomBigint(random, 0n, 2n ** 64n - 1n),
        startedAt: Number(randomBigint(random, 0n, 2n ** 40n - 1n)),
        endedAt: Number(randomBigint(random, 0n, 2n ** 40n - 1n)),
        outcome: Number(randomBigint(random, 0n, 2n)) as Outcome,
        failureCode: Number(randomBigint(random, 0n, 255n)),
        uptimeBps: Number(randomBigint(random, 0n, 65_535n)),
        resultHash: hash(i),
      };
      const onChain = await world.current.chain.readContract({
        address: world.current.contracts.MeterQuorum,
        abi: meterQuorumAbi,
        functionName: 'hashReport',
        args: [made],
      });
      expect(hashUsageReport(world.current.deployment, made)).toBe(onChain);
    }
  });

  test('orders', async () => {
    for (let i = 0; i < 20; i++) {
      const order: Order = {
        payer: account('buyer', i).address,
        request: {
          listingId: Number(randomBigint(random, 0n, 2n ** 32n - 1n)),
          units: Number(randomBigint(random, 0n, 2n ** 24n - 1n)),
          duration: Number(randomBigint(random, 0n, 2n ** 24n - 1n)),
          maxUnitPrice: i % 2 === 0 ? undefined : randomBigint(random, 0n, 2n ** 40n - 1n),
          buyer: i % 3 === 0 ? undefined : account('buyer', i + 1).address,
          taskCount: i % 2 === 0 ? undefined : i,
          tasksRoot: i % 2 === 0 ? undefined : hash(i),
          specHash: hash(i + 100),
        },
        nonce: randomBigint(random, 0n, 2n ** 256n - 1n),
        deadline: randomBigint(random, 0n, 2n ** 256n - 1n),
      };
      const { request, ...rest } = order;
      const onChain = await world.current.chain.readContract({
        address: world.current.contracts.JobMarket,
        abi: jobMarketAbi,
        functionName: 'hashOrder',
        args: [{ ...rest, params: toOpenParams(request) }],
      });
      expect(hashOrder(world.current.deployment, order)).toBe(onChain);
    }
  });

  test('delegations differ by every field', () => {
    const { deployment } = world.current;
    const delegation = { delegatee: zeroAddress, nonce: 0n, expiry: 1n } as const;
    const digests = [delegation, { ...delegation, nonce: 1n }, { ...delegation, expiry: 2n }].map((one) =>
      hashDelegation(deployment, one),
    );
    expect(new Set(digests).size).toBe(3);
  });
});

describe('proofs', () => {
  test('are 65 bytes a signer, ascending, whatever order they came in', async () => {
    const { deployment } = world.current;
    const signatures = await Promise.all(
      [4, 0, 6, 3].map(async (n) => {
        const meter = account('meter', n);
        return { signer: meter.address, signature: await signUsageReport(meter, deployment, report()) };
      }),
    );
    const proof = packProof(signatures);
    expect(size(proof)).toBe(4 * 65);
    expect(packProof([...signatures].reverse())).toBe(proof);
    const [first] = signatures;
    if (!first) throw new Error('nothing was signed');
    expect(() => packProof([first, first])).toThrow(DuplicateSignerError);
    expect(() => packProof([{ ...first, signature: '0x1234' }])).toThrow(InvalidSignatureLengthError);
  });

  test('recovery bits of 0 and 1 are taken for 27 and 28', async () => {
    const signature = await signUsageReport(account('meter', 0), world.current.deployment, report());
    const { v } = splitSignature(signature);
    const bare: `0x${string}` = `0x${signature.slice(2, -2)}0${v - 27}`;
    expect(normalizeSignature(bare)).toBe(signature);
  });
});
