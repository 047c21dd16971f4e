import { type Hex, zeroHash } from 'viem';
import type { JobRequest } from '../../eip712/order.js';
import { InvalidWorkflowError } from '../../errors/client.js';
import { sortTags } from '../listings/tags.js';
import { toStageSet } from './stageSet.js';
import type { BundleTags, Stage } from './types.js';

const MAX_STAGES = 32;

/** What a stage asks for; the buyer is the workflow's. */
export type StageRequest = Omit<JobRequest, 'buyer' | 'maxUnitPrice'> & {
  /** USDC units per unit and period, the highest price accepted at the launch; the reserve is what that costs. */
  maxUnitPrice: bigint | number;
};

/** When a stage may start. */
export interface StageTiming<names extends string> {
  /** Stages that must succeed first; none: it opens with the workflow. */
  after?: readonly names[] | undefined;
  /** Last second of a launch, Unix; needed with `after`, at most 400 days ahead. */
  launchBy?: bigint | number | undefined;
}

/** One half of a bundle: a listing with its tags, as given to createListing. */
export type BundleHalf = StageRequest & { tags: readonly Hex[] };

/** A finished plan, as createWorkflow takes it. */
export interface WorkflowPlan<names extends string = string> {
  readonly stages: readonly Stage[];
  readonly tags: readonly BundleTags[];
  /** Number of each stage. */
  readonly index: Readonly<Record<names, number>>;
}

/**
 * Builds the stages of a workflow. A stage can only name those before it, so a plan has no cycles, and the compiler
 * knows their names.
 */
export class WorkflowBuilder<names extends string = never> {
  private constructor(
    private readonly stages: readonly Stage[],
    private readonly tags: readonly BundleTags[],
    private readonly numbers: ReadonlyMap<string, number>,
  ) {}

  /** @internal */
  static readonly empty = new WorkflowBuilder<never>([], [], new Map());

  /** Adds a stage. */
  stage<const name extends string>(
    name: name,
    request: StageRequest & StageTiming<names>,
  ): WorkflowBuilder<names | name> {
    return this.add([name], [toStage(request, this.parentsOf(request), false)], []);
  }

  /** Adds two stages on compatible listings that open together or not at all, such as software and hardware. SPEC JOB 3. */
  bundle<const first extends string, const second extends string>(
    names: readonly [first, second],
    halves: readonly [BundleHalf, BundleHalf],
    timing: StageTiming<names> = {},
  ): WorkflowBuilder<names | first | second> {
    const parents = this.parentsOf(timing);
    const [a, b] = halves;
    return this.add(
      names,
      [toStage({ ...a, ...timing }, parents, false), toStage({ ...b, ...timing }, parents, true)],
      [{ first: sortTags(a.tags), second: sortTags(b.tags) }],
    );
  }

  /** The plan for {@link createWorkflow}. */
  build(): WorkflowPlan<names> {
    const index = Object.fromEntries(this.numbers) as Record<names, number>;
    return { stages: this.stages, tags: this.tags, index };
  }

  private add<added extends string>(
    added: readonly added[],
    stages: readonly Stage[],
    tags: readonly BundleTags[],
  ): WorkflowBuilder<names | added> {
    const numbers = new Map(this.numbers);
    for (const [i, name] of added.entries()) {
      if (numbers.has(name)) throw new InvalidWorkflowError(`two stages are named ${name}`);
      numbers.set(name, this.stages.length + i);
    }
    if (numbers.size > MAX_STAGES) throw new InvalidWorkflowError(`more than ${MAX_STAGES} stages`);
    return new WorkflowBuilder([...this.stages, ...stages], [...this.tags, ...tags], numbers);
  }

  private parentsOf({ after = [], launchBy }: StageTiming<names>): number {
    if (after.length > 0 && launchBy === undefined)
      throw new InvalidWorkflowError('a stage with parents needs launchBy');
    return toStageSet(
      after.map((name) => {
        const number = this.numbers.get(name);
        if (number === undefined) throw new InvalidWorkflowError(`no earlier stage is named ${name}`);
        return number;
      }),
    );
  }
}

/**
 * Starts the plan of a workflow: jobs that depend on each other. SPEC JOB 4.
 *
 * @throws InvalidWorkflowError
 *
 * @example
 * const plan = defineWorkflow()
 *   .stage('prepare', { listingId: 1, units: 4, duration: 3_600, maxUnitPrice: 50_000 })
 *   .stage('train', { listingId: 2, units: 8, duration: 86_400, maxUnitPrice: 2_500_000, after: ['prepare'], launchBy })
 *   .build();
 */
export function defineWorkflow(): WorkflowBuilder {
  return WorkflowBuilder.empty;
}

function toStage(request: StageRequest & StageTiming<string>, parents: number, bundled: boolean): Stage {
  return {
    listingId: request.listingId,
    units: request.units,
    duration: request.duration,
    maxUnitPrice: Number(request.maxUnitPrice),
    parents,
    launchBy: Number(request.launchBy ?? 0),
    bundled,
    taskCount: request.taskCount ?? 0,
    tasksRoot: request.tasksRoot ?? zeroHash,
    specHash: request.specHash ?? zeroHash,
  };
}
