import { meterQuorumAbi, providerRegistryAbi, uptimeMonitorAbi } from '@cyberplaza/sdk/abis';
import type { Deployment } from '@cyberplaza/sdk/deployments';
import { hashUptimeReport, MONTH_SECONDS, packProof, type UptimeReport } from '@cyberplaza/sdk/eip712';
import { type Address, encodeFunctionData, type Hex, isHex, recoverAddress, size } from 'viem';
import { z } from 'zod';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import { Inbox } from './inbox.js';
import { collectMonth } from './uptimeMeters.js';

const whole = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1);
const SIGNATURE_BYTES = 65;

/** One meter's signature over a provider's month. */
export const signedUptimeSchema = z.object({
  report: z.object({
    providerId: whole,
    month: whole,
    observed: whole,
    up: whole,
    evidenceHash: z.custom<Hex>((value) => isHex(value) && size(value) === 32),
  }),
  signature: z.custom<Hex>((value) => isHex(value) && size(value) === SIGNATURE_BYTES),
});

export type SignedUptime = z.infer<typeof signedUptimeSchema>;

const LOST_RACES = ['AlreadyReported'];
/** IProviderRegistry.Status of those that meters are expected to watch. */
const PROBATION = 3;
const CERTIFIED = 4;
const WARNING_SECONDS = 30 * 86_400;
/** chain seconds after which meters are asked again for what is missing */
const ASK_EVERY_SECONDS = 3_600;

/** Where meters' signatures wait until enough of them agree. */
export class UptimeInbox extends Inbox<SignedUptime> {
  constructor(directory: string) {
    super(
      directory,
      signedUptimeSchema,
      ({ report }, hash) => `${report.providerId}-${report.month}-${hash.slice(0, 16)}`,
    );
  }

  /** All that can be used. */
  all(): Map<string, SignedUptime> {
    const found = new Map<string, SignedUptime>();
    for (const name of this.names()) {
      const signed = this.read(name);
      if (signed === 'unusable') this.file(name, 'refused');
      else if (signed) found.set(name, signed);
    }
    return found;
  }
}

/** Signatures over one and the same report. */
interface Group {
  report: UptimeReport;
  names: string[];
  signatures: Map<Address, Hex>;
}

/**
 * Brings providers' months to the chain once a quorum of meters has signed the same figures, and warns of months that nobody
 * reports and of certificates that are about to expire.
 */
