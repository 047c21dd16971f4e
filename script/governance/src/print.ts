import type { Deployment } from '@cyberplaza/sdk';
import type { Plan } from './plan.js';
import { nameOf } from './resolve.js';
import type { SimulatedStep } from './simulate.js';

const HOUR = 3_600;

/** The plan as a signer reads it. */
export function printPlan(plan: Plan, deployment: Deployment): string {
  return [
    plan.file.title,
    '='.repeat(plan.file.title.length),
    '',
    ...warnings(plan),
    'Calls',
    ...plan.calls.flatMap((call, index) => [
      `  ${index + 1}. ${call.contract}.${call.signature} at ${call.to}`,
      ...call.function.inputs.map((input, n) => `       ${input.name}: ${shown(call.args[n], deployment)}`),
      ...(call.value > 0n ? [`       with ${call.value} wei`] : []),
      `       data ${call.data}`,
    ]),
    '',
    ...voters(plan),
    ...safe(plan),
    ...simulation(plan, deployment),
  ].join('\n');
}

function warnings({ warnings: found }: Plan): string[] {
  return found.length === 0 ? [] : ['LOOK TWICE', ...found.map((text) => `  ! ${text}`), ''];
}

function voters({ voters: plan }: Plan): string[] {
  if (!plan) return [];
  return [
    'By the voters',
    `  proposal id       ${plan.proposalId}`,
    `  timelock id       ${plan.operationId}`,
    `  governor          ${plan.governor}`,
    `  description       ${JSON.stringify(plan.proposal.description)}`,
    `  propose calldata  ${plan.propose}`,
    `  queue calldata    ${plan.queue}`,
    `  execute calldata  ${plan.execute}`,
    '',
  ];
}

function safe({ safe: plan }: Plan): string[] {
  if (!plan) return [];
  return [
    `By the Safe ${plan.name} at ${plan.safe}, ${plan.threshold} of ${plan.owners.length}`,
    ...plan.transactions.flatMap(({ what, transaction }, index) => [
      `  ${what}${index > 0 ? `, ${plan.delay / HOUR} h later, if nothing else takes its nonce` : ''}`,
      `    nonce         ${transaction.nonce}`,
      `    to            ${transaction.to}${transaction.operation === 1 ? ' (delegate call)' : ''}`,
      `    data          ${transaction.data}`,
      `    domain hash   ${transaction.domainHash}`,
      `    message hash  ${transaction.messageHash}`,
      `    Safe tx hash  ${transaction.safeTxHash}`,
    ]),
    '',
  ];
}

function simulation({ simulation: result }: Plan, deployment: Deployment): string[] {
  if (!result) return ['Not simulated.'];
  return ['On a fork of the chain', ...result.steps.flatMap((step) => simulatedStep(step, deployment))];
}

function simulatedStep(step: SimulatedStep, deployment: Deployment): string[] {
  return [
    `  ${step.what} (${step.gas} gas)`,
    ...step.events.map(
      ({ contract, address, name, args }) =>
        `    event ${contract ?? address}.${name ?? 'unknown'} ${shown(args, deployment)}`,
    ),
    ...step.changes.map(
      ({ contract, address, slot, before, after }) => `    slot  ${contract ?? address} ${slot}: ${before} → ${after}`,
    ),
  ];
}

/** A value with the names of the addresses that have one. */
function shown(value: unknown, deployment: Deployment): string {
  if (typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value)) {
    const name = nameOf(deployment, value as `0x${string}`);
    return name ? `${value} (${name})` : value;
  }
  if (Array.isArray(value)) return `[${value.map((entry) => shown(entry, deployment)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `${key}: ${shown(entry, deployment)}`)
      .join(', ')} }`;
  }
  return String(value);
}
