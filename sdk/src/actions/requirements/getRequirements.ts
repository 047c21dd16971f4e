import { type Account, type Address, erc20Abi } from 'viem';
import { vaultAbi } from '../../abis/Vault.js';
import type { ContractName, Deployment } from '../../deployments/types.js';
import { type BridgeReadOptions, bridgeAddress, bridgeOf } from '../internal/bridge.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import { accountOf } from '../internal/write.js';
import { getRegistryParameter } from '../registry/getRegistryParameter.js';

/** Spends the platform balance. */
const PAID_FROM_BALANCE = [
  'openJob',
  'openJobs',
  'openOrder',
  'topUpJob',
  'extendJob',
  'createWorkflow',
  'bidSpot',
  'reserveCapacity',
  'pledgeUnits',
  'buyVouchers',
  'buyValueVouchers',
] as const;

/** What is about to be done, with the amounts it will move. */
export type PlannedWrite =
  | { action: 'deposit' | 'depositFor' | 'openJobWithToken' | 'bondMeter' | 'contributeToInsurance'; amount: bigint }
  | { action: 'createLock' | 'createLockFor' | 'increaseLock'; amount: bigint }
  | { action: (typeof PAID_FROM_BALANCE)[number]; amount: bigint }
  | { action: 'payWithToken' | 'payAndOpenJobs'; tokenIn: Address; amount: bigint }
  | { action: 'depositToPool'; assets: bigint }
  | { action: 'repayLot'; amount: bigint }
  | { action: 'stakeForPerks'; shares: bigint }
  | { action: 'depositBond'; cpt: bigint; usdc: bigint }
  | { action: 'delegateBond'; cpt: bigint }
  | { action: 'bidBuybackAuction'; cpt: bigint }
  | { action: 'applyForCertification' };

/** CPT about to be sent to another chain, from home or from a remote one. */
export interface PlannedSend {
  action: 'sendToChain';
  amount: bigint;
}

/** The spender may not take enough of the token yet: send `approval`, or sign a permit where the action has a variant. */
export interface AllowanceRequirement {
  kind: 'allowance';
  token: Address;
  spender: Address;
  needed: bigint;
  allowance: bigint;
  approval: ContractCall;
}

/** The wallet holds too little of the token. */
export interface BalanceRequirement {
  kind: 'balance';
  token: Address;
  needed: bigint;
  balance: bigint;
}

/** The platform balance is too small: deposit first. */
export interface VaultBalanceRequirement {
  kind: 'vaultBalance';
  needed: bigint;
  available: bigint;
}

export type Requirement = AllowanceRequirement | BalanceRequirement | VaultBalanceRequirement;

/** Parameters of {@link getRequirements}. */
export type GetRequirementsParameters = ((PlannedWrite & ReadOptions) | (PlannedSend & BridgeReadOptions)) & {
  account?: Account | Address | undefined;
};

interface Payment {
  token: 'CPT' | 'USDC' | Address;
  spender: ContractName;
  amount: bigint;
}

/**
 * What stands between an account and a write: missing allowances, tokens or platform balance. Empty means go. SPEC JOB 2.
 *
 * @throws AccountRequiredError
 *
 * @example
 * for (const requirement of await client.getRequirements({ action: 'deposit', amount })) {
 *   if (requirement.kind === 'allowance') await client.sendCall({ call: requirement.approval });
 * }
 * await client.deposit({ amount });
 */
export async function getRequirements(
  client: AnyClient,
  parameters: GetRequirementsParameters,
): Promise<Requirement[]> {
  const owner = accountOf(client, parameters.account).address;
  if (parameters.action === 'sendToChain') return sendRequirements(client, owner, parameters);
  const deployment = await deploymentOf(client, parameters);
  if (isPaidFromBalance(parameters)) {
    return vaultRequirements(client, deployment, owner, parameters.amount, parameters);
  }
  const payments = await paymentsOf(client, deployment, parameters);
  const perPayment = await Promise.all(
    payments.map(({ token, spender, amount }) =>
      tokenRequirements(client, owner, {
        token: token.startsWith('0x') ? (token as Address) : deployment.contracts[token as 'CPT' | 'USDC'],
        spender: deployment.contracts[spender],
        needed: amount,
      }),
    ),
  );
  return perPayment.flat();
}

