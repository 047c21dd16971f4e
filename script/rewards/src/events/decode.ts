import {
  emissionScheduleAbi,
  perksAbi,
  providerRegistryAbi,
  referralsAbi,
  reviewsAbi,
  subscriptionsAbi,
  vaultAbi,
  votingEscrowAbi,
} from '@cyberplaza/sdk/abis';
import { type Abi, type AbiEvent, type Address, type ContractEventName, getAbiItem, hexToString, type Log } from 'viem';
import { PROGRAMMES } from '../time.js';
import { transferAbi, uniswapPoolAbi } from './abis.js';
import type { Happening } from './types.js';

/** Contracts whose events the calculation reads, as deployments name them. Without the last two their programmes have no earners. */
export interface EventContracts {
  Vault: Address;
  Perks: Address;
  Subscriptions: Address;
  Referrals: Address;
  Reviews: Address;
  ProviderRegistry: Address;
  VotingEscrow: Address;
  EmissionSchedule: Address;
  LendingPool?: Address | undefined;
  CptPool?: Address | undefined;
}

export type EventContract = keyof EventContracts;

/** How one event of one contract is read; undefined where it does not matter. */
interface Decoder {
  contract: EventContract;
  event: AbiEvent;
  read(args: never): Happening | undefined;
}

const CERTIFIED = 4;

type Args<abi extends Abi, name extends ContractEventName<abi>> = Log<
  bigint,
  number,
  false,
  undefined,
  true,
  abi,
  name
>['args'];

function on<const abi extends Abi, name extends ContractEventName<abi>>(
  contract: EventContract,
  abi: abi,
  eventName: name,
  read: (args: Args<abi, name>) => Happening | undefined,
): Decoder {
  return { contract, event: getAbiItem({ abi: abi as Abi, name: eventName as string }) as AbiEvent, read };
}

export const lower = (address: Address) => address.toLowerCase() as Address;
const nameOf = (name: `0x${string}`) => hexToString(name, { size: 32 });

