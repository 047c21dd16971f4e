import { createReadStream, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { z } from 'zod';
import { PriceListError } from '../errors.js';
import { DEFAULT_RULES, type FeedRules, feedPrices, priceSource } from '../table.js';
import type { UnitPrice } from '../types.js';
import { readAlibabaList } from '../vendors/alibaba.js';
import { readAwsCsv, readAwsOffer } from '../vendors/aws.js';
import { readAzurePages } from '../vendors/azure.js';
import { readGcpPages } from '../vendors/gcp.js';

const regions = z.array(z.string());
const rulesSchema = z.record(
  z.string(),
  z.object({
    unit: z.enum(['CpuCoreHour', 'MemoryGbHour', 'GpuHour', 'StorageTbMonth', 'BandwidthTb']),
    model: z.string().optional(),
    regions: z.object({ aws: regions, azure: regions, gcp: regions, alibaba: regions }).partial(),
  }),
);

interface Flags {
  aws: string[];
  azure: string[];
  gcp: string[];
  alibaba: string[];
  rules?: string;
  out?: string;
  units?: boolean;
}

const files = (value: string, earlier: string[]) => [...earlier, value];

/** Makes a table of feeds' prices from the vendors' lists. */
export const tableCommand = new Command('table')
  .description("work out feeds' prices from the public price lists of AWS, Azure, Google Cloud and Alibaba Cloud")
  .option('--aws <file>', 'offer of the AWS Price List, .json or .csv; repeat', files, [])
  .option('--azure <file>', 'page of the Azure Retail Prices in USD; repeat', files, [])
  .option('--gcp <file>', 'page of the Cloud Billing catalogue in USD; repeat', files, [])
  .option('--alibaba <file>', "ECS' international list instancePrice.json; repeat", files, [])
  .option(
    '--rules <file>',
    'JSON {"<feed>": {"unit", "model", "regions": {"<vendor>": ["<region>"]}}} instead of the default feeds',
  )
  .option('--units', 'print unit prices by vendor and region instead')
  .option('--out <file>', "write the table there, for the keeper's --price-source (default: print it)")
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
  const prices: UnitPrice[] = [];
  for (const path of flags.aws) {
    const lines = () => createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
    prices.push(...(path.endsWith('.csv') ? await readAwsCsv(lines()) : readAwsOffer(json(path))));
  }
  if (flags.azure.length > 0) prices.push(...readAzurePages(flags.azure.map(json)));
  if (flags.gcp.length > 0) prices.push(...readGcpPages(flags.gcp.map(json)));
  for (const path of flags.alibaba) prices.push(...readAlibabaList(json(path)));
  return prices;
}

export function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new PriceListError(`${path}: ${(error as Error).message}`);
  }
}

function rulesOf(path: string): FeedRules {
  const parsed = rulesSchema.safeParse(json(path));
  if (!parsed.success)
    throw new PriceListError(`${path}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}
