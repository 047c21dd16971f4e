import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Abi,
  type Address,
  createPublicClient,
  createTestClient,
  encodeFunctionData,
  type Hex,
  http,
  isAddress,
  parseAbi,
  publicActions,
  walletActions,
  zeroAddress,
} from 'viem';
import { foundry } from 'viem/chains';
import { z } from 'zod';
import { ANYONE, type Operation } from './model.js';

const GAS_LIMIT = 8_000_000n;
const FUNDS = 10n ** 25n;

const artifactSchema = z.object({
  abi: z.array(z.unknown()),
  bytecode: z.object({ object: z.string().regex(/^0x[0-9a-f]+$/) }),
});

const escrowAbi = parseAbi([
  'function initialize()',
  'function createLockFor(address account, uint256 amount, uint256 duration) returns (uint256)',
  'function increaseAmount(address account, uint256 lockId, uint256 amount)',
  'function extendLock(uint256 lockId, uint256 duration)',
  'function relock(uint256 lockId, uint256 duration)',
  'function mergeLocks(uint256 fromId, uint256 intoId)',
  'function setAutoRenew(uint256 lockId, bool enabled)',
  'function withdraw(uint256 lockId, address to) returns (uint256)',
  'function setCreatorConsent(address creator, bool allowed)',
  'function delegate(address delegatee)',
  'function delegates(address account) view returns (address)',
  'function totalLocked() view returns (uint256)',
  'function getLocks(address account) view returns (uint256[] ids, (uint128 amount, uint40 end, bool autoRenew)[] locks)',
  'function balanceOf(address account) view returns (uint256)',
  'function getVotes(address account) view returns (uint256)',
  'function totalSupply() view returns (uint256)',
  'function getPastVotes(address account, uint256 timepoint) view returns (uint256)',
  'function getPastTotalSupply(uint256 timepoint) view returns (uint256)',
  'function balanceOfAt(address account, uint256 timepoint) view returns (uint256)',
  'function rawBalanceOfAt(address account, uint256 timepoint) view returns (uint256)',
  'function rawVotesAt(address account, uint256 timepoint) view returns (uint256)',
  'function rawTotalSupplyAt(uint256 timepoint) view returns (uint256)',
  'function rawBalancesAt(address account, uint256[] timepoints) view returns (uint256[])',
]);

const tokenAbi = parseAbi([
  'function transfer(address to, uint256 amount) returns (bool)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function balanceOf(address account) view returns (uint256)',
]);

/** An operation that was mined, and whether it succeeded. */
export interface Mined {
  readonly operation: Operation;
  readonly success: boolean;
}

