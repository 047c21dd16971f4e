export { buildProgram, writeFiles } from './command.js';
export { CannotPassError, ProposalFileError } from './errors.js';
export { type Plan, type PlanOptions, planProposal, type SafePlan, type VotersPlan } from './plan.js';
export { printPlan } from './print.js';
export { type ProposalFile, parseProposalFile, readProposalFile } from './proposalFile.js';
export {
  type SafeCall,
  type SafeKit,
  type SafeTransaction,
  safeKit,
  safeTransaction,
  transactionBuilderJson,
} from './safe.js';
export { SafeHashDiffersError, signAndExecute } from './signing.js';
export type { SimulatedEvent, SimulatedStep, Simulation, SlotChange } from './simulate.js';
export { type CheckedCode, IMPLEMENTATION_SLOT, readCheckedCode } from './upgrades.js';
