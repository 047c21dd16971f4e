import { createWalletClient, http } from 'viem';
import { describe, expect, test } from 'vitest';
import { eventIn } from '../../src/actions/internal/outcome.js';
import {
  AccountRequiredError,
  cyberplazaActions,
  formatUsdc,
  getRequirements,
  MissingEventError,
  parseUsdc,
  RevenueSource,
  signPermit,
  TransactionRevertedError,
  UnknownDeploymentError,
  VaultInsufficientBalanceError,
  vaultAbi,
  ZeroAmountError,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld } from '../support/world.js';

const buyer = account('buyer', 0);
const friend = account('buyer', 1);
const AMOUNT = parseUsdc('100');

const world = useWorld(async (w) => {
  await w.fund(buyer.address, { usdc: AMOUNT * 10n });
});

describe('vault', () => {
  test('what is missing is told, the approval sent, then nothing is missing', async () => {
    const client = world.current.client(buyer);
    const [missing, ...others] = await client.getRequirements({ action: 'deposit', amount: AMOUNT });
    expect(others).toEqual([]);
    if (missing?.kind !== 'allowance') throw new Error('an allowance should be missing');
    expect(missing).toMatchObject({ needed: AMOUNT, allowance: 0n, spender: world.current.contracts.Vault });
    await (await client.sendCall({ call: missing.approval })).wait();
    expect(await client.getRequirements({ action: 'deposit', amount: AMOUNT })).toEqual([]);
    const poor = await client.getRequirements({ action: 'depositFor', amount: AMOUNT * 100n });
    expect(poor.map(({ kind }) => kind)).toEqual(['balance', 'allowance']);
  });

  test('deposit, and withdrawal of a part and of all', async () => {
    const client = world.current.client(buyer);
    await (await client.deposit({ amount: AMOUNT })).wait();
    expect(await client.getVaultAccount({ account: buyer.address })).toEqual({ available: AMOUNT, escrowed: 0n });
    const part = await (await client.withdraw({ amount: parseUsdc('30'), to: friend.address })).wait();
    expect(part.amount).toBe(parseUsdc('30'));
    expect((await client.getTokenBalances({ account: friend.address })).usdc).toBe(parseUsdc('30'));
    const rest = await (await client.withdraw({ amount: 'all', to: friend.address })).wait();
    expect(formatUsdc(rest.amount)).toBe('70');
    expect((await client.getVaultAccount({ account: buyer.address })).available).toBe(0n);
  });

  test('depositFor credits the other account', async () => {
    const client = world.current.client(buyer);
    const approval = await client.getRequirements({ action: 'depositFor', amount: AMOUNT });
    for (const needed of approval)
      if (needed.kind === 'allowance') await (await client.sendCall({ call: needed.approval })).wait();
    const before = await client.getVaultAccount({ account: friend.address });
    await (await client.depositFor({ beneficiary: friend.address, amount: AMOUNT })).wait();
    const after = await client.getVaultAccount({ account: friend.address });
    expect(after.available - before.available).toBe(AMOUNT);
  });

  test('depositWithPermit needs no approval; the beneficiary is the sender by default', async () => {
    const client = world.current.client(buyer);
    const { USDC, Vault } = world.current.contracts;
    const deadline = (await world.current.now()) + 600n;
    const permit = await signPermit(client, { token: USDC, chainId: 31337, spender: Vault, value: AMOUNT, deadline });
    expect(permit.deadline).toBe(deadline);
    const before = await client.getVaultAccount({ account: buyer.address });
    await (await client.depositWithPermit({ amount: AMOUNT, permit })).wait();
    const after = await client.getVaultAccount({ account: buyer.address });
    expect(after.available - before.available).toBe(AMOUNT);
  });

  test('refusals come as named errors with their values, before anything is sent', async () => {
    const client = world.current.client(friend);
    await world.current.fund(friend.address);
    const nonce = await client.getTransactionCount({ address: friend.address });
    const tooMuch = parseUsdc('1000000');
    const error = await client.withdraw({ amount: tooMuch, to: friend.address }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VaultInsufficientBalanceError);
    expect((error as VaultInsufficientBalanceError).args).toMatchObject({ account: friend.address, needed: tooMuch });
    await expect(client.deposit({ amount: 0n })).rejects.toThrow(ZeroAmountError);
    expect(await client.getTransactionCount({ address: friend.address })).toBe(nonce);
  });

  test('a client without an account reads, and is told what a write needs', async () => {
    const { chain, deployment } = world.current;
    await expect(getRequirements(chain, { action: 'deposit', amount: 1n, deployment })).rejects.toThrow(
      AccountRequiredError,
    );
    const requirements = await getRequirements(chain, {
      action: 'deposit',
      amount: 1n,
      deployment,
      account: buyer.address,
    });
    expect(Array.isArray(requirements)).toBe(true);
    await expect(getRequirements(chain, { action: 'deposit', amount: 1n, account: buyer.address })).rejects.toThrow(
      UnknownDeploymentError,
    );
  });

  test('a transaction that reverts after its simulation passed is told by wait()', async () => {
    const client = world.current.client(buyer);
    const { hash, wait } = await client.withdraw({ amount: 1n, to: buyer.address, gas: 30_000n });
    const error = await wait().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransactionRevertedError);
    expect((error as TransactionRevertedError).hash).toBe(hash);
  });

  test('a receipt without the promised event is told, too', async () => {
    const receipt = await world.current.chain.waitForTransactionReceipt({
      hash: (await world.current.client(buyer).withdraw({ amount: 1n, to: buyer.address })).hash,
    });
    const { Vault, USDC } = world.current.contracts;
    expect(eventIn(receipt, Vault, vaultAbi, 'Withdrawn').amount).toBe(1n);
    expect(() => eventIn(receipt, USDC, vaultAbi, 'Withdrawn')).toThrow(MissingEventError);
  });

  test('a bare wallet client is enough', async () => {
    const { deployment, url } = world.current;
    const client = createWalletClient({ account: buyer, transport: http(url) }).extend(
      cyberplazaActions({ deployment }),
    );
    await (await client.withdraw({ amount: 1n, to: buyer.address })).wait({ pollingInterval: 10 });
    expect((await client.getVaultAccount({ account: buyer.address })).escrowed).toBe(0n);
    expect(await client.getPrices()).toHaveProperty('USDC/USD');
  });

  test('views of revenue and volume start at zero', async () => {
    const client = world.current.client(buyer);
    expect(await client.getUncollectedRevenue({ source: RevenueSource.TransactionFees })).toBe(0n);
    expect(await client.getMarketVolume()).toBe(0n);
    expect(await client.getMarketVolume({ timestamp: 1n })).toBe(0n);
  });

  test('a state of the past can be read', async () => {
    const client = world.current.client(buyer);
    const blockNumber = await client.getBlockNumber({ cacheTime: 0 });
    const before = await client.getVaultAccount({ account: buyer.address });
    await (await client.withdraw({ amount: 1n, to: buyer.address })).wait();
    expect(await client.getVaultAccount({ account: buyer.address, blockNumber })).toEqual(before);
  });
});
