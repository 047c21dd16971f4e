import { readFileSync } from 'node:fs';
import { descriptionHash, ProposalState, parseUsdc, TreasuryBudget } from '@cyberplaza/sdk';
import { vaultAbi } from '@cyberplaza/sdk/abis';
import { type Abi, encodeDeployData, getAddress, type Hex, slice, zeroHash } from 'viem';
import { describe, expect, test } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { CannotPassError } from '../src/index.js';
import { anyone, fail, fileOf, lockAndDelegate, plan, proposeAndVote, signAndExecute, voters } from './support.js';

const IMPLEMENTATION_SLOT = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
const DAY = 86_400n;

let providerId = 0;
let listingId = 0;

/** SPEC GOV 1 and 2, played with real Safes, their owners' signatures and voters on a real chain. */
const world = useWorld(async (w) => {
  await w.publishPrices();
  providerId = await w.provider(0);
  listingId = await w.listing(0, providerId);
  await lockAndDelegate(w);
});

async function feeOfANewJob(n: number): Promise<number> {
  await world.current.publishPrices();
  await (await world.current.client(anyone).refreshProvider({ providerId })).wait();
  const buyer = await world.current.buyer(n);
  const { jobId } = await (await buyer.openJob({ listingId, units: 1, duration: 3_600, specHash: zeroHash })).wait();
  return (await buyer.getJob({ jobId })).feeBps;
}

describe('voters', () => {
  test('lower the fee, and the next job pays less; another proposal is vetoed by 4 of 7', async () => {
    const w = world.current;
    expect(await feeOfANewJob(1)).toBe(500);
    const good = await plan(
      w,
      fileOf(`
        title = "Lower the fee of ordinary providers"
        description = "From 5% to 4.5%."
        proposer = "${voters[0].address}"
        [[actions]]
        contract = "ProviderRegistry"
        function = "setParameter"
        arguments = { name = "ordinaryFeeBps", value = "4.5%" }`),
    );
    const bad = await plan(
      w,
      fileOf(`
        title = "Everybody's upgrades"
        proposer = "${voters[0].address}"
        [[actions]]
        contract = "AccessManager"
        function = "grantRole"
        arguments = { roleId = 2, account = "${anyone.address}", executionDelay = 0 }`),
    );
    expect(bad.warnings).toContain('AccessManager.grantRole gives somebody a role');
    expect(good.warnings).toEqual([]);

    const doomed = bad.voters?.proposal ?? fail('no voters');
    await (await w.client(voters[0]).propose({ proposal: doomed })).wait();
    const { proposal, proposalId } = await proposeAndVote(w, good);
    const client = w.client(anyone);

    const veto = await plan(
      w,
      fileOf(`
        title = "Veto"
        safe = "council"
        [[actions]]
        contract = "Council"
        function = "veto"
        [actions.arguments]
        targets = ["AccessManager"]
        values = [0]
        calldatas = ["${doomed.calls[0]?.data}"]
        descriptionHash = "${descriptionHash(doomed.description)}"
        reason = "Upgrades belong to seven of nine."`),
    );
    await signAndExecute(w, veto.safe ?? fail('no safe'), 0);
    const vetoed = await client.getProposal({ proposalId: bad.voters?.proposalId ?? 0n });
    expect(vetoed.state).toBe(ProposalState.Canceled);

    await (await client.queueProposal({ proposal })).wait();
    await expect(client.executeProposal({ proposal })).rejects.toThrow();
    await w.advanceTo((await client.getProposal({ proposalId })).eta);
    await (await client.executeProposal({ proposal })).wait();
    expect((await client.getProposal({ proposalId })).state).toBe(ProposalState.Executed);
    expect(await feeOfANewJob(2)).toBe(450);
  });
});

