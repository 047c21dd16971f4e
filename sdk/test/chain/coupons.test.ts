import { describe, expect, test } from 'vitest';
import {
  BatchRunningError,
  buildCoupons,
  CouponUsedError,
  couponCommitment,
  couponLeaf,
  couponsAbi,
  MathsDomainError,
  NotCommittedError,
  parseUsdc,
  RevealTooEarlyError,
  readCoupon,
  writeCoupon,
} from '../../src/index.js';
import { useWorld, type World } from '../support/world.js';

const DAY = 86_400;
const CODES = 7;
let sponsor: Awaited<ReturnType<World['buyer']>>;
let bob: typeof sponsor;
let thief: typeof sponsor;

const world = useWorld(async (w) => {
  [sponsor, bob, thief] = [await w.buyer(0, parseUsdc('5000')), await w.buyer(1), await w.buyer(2)];
});

describe('coupons', () => {
  test('are texts that a book of codes is written to and read from', () => {
    const { coupons, root } = buildCoupons(CODES);
    expect(coupons.map(writeCoupon).map(readCoupon)).toEqual(coupons);
    expect(new Set(coupons.map(({ code }) => code)).size).toBe(CODES);
    const single = buildCoupons(1);
    expect(single.root).toBe(couponLeaf(single.coupons[0]?.code ?? '0x'));
    expect(root).not.toBe(single.root);
    expect(() => readCoupon('abc')).toThrow(MathsDomainError);
    expect(() => buildCoupons(0)).toThrow(MathsDomainError);
  });

  test('are claimed by commit and reveal, so a code that was seen is of no use', async () => {
    const { root, coupons } = buildCoupons(CODES);
    const { Coupons } = world.current.contracts;
    const { id: tokenId } = await (await sponsor.buyValueVouchers({ count: 14n, to: sponsor.account.address })).wait();
    await (await sponsor.approveVouchers({ operator: Coupons, approved: true })).wait();
    const deadline = Number(await world.current.now()) + 30 * DAY;
    const created = await sponsor.createCouponBatch({ tokenId, perCode: 2n, codes: CODES, root, deadline });
    const { batchId } = await created.wait();
    expect(await bob.getCouponBatchCount()).toBe(batchId);

    for (const [index, coupon] of coupons.entries()) {
      const { code, proof } = readCoupon(writeCoupon(coupon));
      const to = bob.account.address;
      const commitment = couponCommitment(world.current.deployment, { code, account: to });
      if (index === 0) {
        const args = [code, to] as const;
        const read = { address: Coupons, abi: couponsAbi, functionName: 'commitmentOf', args } as const;
        expect(await bob.readContract(read)).toBe(commitment);
      }
      await (await bob.commitCoupon({ commitment })).wait();
      expect(await bob.getCouponCommitment({ commitment })).toBe(await world.current.now());
      await expect(bob.claimCoupon({ batchId, code, proof, to })).rejects.toThrow(RevealTooEarlyError);
      await world.current.advance(60);
      await expect(thief.claimCoupon({ batchId, code, proof, to: thief.account.address })).rejects.toThrow(
        NotCommittedError,
      );
      if (index === CODES - 1) break;
      expect((await (await bob.claimCoupon({ batchId, code, proof, to })).wait()).count).toBe(2n);
      expect(await bob.isCouponClaimed({ batchId, leaf: couponLeaf(code) })).toBe(true);
    }

    const [first] = coupons;
    if (!first) throw new Error('no coupon');
    const again = couponCommitment(world.current.deployment, { code: first.code, account: thief.account.address });
    await (await thief.commitCoupon({ commitment: again })).wait();
    await world.current.advance(60);
    await expect(thief.claimCoupon({ batchId, ...first, to: thief.account.address })).rejects.toThrow(CouponUsedError);

    expect(await bob.getVoucherBalance({ account: bob.account.address, tokenId })).toBe(12n);
    expect(await bob.getCouponBatch({ batchId })).toMatchObject({ codes: 1, perCode: 2n, root, deadline });
    await expect(sponsor.reclaimCoupons({ batchId, to: sponsor.account.address })).rejects.toThrow(BatchRunningError);
    await world.current.advanceTo(BigInt(deadline + 1));
    expect((await (await sponsor.reclaimCoupons({ batchId, to: sponsor.account.address })).wait()).count).toBe(2n);
  });
});
