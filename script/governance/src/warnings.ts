import type { Deployment } from '@cyberplaza/sdk';
import { formatUnits, isAddressEqual } from 'viem';
import { nameOf, type ResolvedCall } from './resolve.js';
import type { Simulation } from './simulate.js';

const USDC_DECIMALS = 6;
const CPT_DECIMALS = 18;
const LARGE = 100_000n;

/** Functions that change who may do what, or what code runs. */
const GRAVE: Readonly<Record<string, string>> = {
  upgradeAndCall: 'replaces the code of a contract',
  transferOwnership: 'gives a contract away',
  renounceOwnership: 'leaves a contract without an owner',
  updateAuthority: 'takes a contract out of the AccessManager',
  grantRole: 'gives somebody a role',
  revokeRole: 'takes a role away',
  setRoleAdmin: 'changes who gives a role',
  setRoleGuardian: 'changes who may cancel what a role does',
  setGrantDelay: 'changes how long a grant waits',
  setTargetAdminDelay: 'changes how long changes of a contract wait',
  setTargetClosed: 'closes or opens a contract',
  setTargetFunctionRole: 'changes who may call a function',
  addOwnerWithThreshold: 'adds an owner to a Safe',
  removeOwner: 'removes an owner of a Safe',
  swapOwner: 'replaces an owner of a Safe',
  changeThreshold: 'changes how many owners of a Safe sign',
  enableModule: 'lets a module act without the owners of a Safe',
  setGuard: 'changes the guard of a Safe',
  updateDelay: "changes the timelock's delay",
  updateTimelock: 'changes which timelock governs',
  relay: 'makes the governor itself call something',
  setQuorumRule: 'changes the quorum of proposals to come',
  setLeftOut: 'changes whose votes the quorum leaves out',
  appoint: 'appoints another council',
  dismiss: 'dismisses the council',
  setModule: 'lets a contract move money in the vault, or no longer',
  setVerifier: 'changes who verifies usage',
  setSplit: 'changes where all revenue goes',
};

/** The same, seen in events: it also finds what a call does by way of another. */
const GRAVE_EVENTS: Readonly<Record<string, string>> = {
  Upgraded: 'the code was replaced',
  OwnershipTransferred: 'the owner changed',
  AuthorityUpdated: 'the authority changed',
  RoleGranted: 'a role was granted',
  RoleRevoked: 'a role was revoked',
  TargetFunctionRoleUpdated: "a function's role changed",
  AddedOwner: 'a Safe has a new owner',
  RemovedOwner: 'a Safe lost an owner',
  ChangedThreshold: "a Safe's threshold changed",
};

/** What a signer should look at twice. */
export function warningsOf(
  deployment: Deployment,
  calls: readonly ResolvedCall[],
  simulation: Simulation | undefined,
): string[] {
  const found = calls.flatMap((call) => {
    const meaning = GRAVE[call.function.name];
    const coin = call.value > 0n ? [`${call.contract}.${call.function.name} sends ${call.value} wei`] : [];
    return [...(meaning ? [`${call.contract}.${call.function.name} ${meaning}`] : []), ...coin];
  });
  for (const { events } of simulation?.steps ?? []) {
    for (const { name, args, contract, address } of events) {
      const meaning = name && GRAVE_EVENTS[name];
      if (meaning) found.push(`${contract ?? address}: ${meaning}`);
      if (name === 'Transfer') found.push(...payment(deployment, address, args));
    }
  }
  return [...new Set(found)];
}

function payment(deployment: Deployment, token: `0x${string}`, args: unknown): string[] {
  const { from, to, value } = args as { from: `0x${string}`; to: `0x${string}`; value?: bigint };
  const usdc = isAddressEqual(token, deployment.contracts.USDC);
  if (value === undefined || (!usdc && !isAddressEqual(token, deployment.contracts.CPT))) return [];
  const decimals = usdc ? USDC_DECIMALS : CPT_DECIMALS;
  if (value < LARGE * 10n ** BigInt(decimals)) return [];
  const amount = `${formatUnits(value, decimals)} ${usdc ? 'USDC' : 'CPT'}`;
  return [`a large payment: ${amount} from ${nameOf(deployment, from) ?? from} to ${nameOf(deployment, to) ?? to}`];
}
