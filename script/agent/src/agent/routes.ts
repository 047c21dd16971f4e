import { type ChainClock, HttpError, json, type Metrics, text } from '@cyberplaza/keeper/kit';
import type { Address } from 'viem';
import type { RunsFeed } from './feed.js';

export interface AgentView {
  operator: Address;
  clock: ChainClock;
  feed: RunsFeed;
  metrics: Metrics;
  isIdle: (block?: bigint) => boolean;
  isStopped: () => boolean;
  handledBlock: () => bigint;
  jobs: () => Record<string, number>;
  unmined: () => number;
}

const STALE_POLL_MS = 60_000;
const IDLE_LOOK_MS = 5;

/** What an agent answers over HTTP; see README.md. */
export function agentRoutes(agent: AgentView) {
  const { clock, feed, metrics } = agent;
  return {
    'GET /health': () => {
      const { block, timestamp } = clock.now;
      const ok = Date.now() - clock.lastPollAt < STALE_POLL_MS;
      const body = {
        ok,
        pid: process.pid,
        operator: agent.operator,
        block,
        clock: timestamp,
        handledBlock: agent.handledBlock(),
        idle: agent.isIdle(),
        jobs: agent.jobs(),
        unmined: agent.unmined(),
      };
      return json(ok ? 200 : 503, body);
    },
    'GET /metrics': async () => text(await metrics.registry.metrics(), metrics.registry.contentType),
    'GET /runs': ({ query }: { query: URLSearchParams }) => feed.changes(query),
    'GET /runs/:jobId': ({ params }: { params: Record<string, string> }) => {
      const view = feed.get(params.jobId ?? '');
      if (!view) throw new HttpError(404, `no run of job ${params.jobId}`);
      return view;
    },
    'GET /idle': ({ query }: { query: URLSearchParams }) => awaitIdle(agent, query),
  };
}

/** For whoever drives the chain's clock: answers once nothing can move before the clock does. */
async function awaitIdle(agent: AgentView, query: URLSearchParams): Promise<unknown> {
  const block = query.has('block') ? BigInt(query.get('block') ?? '0') : undefined;
  const until = Date.now() + (Number(query.get('timeout') ?? 10_000) || 0);
  if (block !== undefined && agent.handledBlock() < block) agent.clock.poke();
  while (!agent.isIdle(block) && Date.now() < until && !agent.isStopped()) await pause(IDLE_LOOK_MS);
  return {
    idle: agent.isIdle(block),
    block: agent.handledBlock(),
    clock: agent.clock.now.timestamp,
    jobs: agent.jobs(),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
