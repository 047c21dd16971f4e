import {
  cancelProposalCall,
  type Deployment,
  describeProposal,
  executeProposalCall,
  type Proposal,
  proposalIdOf,
  proposeCall,
  queueProposalCall,
  timelockOperationIdOf,
} from '@cyberplaza/sdk';
import { cyberPlazaGovernorAbi } from '@cyberplaza/sdk/abis';
import { type Address, createPublicClient, formatUnits, getAddress, type Hex, http, type PublicClient } from 'viem';
import { type Authority, authorityOf, throughManager } from './authority.js';
import { CannotPassError, ProposalFileError } from './errors.js';
import type { ProposalFile } from './proposalFile.js';
import { type ResolvedCall, resolveAction } from './resolve.js';
import { type SafeCall, type SafeTransaction, safeKit, safeTransaction, transactionBuilderJson } from './safe.js';
import { directSteps, type Simulation, type Step, simulate } from './simulate.js';
import { type CheckedCode, foreignImmutables, uncheckedUpgrades } from './upgrades.js';
import { warningsOf } from './warnings.js';

const VE_DECIMALS = 18;

/** What the voters' way needs. */
export interface VotersPlan {
  readonly proposal: Proposal;
  readonly proposalId: bigint;
  readonly operationId: Hex;
  readonly governor: Address;
  readonly propose: Hex;
  readonly queue: Hex;
  readonly execute: Hex;
  readonly cancel: Hex;
}

/** What a Safe's owners sign; a second transaction where the AccessManager makes the first one wait. */
export interface SafePlan {
  readonly name: string;
  readonly safe: Address;
  readonly threshold: number;
  readonly owners: readonly string[];
  /** Seconds between the two. */
  readonly delay: number;
  readonly transactions: readonly { what: string; transaction: SafeTransaction; builder: object }[];
}

export interface Plan {
  readonly file: ProposalFile;
  readonly calls: readonly ResolvedCall[];
  readonly voters: VotersPlan | undefined;
  readonly safe: SafePlan | undefined;
  readonly warnings: readonly string[];
  readonly simulation: Simulation | undefined;
}

export interface PlanOptions {
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  /** False: only the bytes and hashes. */
  readonly simulation?: boolean;
  /** New code that may be proposed; 'any' only warns of what nobody checked, for chains that guard nothing. */
  readonly checked?: CheckedCode | 'any';
  /** Milliseconds, for the Transaction Builder's file. */
  readonly now?: number;
}

/**
 * Works a proposal file out: bytes, ids, hashes, warnings, and what would happen on a fork of the chain.
 *
 * @throws ProposalFileError, CannotPassError
 */
export async function planProposal(file: ProposalFile, options: PlanOptions): Promise<Plan> {
  const { rpcUrl, deployment } = options;
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: 60_000 }) });
  const chainId = await client.getChainId();
  if (chainId !== deployment.chainId) {
    throw new ProposalFileError(`the deployment is on chain ${deployment.chainId}, the node on ${chainId}`);
  }
  const calls: ResolvedCall[] = [];
  for (const action of file.actions) calls.push(await resolveAction(client, deployment, action));
  const caller = file.safe ? safeAddress(deployment, file.safe) : deployment.contracts.GovernanceTimelock;
  const authorities = await Promise.all(calls.map((call) => authorityOf(client, deployment, caller, call)));
  const checked = options.checked === 'any' ? {} : (options.checked ?? {});
  const unchecked = await uncheckedUpgrades(client, deployment, calls, checked);
  const notes = unchecked.map((name) => `${name}: nobody has checked the storage layout of its new code`);
  await refuse(client, deployment, file, authorities, options.checked === 'any' ? [] : notes);

  const voters = file.proposer ? votersPlan(deployment, file, calls) : undefined;
  const safe = file.safe ? await safePlan(options, file, caller, authorities) : undefined;
  const simulation =
    options.simulation === false
      ? undefined
      : await simulate(rpcUrl, deployment, stepsOf(deployment, caller, authorities, Boolean(safe)));
  if (simulation?.refusal) throw new CannotPassError([simulation.refusal]);
  const foreign = await foreignImmutables(client, deployment, calls, checked);
  const warnings = [...notes, ...foreign, ...warningsOf(deployment, calls, simulation)];
  return { file, calls, voters, safe, warnings, simulation };
}