/** Every event that the calculation reads, but for who owns positions of the position manager. */
export const DECODERS: readonly Decoder[] = [
  on('Perks', perksAbi, 'SpendCounted', ({ payer, providerId, day, paid, fee }) => ({
    kind: 'SpendCounted',
    payer: lower(payer),
    provider: providerId,
    day: Number(day),
    paid,
    fee,
  })),
  on('Perks', perksAbi, 'RatesSet', ({ rates }) => ({
    kind: 'RatesSet',
    thresholds: [rates.silver, rates.gold, rates.platinum],
    loyaltyBps: rates.loyaltyBps,
    planBps: rates.planBps,
  })),
  on('Subscriptions', subscriptionsAbi, 'Subscribed', planPaid),
  on('Subscriptions', subscriptionsAbi, 'TrialStarted', planPaid),
  on('Subscriptions', subscriptionsAbi, 'SubscriptionRenewed', planPaid),
  on('Subscriptions', subscriptionsAbi, 'SubscriptionUpgraded', ({ account, to }) => planPaid({ account, plan: to })),
  on('Subscriptions', subscriptionsAbi, 'RenewalSet', ({ account, autoRenew }) => ({
    kind: 'RenewalSet',
    account: lower(account),
    autoRenew,
  })),
  on('Subscriptions', subscriptionsAbi, 'SubscriptionLapsed', ({ account }) => ({
    kind: 'PlanLapsed',
    account: lower(account),
  })),
  on('Subscriptions', subscriptionsAbi, 'ParameterSet', ({ name, value }) =>
    nameOf(name) === 'gracePeriod' ? { kind: 'GraceSet', seconds: Number(value) } : undefined,
  ),
  on('Referrals', referralsAbi, 'ReferrerSet', ({ account }) => ({ kind: 'Referred', account: lower(account) })),
  on('Referrals', referralsAbi, 'FeesCounted', ({ account, vested }) => ({
    kind: 'CreditVested',
    account: lower(account),
    vested,
  })),
  on('Referrals', referralsAbi, 'WalletCreated', ({ wallet }) => ({ kind: 'WalletCreated', wallet: lower(wallet) })),
  on('Referrals', referralsAbi, 'ParameterSet', ({ name, value }) => {
    const term = nameOf(name);
    return term === 'credit' || term === 'feeShareBps' ? { kind: 'CreditTerm', name: term, value } : undefined;
  }),
  on('Vault', vaultAbi, 'ModuleSet', ({ module, allowed }) => ({ kind: 'ModuleSet', module: lower(module), allowed })),
  on('Reviews', reviewsAbi, 'Reviewed', ({ payer, providerId }) => ({
    kind: 'Reviewed',
    payer: lower(payer),
    provider: providerId,
  })),
  on('ProviderRegistry', providerRegistryAbi, 'ProviderRegistered', ({ providerId, owner }) => ({
    kind: 'ProviderOwned',
    provider: providerId,
    owner: lower(owner),
  })),
  on('ProviderRegistry', providerRegistryAbi, 'OwnershipTransferred', ({ providerId, to }) => ({
    kind: 'ProviderOwned',
    provider: providerId,
    owner: lower(to),
  })),
  on('ProviderRegistry', providerRegistryAbi, 'StatusChanged', ({ providerId, to, until }) => ({
    kind: 'ProviderStatus',
    provider: providerId,
    certified: to === CERTIFIED,
    until: Number(until),
  })),
  on('VotingEscrow', votingEscrowAbi, 'LockCreated', ({ account, lockId, amount, end }) =>
    lockChanged(account, lockId, { amount, end: Number(end) }),
  ),
  on('VotingEscrow', votingEscrowAbi, 'LockIncreased', ({ account, lockId, amount }) =>
    lockChanged(account, lockId, { amount }),
  ),
  on('VotingEscrow', votingEscrowAbi, 'LockExtended', ({ account, lockId, newEnd }) =>
    lockChanged(account, lockId, { end: Number(newEnd) }),
  ),
  on('VotingEscrow', votingEscrowAbi, 'LockRelocked', ({ account, lockId, amount, end }) =>
    lockChanged(account, lockId, { amount, end: Number(end) }),
  ),
  on('VotingEscrow', votingEscrowAbi, 'AutoRenewSet', ({ account, lockId, end }) =>
    lockChanged(account, lockId, { end: Number(end) }),
  ),
  on('VotingEscrow', votingEscrowAbi, 'LocksMerged', ({ account, fromId, intoId, amount, end }) =>
    lockChanged(account, intoId, { amount, end: Number(end), gone: Number(fromId) }),
  ),
  on('VotingEscrow', votingEscrowAbi, 'LockWithdrawn', ({ account, lockId }) =>
    lockChanged(account, lockId, { amount: 0n }),
  ),
  on('EmissionSchedule', emissionScheduleAbi, 'Released', ({ programme, amount, periods }) => ({
    kind: 'Released',
    programme: PROGRAMMES[programme] ?? 'Airdrop',
    amount,
    periods: Number(periods),
  })),
  on('EmissionSchedule', emissionScheduleAbi, 'DistributorSet', ({ distributor }) => ({
    kind: 'DistributorSet',
    distributor: lower(distributor),
  })),
  on('LendingPool', transferAbi, 'Transfer', ({ from, to, value }) => ({
    kind: 'SharesMoved',
    from: lower(from),
    to: lower(to),
    shares: value,
  })),
  on('CptPool', uniswapPoolAbi, 'Initialize', ({ tick }) => ({ kind: 'TickMoved', tick })),
  on('CptPool', uniswapPoolAbi, 'Swap', ({ tick }) => ({ kind: 'TickMoved', tick })),
  on('CptPool', uniswapPoolAbi, 'Mint', (args) => liquidityChanged(args, 1n)),
  on('CptPool', uniswapPoolAbi, 'Burn', (args) => liquidityChanged(args, -1n)),
];

function planPaid(args: { account: Address; plan: number; paidUntil?: number }): Happening {
  const { account, plan, paidUntil } = args;
  return { kind: 'PlanPaid', account: lower(account), plan, paidUntil };
}

function lockChanged(
  account: Address,
  lockId: bigint,
  change: { amount?: bigint; end?: number; gone?: number },
): Happening {
  return { kind: 'LockChanged', account: lower(account), lock: Number(lockId), ...change };
}

/** Uniswap burns nothing to bring fees up to date; that changes no position. */
function liquidityChanged(
  args: { owner: Address; tickLower: number; tickUpper: number; amount: bigint },
  sign: bigint,
): Happening | undefined {
  if (args.amount === 0n) return undefined;
  const { owner, tickLower, tickUpper, amount } = args;
  return { kind: 'LiquidityChanged', owner: lower(owner), lower: tickLower, upper: tickUpper, delta: sign * amount };
}
