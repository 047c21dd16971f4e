import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { PriceListError } from '../errors.js';
import { type Lists, readLists } from '../prices/lists.js';
import { DEFAULT_RULES, type FeedRules, feedPrices, priceSource } from '../table.js';
import type { UnitPrice } from '../types.js';

const regions = z.array(z.string());
const rulesSchema = z.record(
  z.string(),
  z.object({
    unit: z.enum(['CpuCoreHour', 'MemoryGbHour', 'GpuHour', 'StorageTbMonth', 'BandwidthTb']),
    model: z.string().optional(),
    regions: z.object({ aws: regions, azure: regions, gcp: regions, alibaba: regions }).partial(),
  }),
);

interface Flags extends Lists {
  rules?: string;
  out?: string;
  units?: boolean;
}

const more = (value: string, earlier: string[]) => [...earlier, value];

/** Flags that say where the vendors' lists are, and which feeds to make of them. */
export function addListOptions(command: Command): Command {
  return command
    .option('--aws <file|url>', 'offer of the AWS Price List, .json or .csv; repeat', more, [])
    .option('--azure <file|url>', 'page of the Azure Retail Prices in USD; of a URL all that follow; repeat', more, [])
    .option(
      '--gcp <file|url>',
      'page of the Cloud Billing catalogue in USD; of a URL all that follow; repeat',
      more,
      [],
    )
    .option('--alibaba <file|url>', "ECS' international list instancePrice.json; repeat", more, [])
    .option(
      '--rules <file>',
      'JSON {"<feed>": {"unit", "model", "regions": {"<vendor>": ["<region>"]}}} instead of the default feeds',
    );
}

/** Makes a table of feeds' prices from the vendors' lists. */
export const tableCommand = addListOptions(
  new Command('table').description(
    "work out feeds' prices from the public price lists of AWS, Azure, Google Cloud and Alibaba Cloud",
  ),
)
  .option('--units', 'print unit prices by vendor and region instead')
  .option('--out <file>', 'write the table there, for --table (default: print it)')
  .addHelpText('after', '\nscript/oracle-node/README.md says where the lists are.')
  .action(async (flags: Flags) => {
    const prices = await readAll(flags);
    if (flags.units) {
      for (const { vendor, region, unit, model, usd, from } of prices) {
        process.stdout.write(
          `${[vendor, region, model ? `${unit} ${model}` : unit, usd.toFixed(6), from].join('\t')}\n`,
        );
      }
      return;
    }
    const rules = flags.rules ? rulesOf(flags.rules) : DEFAULT_RULES;
    const found = feedPrices(prices, rules);
    for (const feed of Object.keys(rules)) {
      if (!found.some((price) => price.feed === feed))
        process.stderr.write(`${feed}: too few of the lists have it, left out\n`);
    }
    if (found.length === 0)
      throw new PriceListError('no feed has a price; name lists with --aws, --azure, --gcp, --alibaba');
    const table = `${JSON.stringify(priceSource(found), null, 2)}\n`;
    if (!flags.out) process.stdout.write(table);
    else {
      writeFileSync(`${flags.out}.tmp`, table);
      renameSync(`${flags.out}.tmp`, flags.out);
    }
  });

async function readAll(flags: Flags): Promise<UnitPrice[]> {
  const found = await readLists(flags);
  const failed = found.find(({ problem }) => problem);
  if (failed) throw new PriceListError(`${failed.vendor} ${failed.source}: ${failed.problem}`);
  return found.flatMap(({ prices = [] }) => prices);
}

export function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new PriceListError(`${path}: ${(error as Error).message}`);
  }
}

/** Feeds and their regions from a file. */
export function rulesOf(path: string): FeedRules {
  const parsed = rulesSchema.safeParse(json(path));
  if (!parsed.success)
    throw new PriceListError(`${path}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}
