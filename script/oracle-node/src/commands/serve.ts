import {
  addCommonOptions,
  ConfigError,
  createLogger,
  loadAccount,
  parseConfig,
  repeated,
  runService,
  withEnvironment,
} from '@cyberplaza/keeper/kit';
import { Command } from 'commander';
import { type NodeConfig, nodeConfigSchema, peersOf } from '../config.js';
import { createPriceNode, type PriceNodeOptions } from '../priceNode.js';
import { joined, type PriceSource, TableFile, VendorLists } from '../prices/sources.js';
import { DEFAULT_RULES } from '../table.js';
import { addListOptions, json, rulesOf } from './table.js';

const DEFAULTS = { dataDir: '.cyberplaza/price-node', keyEnv: 'CYBERPLAZA_PRICE_NODE_KEY' };

const command = new Command('serve').description(
  'run a price node: sign own prices once a round, exchange them with the other nodes, push what is due in turn',
);

/** Runs a price node until it is stopped. */
export const serveCommand = addListOptions(addCommonOptions(command, DEFAULTS))
  .option('--table <file>', 'table made by `table`, read anew every round, instead of or over the lists')
  .option('--prices <file>', 'JSON {"<feed>": "<price>"} of feeds that no list has, such as CPT/USD; repeat', repeated)
  .option('--prices-max-age <s>', 'age of such a file after which it is not signed (default 600)')
  .option('--poll-lists <s>', 'from one look at the lists to the next (default 21600)')
  .option('--max-age <s>', 'age of a list or table after which it is not signed (default 93600)')
  .option('--peers <file>', 'JSON [{"address": "0x…", "url": "https://…"}] of the other nodes')
  .option('--peer <address=url>', 'one of the other nodes; repeat', repeated)
  .option('--peer-timeout-ms <n>', 'how long a peer may take (default 3000)')
  .option('--round <s>', 'chain seconds of a round; the same for all nodes (default 60)')
  .option('--collect <s>', 'from the start of a round until its leader pushes; the same for all nodes (default 8)')
  .option('--grace <s>', 'after which the next in turn pushes as well; the same for all nodes (default 8)')
  .option('--heartbeat <s>', 'push a price after so many seconds even if it has not moved (default 86400)')
  .option('--move-bps <n>', 'push a price at once if it moved by more (default 500)')
  .option('--max-skew <s>', "sign nothing while the chain's clock is off by more; 0: local chains (default 300)")
  .option('--no-push', 'sign and exchange, but leave pushing to others')
  .option('--max-fee-gwei <n>', 'ceiling of the fee per gas (default 100)')
  .option('--stuck-ms <n>', 'raise the fee of a transaction unmined for so long (default 30000)')
  .addHelpText(
    'after',
    `\nThe key (--key-file or ${DEFAULTS.keyEnv}) signs prices and pays for pushing; the oracle must count it as a node.\n` +
      'Logs are JSON lines on stderr. docs/price-node.md is for operators.',
  )
  .action(async (flags: Record<string, unknown>) => {
    const { peers, peer, aws, azure, gcp, alibaba, ...rest } = withEnvironment(flags, DEFAULTS);
    const given = { ...rest, lists: { aws, azure, gcp, alibaba } };
    const config = parseConfig(nodeConfigSchema, given);
    const account = loadAccount({ envName: DEFAULTS.keyEnv, keyFile: config.keyFile });
    if (!account) throw new ConfigError(`a price node needs its key: --key-file or ${DEFAULTS.keyEnv}`);
    const others = peersOf(
      peers === undefined ? [] : json(peers as string),
      (peer as string[] | undefined) ?? [],
      account.address,
    );
    const log = createLogger('price-node', config.logLevel);
    const { source, listAges } = sourceOf(config, (problem) => log.warn({ problem }, 'list left out'));
    const options: PriceNodeOptions = { ...config, peers: others, account, source, listAges, log };
    await runService(() => createPriceNode(options), log, { signer: account.address });
  });

function sourceOf(config: NodeConfig, onProblem: (problem: string) => void) {
  const { lists, pollLists, maxAge, table, prices, pricesMaxAge } = config;
  const rules = config.rules ? rulesOf(config.rules) : DEFAULT_RULES;
  const vendors = Object.values(lists).some((list) => list.length > 0)
    ? new VendorLists({
        lists,
        rules,
        pollSeconds: pollLists,
        maxAge,
        onRead: (found) => {
          for (const { vendor, source, problem } of found) if (problem) onProblem(`${vendor} ${source}: ${problem}`);
        },
      })
    : undefined;
  const sources: PriceSource[] = [
    ...(vendors ? [vendors] : []),
    ...(table ? [new TableFile(table, maxAge)] : []),
    ...prices.map((path) => new TableFile(path, pricesMaxAge)),
  ];
  if (sources.length === 0) throw new ConfigError('a price node needs prices: --table, --prices, or lists (--aws, …)');
  return { source: joined(sources), listAges: () => vendors?.ages() ?? [] };
}