export function uptimeDuty({ chain, clock, config, engine, log, market }: KeeperContext, inbox: UptimeInbox): Duty {
  const { MeterQuorum, ProviderRegistry, UptimeMonitor } = chain.deployment.contracts;
  const quorum = { address: MeterQuorum, abi: meterQuorumAbi } as const;
  let warned = '';
  let askedAt = 0;

  const complete = async (): Promise<Group[]> => {
    const waiting = inbox.all();
    if (waiting.size === 0) return [];
    const [threshold, meters] = await Promise.all([
      chain.client.readContract({ ...quorum, functionName: 'threshold' }),
      chain.client.readContract({ ...quorum, functionName: 'meters' }),
    ]);
    const groups = await grouped(chain.deployment, waiting, new Set(meters));
    const over = (group: Group): boolean => clock.now.timestamp >= (group.report.month + 1) * MONTH_SECONDS;
    return groups.filter((group) => over(group) && group.signatures.size >= Number(threshold));
  };

  const bring = async (group: Group): Promise<RunResult> => {
    const { providerId, month } = group.report;
    const proof = packProof([...group.signatures].map(([signer, signature]) => ({ signer, signature })));
    const call = {
      to: UptimeMonitor,
      data: encodeFunctionData({ abi: uptimeMonitorAbi, functionName: 'report', args: [group.report, proof] }),
      label: `report month ${month} of provider ${providerId}`,
      key: `uptime:${providerId}:${month}`,
    };
    const result = await act(engine, call, LOST_RACES);
    const over = result.kind === 'lost' || result.detail.includes('ReportTooLate(');
    if (result.kind === 'done' || over) for (const name of group.names) inbox.file(name, over ? 'refused' : 'done');
    return result;
  };

  const lastMonth = (): number => Math.floor(clock.now.timestamp / MONTH_SECONDS) - 1;

  /** Providers whose last month is missing, and certificates that end within 30 days. */
  const lookAround = async (): Promise<{ missing: number[]; lines: string[] }> => {
    const month = lastMonth();
    const missing: number[] = [];
    const found = await Promise.all(
      [...market.providers.keys()].map(async (providerId) => {
        const [provider, { reportedAt, excused }] = await Promise.all([
          chain.client.readContract({
            address: ProviderRegistry,
            abi: providerRegistryAbi,
            functionName: 'provider',
            args: [providerId],
          }),
          chain.client.readContract({
            address: UptimeMonitor,
            abi: uptimeMonitorAbi,
            functionName: 'uptimeOf',
            args: [providerId, month],
          }),
        ]);
        const { status, statusUntil } = provider;
        const lines: string[] = [];
        if ((status === PROBATION || status === CERTIFIED) && reportedAt === 0 && !excused) {
          missing.push(providerId);
          lines.push(`nobody reported month ${month} of provider ${providerId}`);
        }
        if (status === CERTIFIED && statusUntil - clock.now.timestamp < WARNING_SECONDS)
          lines.push(`the certificate of provider ${providerId} ends at ${statusUntil}`);
        return lines;
      }),
    );
    return { missing, lines: found.flat() };
  };

  /** Asks the meters for the months that are missing; what they sign joins the inbox. */
  const collect = async (): Promise<void> => {
    askedAt = clock.now.timestamp;
    const [{ missing }, threshold] = await Promise.all([
      lookAround(),
      chain.client.readContract({ ...quorum, functionName: 'threshold' }),
    ]);
    for (const providerId of missing) {
      const found = await collectMonth(chain.deployment, config.meters, providerId, lastMonth(), Number(threshold));
      for (const signature of found?.signatures ?? []) inbox.add({ report: found?.report as UptimeReport, signature });
    }
  };
  const asks = (missing: readonly number[]): boolean =>
    config.meters.length > 0 && missing.length > 0 && clock.now.timestamp - askedAt >= ASK_EVERY_SECONDS;

  return {
    name: 'uptime',
    description: "bring providers' months that a quorum of meters signed (a folder, or POST /uptime)",
    schedule: '15 */10 * * * *',
    async check() {
      const [groups, { missing, lines }] = await Promise.all([complete(), lookAround()]);
      const why = lines.join('; ');
      if (why !== warned && why !== '') log.warn({ duty: 'uptime', warnings: lines }, 'uptime');
      warned = why;
      if (asks(missing)) return due(`meters have not been asked for ${missing.length} months`);
      return groups.length > 0 ? due(`${groups.length} months are signed`) : idle(why || 'nothing is signed');
    },
    async run() {
      const results: RunResult[] = [];
      if (asks((await lookAround()).missing)) await collect();
      for (const group of await complete()) results.push(await bring(group));
      return summarise(results);
    },
  };
}

/** Signatures by what they sign; those of nobody who is a meter are left out. */
async function grouped(
  deployment: Deployment,
  waiting: ReadonlyMap<string, SignedUptime>,
  meters: ReadonlySet<Address>,
): Promise<Group[]> {
  const groups = new Map<Hex, Group>();
  for (const [name, { report, signature }] of waiting) {
    const hash = hashUptimeReport(deployment, report);
    const signer = await recoverAddress({ hash, signature }).catch(() => undefined);
    if (!signer || !meters.has(signer)) continue;
    const group = groups.get(hash) ?? { report, names: [], signatures: new Map<Address, Hex>() };
    group.names.push(name);
    group.signatures.set(signer, signature);
    groups.set(hash, group);
  }
  return [...groups.values()];
}