/** What can be told before anything is simulated. */
async function refuse(
  client: PublicClient,
  deployment: Deployment,
  file: ProposalFile,
  authorities: readonly Authority[],
  notes: readonly string[],
): Promise<void> {
  const who = file.safe ? `the Safe ${file.safe}` : 'the timelock';
  const reasons = authorities
    .filter(({ delay }) => delay === undefined)
    .map(({ call, role }) => `${who} may not call ${call.contract}.${call.signature}: it is role ${role}'s`);
  reasons.push(...notes);
  const delays = new Set(authorities.map(({ delay }) => delay).filter((delay) => delay !== undefined));
  if (delays.size > 1) reasons.push(`actions of different delays (${[...delays].join(', ')} s): write a file for each`);
  if (file.proposer) {
    const governor = { address: deployment.contracts.CyberPlazaGovernor, abi: cyberPlazaGovernorAbi } as const;
    const { timestamp } = await client.getBlock();
    const args = [getAddress(file.proposer), timestamp - 1n] as const;
    const votes = await client.readContract({ ...governor, functionName: 'getVotes', args });
    const threshold = await client.readContract({ ...governor, functionName: 'proposalThreshold' });
    if (votes < threshold) {
      const [has, needs] = [votes, threshold].map((value) => formatUnits(value, VE_DECIMALS));
      reasons.push(`the proposer has ${has} veCPT, a proposal takes ${needs}`);
    }
  }
  if (reasons.length > 0) throw new CannotPassError(reasons);
}

function votersPlan(deployment: Deployment, file: ProposalFile, calls: readonly ResolvedCall[]): VotersPlan {
  const text = file.description === '' ? `# ${file.title}` : `# ${file.title}\n\n${file.description}`;
  const proposal = { calls, description: describeProposal(text, file.proposer as Address) };
  return {
    proposal,
    proposalId: proposalIdOf(proposal),
    operationId: timelockOperationIdOf(deployment, proposal),
    governor: deployment.contracts.CyberPlazaGovernor,
    propose: proposeCall(deployment, { proposal }).data,
    queue: queueProposalCall(deployment, { proposal }).data,
    execute: executeProposalCall(deployment, { proposal }).data,
    cancel: cancelProposalCall(deployment, { proposal }).data,
  };
}

async function safePlan(
  { rpcUrl, deployment, now }: PlanOptions,
  file: ProposalFile,
  safe: Address,
  authorities: readonly Authority[],
): Promise<SafePlan> {
  const kit = await safeKit(rpcUrl, deployment, safe);
  const nonce = await kit.getNonce();
  const delay = authorities[0]?.delay ?? 0;
  const rounds = delay === 0 ? [['execute', direct(authorities)] as const] : delayed(deployment, authorities);
  const transactions = [];
  for (const [index, [what, calls]] of rounds.entries()) {
    const title = rounds.length > 1 ? `${file.title} (${what})` : file.title;
    transactions.push({
      what,
      transaction: await safeTransaction(kit, deployment, calls, nonce + index),
      builder: transactionBuilderJson(deployment, safe, title, file.description, calls, now ?? Date.now()),
    });
  }
  const [threshold, owners] = await Promise.all([kit.getThreshold(), kit.getOwners()]);
  return { name: file.safe ?? '', safe, threshold, owners, delay, transactions };
}

function direct(authorities: readonly Authority[]): SafeCall[] {
  return authorities.map(({ call: { to, data, value } }) => ({ to, data, value }));
}

function delayed(deployment: Deployment, authorities: readonly Authority[]): (readonly [string, SafeCall[]])[] {
  const to = deployment.contracts.AccessManager;
  const through = authorities.map(({ call }) => ({ ...throughManager(call), value: call.value }));
  return [
    ['schedule', through.map(({ schedule }) => ({ to, data: schedule, value: 0n }))],
    ['execute', through.map(({ execute, value }) => ({ to, data: execute, value }))],
  ];
}

function stepsOf(deployment: Deployment, caller: Address, authorities: readonly Authority[], bySafe: boolean): Step[] {
  const delay = authorities[0]?.delay ?? 0;
  if (!bySafe || delay === 0) {
    return directSteps(
      caller,
      authorities.map(({ call }) => call),
    );
  }
  const to = deployment.contracts.AccessManager;
  const rounds = authorities.map(({ call }) => ({ call, ...throughManager(call) }));
  return [
    ...rounds.map(({ call, schedule }) => ({
      what: `schedule ${call.contract}.${call.signature}`,
      from: caller,
      to,
      data: schedule,
      value: 0n,
      wait: 0,
    })),
    ...rounds.map(({ call, execute }, index) => ({
      what: `execute ${call.contract}.${call.signature}`,
      from: caller,
      to,
      data: execute,
      value: call.value,
      wait: index === 0 ? delay : 0,
    })),
  ];
}

function safeAddress(deployment: Deployment, name: string): Address {
  const address = deployment.safes[name];
  if (address) return address;
  const known = Object.keys(deployment.safes).join(', ') || 'none';
  throw new ProposalFileError(`the deployment has no Safe ${name}; it has ${known}`);
}
