import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { type Address, encodeFunctionData, getAddress, type Hex, isAddress, isHex, size } from 'viem';
import { z } from 'zod';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import { hexValue } from '../kit/index.js';
import { Inbox } from './inbox.js';

const unsigned = z.union([z.string().regex(/^\d{1,78}$/), z.number().int().nonnegative()]).transform(BigInt);
const whole = z.coerce.number().int().nonnegative();

/** A complete report with its proof, as an agent or a meter would submit it. */
export const signedReportSchema = z.object({
  report: z.object({
    market: z
      .custom<Address>((value) => typeof value === 'string' && isAddress(value))
      .transform((value) => getAddress(value)),
    jobId: unsigned,
    sequence: whole,
    usage: unsigned,
    startedAt: whole,
    endedAt: whole,
    outcome: whole.max(2),
    failureCode: whole.max(255),
    uptimeBps: whole.max(65_535),
    resultHash: z.custom<Hex>((value) => isHex(value) && size(value) === 32),
  }),
  proof: hexValue,
});

export type SignedReport = z.infer<typeof signedReportSchema>;

/** Errors after which a report can never be accepted any more, most of them because it already was. */
const LOST_RACES = ['WrongState', 'SequenceNotRising'];
const HOPELESS = [
  'UnknownJob',
  'TooLate',
  'WrongMarket',
  'MalformedProof',
  'UnknownSigner',
  'SignersNotAscending',
  'InvalidOutcome',
  'InvalidFailureCode',
];

/** Where reports wait to be relayed. */
export class ReportInbox extends Inbox<SignedReport> {
  constructor(directory: string) {
    super(
      directory,
      signedReportSchema,
      ({ report }, hash) => `${report.jobId}-${report.sequence}-${hash.slice(0, 8)}`,
    );
  }
}

/** Submits signed reports for agents that cannot: the report is already proven, anyone may carry it. */
export function relayDuty({ chain, engine }: KeeperContext, inbox: ReportInbox): Duty {
  const to = chain.deployment.contracts.JobMarket;
  const relay = async (name: string): Promise<RunResult | undefined> => {
    const signed = inbox.read(name);
    if (!signed) return undefined;
    if (signed === 'unusable') {
      inbox.file(name, 'refused');
      return { kind: 'failed', detail: `${name} is not a signed report` };
    }
    const { report, proof } = signed;
    const data = encodeFunctionData({ abi: jobMarketAbi, functionName: 'report', args: [report, proof] });
    const call = { to, data, label: `report job ${report.jobId}`, key: `report:${report.jobId}:${report.sequence}` };
    const result = await act(engine, call, LOST_RACES);
    if (result.kind === 'done' || result.kind === 'lost') inbox.file(name, 'done');
    else if (result.kind === 'failed' && HOPELESS.some((error) => result.detail.includes(`${error}(`)))
      inbox.file(name, 'refused');
    return result;
  };
  return {
    name: 'relay',
    description: 'submit signed reports from the inbox (a folder, or POST /reports)',
    schedule: '*/5 * * * * *',
    async check() {
      const count = inbox.names().filter((name) => inbox.read(name)).length;
      return count > 0 ? due(`${count} reports`) : idle('inbox empty');
    },
    async run() {
      const results: RunResult[] = [];
      for (const name of inbox.names()) {
        const result = await relay(name);
        if (result) results.push(result);
      }
      return summarise(results);
    },
  };
}
