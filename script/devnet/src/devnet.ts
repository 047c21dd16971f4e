import { join, relative } from 'node:path';
import { Listr } from 'listr2';
import pc from 'picocolors';
import { loadScenario } from './input/load.js';
import { type Played, playMarket } from './market/play.js';
import { settleAccounts } from './market/settle-accounts.js';
import type { Options } from './options.js';
import { type Prepared, prepare } from './prepare.js';
import { ROOT } from './stack/paths.js';
import { openRunFolder } from './stack/run-folder.js';
import { type Stack, startStack } from './stack/stack.js';
import { Teardown } from './stack/teardown.js';
import { crossTheBridge } from './stories/bridge.js';
import { governing, shopOf } from './stories/governance/governance.js';
import { groupBuying, vendorOf } from './stories/group-buying.js';
import { marketStory } from './stories/market.js';
import type { Story } from './stories/story.js';
import { allAgree, allHold, printStories, printSummary, type Summary } from './summary/print.js';
import { summarise } from './summary/summarise.js';

const NO_VENDOR = 'no certified provider sells by the hour';

interface Context {
  stack: Stack;
  prepared: Prepared;
  played: Played;
  summary: Summary;
  stories: Story[];
}

/** The whole show; resolves to the process's exit code. Everything it starts is gone when it returns. */
export async function runDevnet(options: Options): Promise<number> {
  const scenario = await loadScenario(options);
  const work = openRunFolder();
  console.log(pc.dim(`Logs of this run: ${relative(ROOT, join(work, 'logs'))}`));
  const teardown = new Teardown();
  const stopRequested = waitForSignal();
  const failed = new Promise<never>((_, reject) => {
    stopRequested.onFailure(reject);
  });
  failed.catch(() => undefined);
  const started = Date.now();
  try {
    const shown = new Listr<Context>(
      [
        {
          title: 'Chain, database, indexer',
          task: async (context, task) => {
            context.stories = [];
            context.stack = await startStack(
              work,
              teardown,
              stopRequested.fail,
              (text) => {
                task.output = text;
              },
              options,
            );
          },
        },
        {
          title: 'Providers, prices, stakers, buyers',
          task: async (context, task) => {
            context.prepared = await prepare(context.stack, scenario, teardown, (text) => {
              task.output = text;
            });
          },
        },
        {
          title: `The market runs ${scenario.input.jobs.length} jobs`,
          task: async (context, task) => {
            context.played = await playMarket(context.stack, context.prepared, (text) => {
              task.output = text;
            });
          },
          rendererOptions: { persistentOutput: true },
        },
        {
          title: 'Revenue split, epoch closed, rewards claimed',
          task: async (context) => settleAccounts(context.stack),
        },
        {
          title: 'Totals from chain, subgraph and SDK',
          task: async (context) => {
            context.summary = await summarise(
              context.stack,
              context.prepared,
              context.played,
              (Date.now() - started) / 1_000,
            );
          },
        },
        {
          title: 'Reservations, a spot round, a workflow, a dispute',
          skip: ({ prepared }) => vendorOf(prepared) === undefined && NO_VENDOR,
          task: async ({ stack, prepared, played, stories }, task) => {
            const vendor = vendorOf(prepared);
            if (!vendor) return;
            const told = marketStory(stack, prepared, played, vendor, (text) => {
              task.output = text;
            });
            stories.push(await told);
          },
        },
        {
          title: 'Voters, council and Safes govern',
          skip: ({ prepared }) => shopOf(prepared) === undefined && 'nobody sells by the hour',
          task: async ({ stack, prepared, played, stories }, task) => {
            const told = governing(stack, prepared, played, (text) => {
              task.output = text;
            });
            stories.push(await told);
          },
        },
        {
          title: 'Group buying, financed by the pool; a run on the pool',
          skip: ({ prepared }) => vendorOf(prepared) === undefined && NO_VENDOR,
          task: async ({ stack, prepared, played, stories }, task) => {
            const told = groupBuying(stack, prepared, played, (text) => {
              task.output = text;
            });
            stories.push(await told);
          },
        },
        {
          title: 'CPT crosses to a second chain and back',
          enabled: () => options.bridge,
          task: async ({ stack, stories }, task) => {
            const told = crossTheBridge(stack, (text) => {
              task.output = text;
            });
            stories.push(await told);
          },
        },
      ],
      { concurrent: false, fallbackRenderer: 'simple', registerSignalListeners: false },
    );
    const context = await Promise.race([shown.run(), failed, stopRequested.signal]);
    if (context === undefined) return 130;
    printSummary(context.summary);
    printStories(context.stories);
    if (!options.exit) {
      printUrls(context.stack);
      await Promise.race([stopRequested.signal, failed]);
    }
    return allAgree(context.summary) && allHold(context.stories) ? 0 : 1;
  } finally {
    if (!options.exit) console.log('\nStopping everything …');
    const problems = await teardown.run();
    for (const problem of problems) console.error(pc.yellow(`could not stop ${problem}`));
    stopRequested.release();
  }
}

function printUrls(stack: Stack): void {
  console.log(`\n${pc.bold('Still running')} (Ctrl-C ends it all)`);
  console.log(`  GraphQL      ${stack.indexer.url}`);
  console.log(`  RPC          ${stack.chain.url} (chain id ${stack.chain.chainId})`);
  if (stack.crossing) {
    console.log(`  Ethereum     ${stack.crossing.remote.url} (chain id ${stack.crossing.remote.chainId})`);
    console.log(`  its GraphQL  ${stack.crossing.indexer.url}`);
  }
  console.log(`  Deployment   ${stack.deploymentFile}`);
  console.log(`  Logs         ${stack.logs}`);
}

/** One place that listens for Ctrl-C, and through which a program of the stack reports that it died. */
function waitForSignal() {
  let resolveSignal: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const signal = new Promise<undefined>((resolve) => {
    resolveSignal = () => resolve(undefined);
  });
  const listener = (): void => resolveSignal();
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return {
    signal,
    fail: (error: Error): void => fail(error),
    onFailure: (reject: (error: Error) => void): void => {
      fail = reject;
    },
    release: (): void => {
      process.off('SIGINT', listener);
      process.off('SIGTERM', listener);
    },
  };
}
