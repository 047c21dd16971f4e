import { RewardProgramme, rewardLeaf } from '@cyberplaza/sdk';
import { zeroHash } from 'viem';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { KEEPERS, kinds, Scratch, sent, startKeeper } from './support.js';

const DAY = 86_400;
const AIRDROP = RewardProgramme.Airdrop;

describe('emissions', () => {
  const scratch = new Scratch();
  const publisher = account('rewardPublisher');
  const world = useWorld(async (made) => {
    for (const who of [publisher, ...KEEPERS]) await made.fund(who.address);
  });
  afterEach(() => scratch.halt());
  afterAll(() => scratch.stop());

  it('releases what is over, accepts a root after its delay, and does neither twice', async () => {
    const client = world.current.client(publisher);
    const keeper = await startKeeper(world.current, scratch);
    expect(kinds(await keeper.runOnce(['emissions']))).toEqual({ emissions: 'done' });
    const { released, root } = await client.getRewardBooks({ programme: AIRDROP });
    expect([released, root]).toEqual([100_000n * 10n ** 18n, zeroHash]);
    expect(kinds(await keeper.runOnce(['emissions']))).toEqual({ emissions: 'nothing' });

    const leaf = rewardLeaf(publisher.address, 5n);
    await (await client.publishRoot({ programme: AIRDROP, root: leaf, total: 5n, contentHash: zeroHash })).wait();
    expect(kinds(await keeper.runOnce(['emissions']))).toEqual({ emissions: 'nothing' });
    await world.current.advance(DAY);
    expect(kinds(await keeper.runOnce(['emissions']))).toEqual({ emissions: 'done' });
    expect((await client.getRewardBooks({ programme: AIRDROP })).root).toBe(leaf);

    const second = await startKeeper(world.current, scratch, { account: KEEPERS[1] });
    const before = await sent(world.current, KEEPERS[1]);
    expect(kinds(await second.runOnce(['emissions']))).toEqual({ emissions: 'nothing' });
    expect(await sent(world.current, KEEPERS[1])).toBe(before);
  });
});
