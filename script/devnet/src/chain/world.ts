import { type Deployment, waitForReceipt, withGasMargin } from '@cyberplaza/sdk';
import * as abis from '@cyberplaza/sdk/abis';
import {
  type Abi,
  type Account,
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  decodeErrorResult,
  encodeFunctionData,
  type Hex,
  http,
  type PublicClient,
  type TransactionReceipt,
} from 'viem';
import { foundry } from 'viem/chains';

const ABIS = {
  AccessManager: abis.accessManagerAbi,
  CPT: abis.cptAbi,
  ComputePriceOracle: abis.computePriceOracleAbi,
  Council: abis.councilAbi,
  CreditLines: abis.creditLinesAbi,
  CyberPlazaGovernor: abis.cyberPlazaGovernorAbi,
  EmissionSchedule: abis.emissionScheduleAbi,
  FundHolder: abis.fundHolderAbi,
  GroupBuy: abis.groupBuyAbi,
  JobMarket: abis.jobMarketAbi,
  LendingPool: abis.lendingPoolAbi,
  Listings: abis.listingsAbi,
  MerkleRewards: abis.merkleRewardsAbi,
  MeterQuorum: abis.meterQuorumAbi,
  Perks: abis.perksAbi,
  PriceHub: abis.priceHubAbi,
  ProviderRecords: abis.providerRecordsAbi,
  ProviderRegistry: abis.providerRegistryAbi,
  Referrals: abis.referralsAbi,
  RevenueRouter: abis.revenueRouterAbi,
  Reviews: abis.reviewsAbi,
  StakingRewards: abis.stakingRewardsAbi,
  Subscriptions: abis.subscriptionsAbi,
  TokenVesting: abis.tokenVestingAbi,
  Treasury: abis.treasuryAbi,
  USDC: abis.testUsdcAbi,
  UptimeMonitor: abis.uptimeMonitorAbi,
  Vault: abis.vaultAbi,
  VotingEscrow: abis.votingEscrowAbi,
} as const satisfies Record<string, Abi>;

export type ContractName = keyof typeof ABIS;

const MAX_FEE_WEI = 1_000_000_000n;
const POLLING_MS = 20;

/** A transaction of the devnet itself did not do what it should; names the contract's own error. */
export class StepReverted extends Error {
  constructor(contract: string, functionName: string, reason: string) {
    super(`${contract}.${functionName} reverted: ${reason}`);
    this.name = 'StepReverted';
  }
}

/** The deployed system as the devnet's cast uses it: every account signs its own transactions. */
export class World {
  readonly reader: PublicClient;
  readonly #rpcUrl: string;

  constructor(
    rpcUrl: string,
    readonly deployment: Deployment,
  ) {
    this.#rpcUrl = rpcUrl;
    this.reader = createPublicClient({ chain: foundry, transport: http(rpcUrl), pollingInterval: POLLING_MS });
  }

  get rpcUrl(): string {
    return this.#rpcUrl;
  }

  abi<N extends ContractName>(name: N): (typeof ABIS)[N] {
    return ABIS[name];
  }

  address(name: Exclude<ContractName, 'FundHolder'>): Address {
    return this.deployment.contracts[name];
  }

  holder(name: string): Address {
    const found = this.deployment.holders[name];
    if (!found) throw new Error(`no holder named ${name} in the deployment`);
    return found;
  }

  feed(name: string): number {
    const found = this.deployment.feeds[name];
    if (found === undefined) throw new Error(`no feed named ${name} in the deployment`);
    return found;
  }

  wallet(account: Account) {
    return createWalletClient({ account, chain: foundry, transport: http(this.#rpcUrl), pollingInterval: POLLING_MS });
  }

  /** Gives accounts the ether they pay gas with. */
  async fund(accounts: readonly Address[], wei: bigint): Promise<void> {
    const test = createTestClient({ mode: 'anvil', transport: http(this.#rpcUrl) });
    await Promise.all(accounts.map((address) => test.setBalance({ address, value: wei })));
  }

  /** Sends one call and waits until it is mined. */
  async send(
    account: Account,
    name: Exclude<ContractName, 'FundHolder'>,
    functionName: string,
    args: readonly unknown[],
  ): Promise<TransactionReceipt> {
    const to = this.address(name);
    const data = encodeFunctionData({ abi: ABIS[name] as Abi, functionName, args });
    let gas: bigint;
    try {
      gas = await this.reader.estimateGas({ account: account.address, to, data });
    } catch (error) {
      throw new StepReverted(name, functionName, this.#reason(error));
    }
    const hash = await this.wallet(account).sendTransaction({
      to,
      data,
      gas: withGasMargin(gas),
      maxFeePerGas: MAX_FEE_WEI,
      maxPriorityFeePerGas: 0n,
    });
    const receipt = await waitForReceipt(this.reader, { hash, pollingInterval: POLLING_MS });
    if (receipt.status !== 'success') throw new StepReverted(name, functionName, `in transaction ${hash}`);
    return receipt;
  }

  #reason(error: unknown): string {
    const data = findRevertData(error);
    if (!data) return error instanceof Error ? error.message : String(error);
    for (const abi of Object.values(ABIS)) {
      try {
        const { errorName, args } = decodeErrorResult({ abi: abi as Abi, data });
        return `${errorName}(${(args ?? []).join(', ')})`;
      } catch {
        // not an error of this contract
      }
    }
    return data;
  }
}

function findRevertData(error: unknown): Hex | undefined {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : undefined) {
    if ('data' in at && typeof at.data === 'string' && at.data.startsWith('0x') && at.data.length >= 10)
      return at.data as Hex;
  }
  return undefined;
}