/** Deploys a token and the escrow behind its proxy, funds the accounts, and returns a driver for both. */
export async function deployEscrow(url: string, count: number) {
  const transport = http(url, { batch: true, timeout: 60_000 });
  const chain = createTestClient({ mode: 'anvil', chain: foundry, transport, pollingInterval: 5 })
    .extend(publicActions)
    .extend(walletActions);
  const client = createPublicClient({ chain: foundry, transport });
  const [deployer = zeroAddress, ...rest] = await chain.getAddresses();
  const accounts = rest.slice(0, count);

  async function deploy(name: string, args: readonly unknown[]): Promise<Address> {
    const { abi, bytecode } = artifact(name);
    const hash = await chain.deployContract({ abi, bytecode, args, account: deployer });
    const { contractAddress } = await chain.waitForTransactionReceipt({ hash });
    if (!contractAddress || !isAddress(contractAddress)) throw new Error(`${name} was not deployed`);
    return contractAddress;
  }

  const token = await deploy('LockToken', []);
  const implementation = await deploy('VotingEscrow', [token]);
  const initialize = encodeFunctionData({ abi: escrowAbi, functionName: 'initialize' });
  const escrow = await deploy('TransparentUpgradeableProxy', [implementation, deployer, initialize]);
  for (const account of accounts) {
    const transfer = { address: token, abi: tokenAbi, functionName: 'transfer', args: [account, FUNDS] } as const;
    const approve = {
      address: token,
      abi: tokenAbi,
      functionName: 'approve',
      args: [escrow, 2n ** 256n - 1n],
    } as const;
    await chain.waitForTransactionReceipt({ hash: await chain.writeContract({ ...transfer, account: deployer }) });
    await chain.waitForTransactionReceipt({ hash: await chain.writeContract({ ...approve, account }) });
  }
  await chain.setAutomine(false);

  const address = (account: number): Address => (account === ANYONE ? zeroAddress : (accounts[account] ?? zeroAddress));
  const read = { address: escrow, abi: escrowAbi } as const;

  return {
    /** The chain's current second. */
    now: async (): Promise<bigint> => (await client.getBlock({ blockTag: 'latest' })).timestamp,

    /** Mines the operations in one block of the given second; returns them in the order they ran. */
    async mine(operations: readonly Operation[], time: bigint): Promise<Mined[]> {
      await chain.setNextBlockTimestamp({ timestamp: time });
      const sent: { operation: Operation; hash: Hex }[] = [];
      for (const operation of operations) {
        const request = {
          account: address(operation.by),
          to: escrow,
          data: encode(operation, address),
          gas: GAS_LIMIT,
        };
        sent.push({ operation, hash: await chain.sendTransaction(request) });
      }
      await chain.mine({ blocks: 1 });
      const receipts = await Promise.all(
        sent.map(async ({ operation, hash }) => ({ operation, receipt: await client.getTransactionReceipt({ hash }) })),
      );
      return receipts
        .sort((one, other) => one.receipt.transactionIndex - other.receipt.transactionIndex)
        .map(({ operation, receipt }) => ({ operation, success: receipt.status === 'success' }));
    },

    address,
    delegates: (account: number) =>
      client.readContract({ ...read, functionName: 'delegates', args: [address(account)] }),
    locks: (account: number) => client.readContract({ ...read, functionName: 'getLocks', args: [address(account)] }),
    totalLocked: () => client.readContract({ ...read, functionName: 'totalLocked' }),
    tokensHeld: () => client.readContract({ address: token, abi: tokenAbi, functionName: 'balanceOf', args: [escrow] }),
    balanceOf: (account: number) =>
      client.readContract({ ...read, functionName: 'balanceOf', args: [address(account)] }),
    getVotes: (account: number) => client.readContract({ ...read, functionName: 'getVotes', args: [address(account)] }),
    totalSupply: () => client.readContract({ ...read, functionName: 'totalSupply' }),
    getPastVotes: (account: number, time: bigint) =>
      client.readContract({ ...read, functionName: 'getPastVotes', args: [address(account), time] }),
    getPastTotalSupply: (time: bigint) =>
      client.readContract({ ...read, functionName: 'getPastTotalSupply', args: [time] }),
    balanceOfAt: (account: number, time: bigint) =>
      client.readContract({ ...read, functionName: 'balanceOfAt', args: [address(account), time] }),
    rawBalance: (account: number, time: bigint) =>
      client.readContract({ ...read, functionName: 'rawBalanceOfAt', args: [address(account), time] }),
    rawVotes: (account: number, time: bigint) =>
      client.readContract({ ...read, functionName: 'rawVotesAt', args: [address(account), time] }),
    rawTotal: (time: bigint) => client.readContract({ ...read, functionName: 'rawTotalSupplyAt', args: [time] }),
    rawBalances: (account: number, times: readonly bigint[]) =>
      client.readContract({ ...read, functionName: 'rawBalancesAt', args: [address(account), times] }),
  };
}

function artifact(name: string): { abi: Abi; bytecode: Hex } {
  const path = join(process.env.FOUNDRY_OUT ?? 'out', `${name}.sol`, `${name}.json`);
  const { abi, bytecode } = artifactSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { abi: abi as Abi, bytecode: bytecode.object as Hex };
}

function encode(operation: Operation, address: (account: number) => Address): Hex {
  const abi = escrowAbi;
  switch (operation.kind) {
    case 'create':
      return encodeFunctionData({
        abi,
        functionName: 'createLockFor',
        args: [address(operation.account), operation.amount, operation.duration],
      });
    case 'increase':
      return encodeFunctionData({
        abi,
        functionName: 'increaseAmount',
        args: [address(operation.account), BigInt(operation.lockId), operation.amount],
      });
    case 'extend':
      return encodeFunctionData({
        abi,
        functionName: 'extendLock',
        args: [BigInt(operation.lockId), operation.duration],
      });
    case 'relock':
      return encodeFunctionData({ abi, functionName: 'relock', args: [BigInt(operation.lockId), operation.duration] });
    case 'merge':
      return encodeFunctionData({
        abi,
        functionName: 'mergeLocks',
        args: [BigInt(operation.fromId), BigInt(operation.intoId)],
      });
    case 'autoRenew':
      return encodeFunctionData({
        abi,
        functionName: 'setAutoRenew',
        args: [BigInt(operation.lockId), operation.enabled],
      });
    case 'withdraw':
      return encodeFunctionData({
        abi,
        functionName: 'withdraw',
        args: [BigInt(operation.lockId), address(operation.by)],
      });
    case 'consent':
      return encodeFunctionData({
        abi,
        functionName: 'setCreatorConsent',
        args: [address(operation.creator), operation.allowed],
      });
    case 'delegate':
      return encodeFunctionData({ abi, functionName: 'delegate', args: [address(operation.to)] });
  }
}