/** At home the bridge takes CPT by an allowance; on a remote chain the token is the bridge, and burns its own. */
async function sendRequirements(
  client: AnyClient,
  owner: Address,
  parameters: PlannedSend & BridgeReadOptions,
): Promise<Requirement[]> {
  const deployment = await bridgeOf(client, parameters);
  const bridge = bridgeAddress(deployment);
  const token = 'CPT' in deployment.contracts ? deployment.contracts.CPT : bridge;
  const requirements = await tokenRequirements(client, owner, { token, spender: bridge, needed: parameters.amount });
  return token === bridge ? requirements.filter(({ kind }) => kind === 'balance') : requirements;
}

type PaidFromBalance = Extract<PlannedWrite, { action: (typeof PAID_FROM_BALANCE)[number] }>;

function isPaidFromBalance(planned: PlannedWrite): planned is PaidFromBalance {
  return (PAID_FROM_BALANCE as readonly string[]).includes(planned.action);
}

async function paymentsOf(client: AnyClient, deployment: Deployment, planned: PlannedWrite): Promise<Payment[]> {
  switch (planned.action) {
    case 'createLock':
    case 'createLockFor':
    case 'increaseLock':
      return [{ token: 'CPT', spender: 'VotingEscrow', amount: planned.amount }];
    case 'bondMeter':
      return [{ token: 'USDC', spender: 'MeterQuorum', amount: planned.amount }];
    case 'contributeToInsurance':
      return [{ token: 'USDC', spender: 'InsuranceFund', amount: planned.amount }];
    case 'depositToPool':
      return [{ token: 'USDC', spender: 'LendingPool', amount: planned.assets }];
    case 'repayLot':
      return [{ token: 'USDC', spender: 'CreditLines', amount: planned.amount }];
    case 'stakeForPerks':
      return [{ token: deployment.contracts.LendingPool, spender: 'PerkStake', amount: planned.shares }];
    case 'depositBond':
      return [
        { token: 'CPT', spender: 'ProviderRegistry', amount: planned.cpt },
        { token: 'USDC', spender: 'ProviderRegistry', amount: planned.usdc },
      ];
    case 'delegateBond':
      return [{ token: 'CPT', spender: 'ProviderRegistry', amount: planned.cpt }];
    case 'bidBuybackAuction':
      return [{ token: 'CPT', spender: 'BuybackBurner', amount: planned.cpt }];
    case 'applyForCertification': {
      const fee = await getRegistryParameter(client, { name: 'certificationFee', deployment });
      return [{ token: 'USDC', spender: 'ProviderRegistry', amount: fee }];
    }
    case 'deposit':
    case 'depositFor':
    case 'openJobWithToken':
      return [{ token: 'USDC', spender: 'Vault', amount: planned.amount }];
    case 'payWithToken':
    case 'payAndOpenJobs':
      return [{ token: planned.tokenIn, spender: 'TokenPayments', amount: planned.amount }];
    default:
      return [];
  }
}

async function tokenRequirements(
  client: AnyClient,
  owner: Address,
  { token, spender, needed }: { token: Address; spender: Address; needed: bigint },
): Promise<Requirement[]> {
  if (needed === 0n) return [];
  const erc20 = { address: token, abi: erc20Abi };
  const [allowance, balance] = (await readMany(
    client,
    [
      { ...erc20, functionName: 'allowance', args: [owner, spender] },
      { ...erc20, functionName: 'balanceOf', args: [owner] },
    ],
    {},
  )) as [bigint, bigint];
  const requirements: Requirement[] = [];
  if (balance < needed) requirements.push({ kind: 'balance', token, needed, balance });
  if (allowance < needed) {
    const approval = contractCall({ address: token, abi: erc20Abi, functionName: 'approve', args: [spender, needed] });
    requirements.push({ kind: 'allowance', token, spender, needed, allowance, approval });
  }
  return requirements;
}

async function vaultRequirements(
  client: AnyClient,
  deployment: Deployment,
  owner: Address,
  needed: bigint,
  options: ReadOptions,
): Promise<Requirement[]> {
  const available = await read(client, {
    address: deployment.contracts.Vault,
    abi: vaultAbi,
    functionName: 'balanceOf',
    args: [owner],
    blockNumber: options.blockNumber,
  });
  return available < needed ? [{ kind: 'vaultBalance', needed, available }] : [];
}
