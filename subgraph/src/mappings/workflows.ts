import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Workflow, WorkflowEvent, WorkflowStage } from '../../generated/schema';
import { StageAdded, StageLaunched, StageReturned, WorkflowCreated } from '../../generated/Workflows/Workflows';
import { touchAccount } from '../lib/accounts';
import { stageCauseName } from '../lib/enums';
import { codeId, eventId, numberId } from '../lib/ids';
import { loadProtocol } from '../lib/protocol';

export function handleWorkflowsWorkflowCreated(event: WorkflowCreated): void {
  const p = event.params;
  const zero = BigInt.zero();
  const workflow = new Workflow(numberId(p.workflowId));
  workflow.number = p.workflowId;
  workflow.payer = touchAccount(p.payer);
  workflow.buyer = touchAccount(p.buyer);
  workflow.stageCount = p.stageCount;
  workflow.stagesWaiting = p.stageCount;
  workflow.stagesLaunched = 0;
  workflow.stagesReturned = 0;
  workflow.taken = zero;
  workflow.launchedReserves = zero;
  workflow.returned = zero;
  workflow.reserved = zero;
  workflow.createdAt = event.block.timestamp;
  workflow.save();
  newEvent(event, workflow.id, 'Created').save();

  const protocol = loadProtocol(event);
  protocol.workflowCount = protocol.workflowCount + 1;
  protocol.save();
}

export function handleWorkflowsStageAdded(event: StageAdded): void {
  const terms = event.params.terms;
  const workflow = Workflow.load(numberId(event.params.workflowId))!;
  const stage = new WorkflowStage(stageId(workflow.id, event.params.stage));
  stage.workflow = workflow.id;
  stage.index = event.params.stage;
  stage.listing = numberId(terms.listingId);
  stage.units = BigInt.fromI32(terms.units);
  stage.duration = BigInt.fromI32(terms.duration);
  stage.maxUnitPrice = terms.maxUnitPrice;
  stage.parents = parentsOf(workflow.id, terms.parents);
  stage.launchBy = terms.launchBy;
  stage.bundled = terms.bundled;
  stage.taskCount = terms.taskCount;
  stage.tasksRoot = terms.tasksRoot;
  stage.specHash = terms.specHash;
  stage.reserve = event.params.reserve;
  stage.status = 'Waiting';
  stage.cause = 'None';
  stage.changedAt = event.block.timestamp;
  stage.save();

  workflow.taken = workflow.taken.plus(stage.reserve);
  workflow.reserved = workflow.reserved.plus(stage.reserve);
  workflow.save();
  moveReserves(event, stage.reserve);
}

export function handleWorkflowsStageLaunched(event: StageLaunched): void {
  const p = event.params;
  const workflow = Workflow.load(numberId(p.workflowId))!;
  const stage = WorkflowStage.load(stageId(workflow.id, p.stage))!;
  stage.status = 'Launched';
  stage.job = numberId(p.jobId);
  stage.escrow = p.escrow;
  stage.changedAt = event.block.timestamp;
  stage.save();

  workflow.stagesWaiting = workflow.stagesWaiting - 1;
  workflow.stagesLaunched = workflow.stagesLaunched + 1;
  workflow.launchedReserves = workflow.launchedReserves.plus(stage.reserve);
  workflow.reserved = workflow.reserved.minus(stage.reserve);
  workflow.save();
  moveReserves(event, stage.reserve.neg());

  const line = newEvent(event, workflow.id, 'Launched');
  line.stage = stage.id;
  line.job = stage.job;
  line.amount = p.escrow;
  line.save();
}

export function handleWorkflowsStageReturned(event: StageReturned): void {
  const p = event.params;
  const workflow = Workflow.load(numberId(p.workflowId))!;
  const stage = WorkflowStage.load(stageId(workflow.id, p.stage))!;
  stage.status = 'Returned';
  stage.cause = stageCauseName(p.cause);
  stage.changedAt = event.block.timestamp;
  stage.save();

  workflow.stagesWaiting = workflow.stagesWaiting - 1;
  workflow.stagesReturned = workflow.stagesReturned + 1;
  workflow.returned = workflow.returned.plus(p.amount);
  workflow.reserved = workflow.reserved.minus(p.amount);
  workflow.save();
  moveReserves(event, p.amount.neg());

  const line = newEvent(event, workflow.id, 'Returned');
  line.stage = stage.id;
  line.cause = stage.cause;
  line.amount = p.amount;
  line.save();
}

function stageId(workflow: Bytes, index: i32): Bytes {
  return workflow.concat(codeId(index));
}

function parentsOf(workflow: Bytes, bitmap: BigInt): Bytes[] {
  const parents: Bytes[] = [];
  const set = bitmap.toU64();
  for (let i = 0; i < 32; i++) if (((set >> i) & 1) == 1) parents.push(stageId(workflow, i));
  return parents;
}

function moveReserves(event: ethereum.Event, amount: BigInt): void {
  const protocol = loadProtocol(event);
  protocol.workflowReserves = protocol.workflowReserves.plus(amount);
  protocol.save();
}

function newEvent(event: ethereum.Event, workflow: Bytes, kind: string): WorkflowEvent {
  const line = new WorkflowEvent(eventId(event));
  line.workflow = workflow;
  line.kind = kind;
  line.cause = 'None';
  line.amount = BigInt.zero();
  line.blockNumber = event.block.number;
  line.timestamp = event.block.timestamp;
  line.transaction = event.transaction.hash;
  return line;
}
