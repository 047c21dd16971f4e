import type { Address, Hex } from 'viem';

/** What has become of a stage (IWorkflows.Status). */
export const StageStatus = { None: 0, Waiting: 1, Launched: 2, Returned: 3 } as const;
export type StageStatus = (typeof StageStatus)[keyof typeof StageStatus];

/** Why a stage's reserve went back (IWorkflows.Cause). */
export const StageCause = { None: 0, ParentFailed: 1, Late: 2, Cancelled: 3 } as const;
export type StageCause = (typeof StageCause)[keyof typeof StageCause];

/** One future job (IWorkflows.Stage); {@link defineWorkflow} writes it. */
export interface Stage {
  listingId: number;
  units: number;
  /** Predicted seconds. */
  duration: number;
  /** USDC units; highest price accepted at the launch. */
  maxUnitPrice: number;
  /** Bitmap of earlier stages. */
  parents: number;
  /** Last second of a launch; not read for a stage without parents. */
  launchBy: number;
  /** Opened together with the stage before it. */
  bundled: boolean;
  taskCount: number;
  tasksRoot: Hex;
  specHash: Hex;
}

/** The tags of a bundle's two listings, ascending. */
export interface BundleTags {
  first: readonly Hex[];
  second: readonly Hex[];
}

/** A stage as the chain keeps it. */
export interface StageRecord extends Stage {
  index: number;
  status: StageStatus;
  /** Taken for it at creation; 0 for a stage without parents. */
  reserve: bigint;
  /** 0 until it is launched. */
  jobId: bigint;
}

/** A workflow as the chain keeps it (IWorkflows.Workflow), its bitmaps as stage numbers. */
export interface Workflow {
  payer: Address;
  buyer: Address;
  stageCount: number;
  waiting: number[];
  launched: number[];
  /** Second stages of bundles. */
  bundled: number[];
  /** In escrow for waiting stages, USDC units. */
  reserved: bigint;
}
