// Law G from the index alone: the lending pool's money, its loans and its exit queue.

export async function readPool(ask, all, block) {
  const { lendingPool } = await ask(
    `{ lendingPool(id: "0x00", block: { number: ${block} }) { cash reserve claimable principal deposited withdrawn claimed lent repaid
       reservePushed coveredTotal covered impaired supply pendingShares queueEnd filledTo } }`,
  );
  return {
    pool: lendingPool,
    lines: await all(ask, 'creditLines', 'state principal drawn repaid', block),
    lots: await all(ask, 'lots', 'line { id } drawn repaid units unsold pledged', block),
    exits: await all(ask, 'exitRequests', 'shares start end cancelledShares claimedShares claimedAssets', block),
    fills: await all(ask, 'queueFills', 'shares assets', block),
    holders: await all(ask, 'poolHolders', 'id shares', block),
    stakes: await all(ask, 'perkStakes', 'keeper ripe young', block),
  };
}

/** @param {any} books what readPool read, and the checks of laws.mjs */
export function checkPool({ pool, lines, lots, exits, fills, holders, stakes, held, equal, covers, none, sum }) {
  const n = (key) => BigInt(pool[key]);
  covers(
    'G',
    'USDC in LendingPool covers cash + reserve + claimable',
    held('LendingPool', 'usdc'),
    n('cash') + n('reserve') + n('claimable'),
  );
  equal(
    'G',
    'cash + reserve + claimable = what went in less what went out',
    n('cash') + n('reserve') + n('claimable'),
    n('deposited') + n('repaid') + n('coveredTotal') - n('withdrawn') - n('claimed') - n('lent') - n('reservePushed'),
  );
  equal(
    'G',
    'Σ open lines’ principal = outstanding',
    sum(
      lines.filter((line) => line.state === 'Open'),
      (line) => line.principal,
    ),
    n('principal'),
  );
  none(
    'G',
    'lines that owe something else than their lots',
    lines.filter((line) => {
      const own = lots.filter((lot) => lot.line.id === line.id);
      return sum(own, (lot) => BigInt(lot.drawn) - BigInt(lot.repaid)) !== BigInt(line.principal);
    }),
  );
  none(
    'G',
    'lots that sold or pledged more than they are',
    lots.filter((lot) => BigInt(lot.unsold) > BigInt(lot.units) || BigInt(lot.pledged) > BigInt(lot.unsold)),
  );
  equal(
    'G',
    'Σ holders’ shares = supply',
    sum(holders, (holder) => holder.shares),
    n('supply'),
  );
  covers(
    'G',
    'rUSDC in PerkStake covers Σ stakes',
    sum(
      holders.filter((holder) => stakes.some((stake) => stake.keeper === holder.id)),
      (holder) => holder.shares,
    ),
    sum(stakes, (stake) => BigInt(stake.ripe) + BigInt(stake.young)),
  );
  equal(
    'G',
    'shares asked for = filled + cancelled + waiting',
    sum(exits, (exit) => exit.shares),
    sum(fills, (fill) => fill.shares) + sum(exits, (exit) => exit.cancelledShares) + n('pendingShares'),
  );
  equal(
    'G',
    'set aside = claimed + claimable',
    sum(fills, (fill) => fill.assets),
    sum(exits, (exit) => exit.claimedAssets) + n('claimable'),
  );
  none(
    'G',
    'requests that claimed beyond what is filled',
    exits.filter((exit) => {
      const from = BigInt(exit.start);
      const to = BigInt(exit.end) < n('filledTo') ? BigInt(exit.end) : n('filledTo');
      return BigInt(exit.claimedShares) > (to > from ? to - from : 0n);
    }),
  );
  covers('G', 'impairment covers what the fund has given for it', n('impaired'), n('covered'));
}