describe('Safes', () => {
  test('7 of 9 upgrade a contract after 48 hours', async () => {
    const w = world.current;
    const implementation = await deploy('Vault', [w.contracts.USDC]);
    const upgrade = await plan(
      w,
      fileOf(`
        title = "A new Vault"
        safe = "upgrades"
        [[actions]]
        contract = "ProxyAdmin of Vault"
        function = "upgradeAndCall"
        arguments = { proxy = "Vault", implementation = "${implementation}", data = "0x" }`),
    );
    const safe = upgrade.safe ?? fail('no safe');
    expect([safe.threshold, safe.owners.length, safe.delay]).toEqual([7, 9, 172_800]);
    expect(upgrade.warnings).toEqual([
      'ProxyAdmin of Vault.upgradeAndCall replaces the code of a contract',
      'Vault: the code was replaced',
    ]);
    await expect(signAndExecute(w, safe, 0, 6)).rejects.toThrow();
    await signAndExecute(w, safe, 0);
    await expect(signAndExecute(w, safe, 1)).rejects.toThrow();
    await w.advance(2n * DAY);
    await signAndExecute(w, safe, 1);
    const slot = await w.chain.getStorageAt({ address: w.contracts.Vault, slot: IMPLEMENTATION_SLOT });
    expect(getAddress(slice(slot ?? '0x', 12))).toBe(getAddress(implementation));
    // The same money, the same books.
    const version = await w.chain.readContract({ address: w.contracts.Vault, abi: vaultAbi, functionName: 'usdc' });
    expect(version).toBe(w.contracts.USDC);
  });

  test('3 of 5 pause the market, and withdrawals still work', async () => {
    const w = world.current;
    const buyer = await w.buyer(3, parseUsdc('100'));
    const pause = await plan(
      w,
      fileOf(`
        title = "Stop openings"
        safe = "emergency"
        [[actions]]
        contract = "JobMarket"
        function = "pause"
        [[actions]]
        contract = "CPT"
        function = "pause"`),
    );
    await signAndExecute(w, pause.safe ?? fail('no safe'), 0);
    await w.publishPrices();
    const job = { listingId, units: 1, duration: 3_600, specHash: zeroHash };
    await expect(buyer.openJob(job)).rejects.toThrow('EnforcedPause');
    await (await buyer.withdraw({ amount: parseUsdc('100'), to: account('buyer', 3).address })).wait();
  });

  test('4 of 9 may not pay 100,001 USDC, 5 of 9 may', async () => {
    const w = world.current;
    await w.fund(w.contracts.Treasury, { usdc: parseUsdc('1000000') });
    const payment = (safe: string, pay: string) => `
      title = "Servers"
      safe = "${safe}"
      [[actions]]
      contract = "Treasury"
      function = "${pay}"
      arguments = { budget = "Engineering", to = "${anyone.address}", amount = "100,001 USDC", reason = "Servers." }`;
    await expect(plan(w, fileOf(payment('treasuryDaily', 'pay')))).rejects.toThrow('DailyLimitExceeded');
    await expect(plan(w, fileOf(payment('treasuryDaily', 'payLarge')))).rejects.toThrow(CannotPassError);
    const large = await plan(w, fileOf(payment('treasury', 'payLarge')));
    expect(large.warnings).toEqual([`a large payment: 100001 USDC from Treasury to ${anyone.address}`]);
    const safe = large.safe ?? fail('no safe');
    await expect(signAndExecute(w, safe, 0, 4)).rejects.toThrow();
    await signAndExecute(w, safe, 0, 5);
    const { balances } = await w.client(anyone).getTreasury();
    expect(balances[TreasuryBudget.Engineering]).toBe(parseUsdc('300000') - parseUsdc('100001'));
  });
});

async function deploy(name: string, args: readonly unknown[]): Promise<Hex> {
  const out = process.env.FOUNDRY_PROFILE === 'lite' ? 'out-lite' : 'out';
  const artifact = JSON.parse(
    readFileSync(new URL(`../../../${out}/${name}.sol/${name}.json`, import.meta.url), 'utf8'),
  ) as {
    abi: Abi;
    bytecode: { object: Hex };
  };
  const data = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode.object, args });
  const { chain, client } = { chain: world.current.chain, client: world.current.client(anyone) };
  const { contractAddress } = await chain.waitForTransactionReceipt({ hash: await client.sendTransaction({ data }) });
  return contractAddress ?? fail(`${name} was not deployed`);
}
