import { deliverTransferCall, formatCpt, releaseTransferCall, retryDeliveryCall } from '@cyberplaza/sdk';
import { cptBridgeAbi } from '@cyberplaza/sdk/abis';
import { zeroAddress } from 'viem';
import type { BridgeEnd } from '../bridgeEnd.js';
import { type BridgeLaw, holds, readLaw } from '../bridgeLaw.js';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { Call, TransactionEngine } from '../kit/index.js';

const LOST_RACES = ['NotWaiting', 'NotReady', 'AboveLimit', 'CPTBridgeAboveCap'];

/** The ends a keeper looks after: home, and the remote chains it was told of. */
export interface Bridge {
  home: BridgeEnd;
  remotes: readonly BridgeEnd[];
}

interface Act {
  engine: TransactionEngine;
  call: Call;
  /** why it failed: somebody else was faster */
  wasOvertaken?: () => Promise<boolean>;
}

/**
 * Lets waiting transfers go on as soon as they may, delivers what LayerZero's executors have left, and says so loudly when a chain
 * has more CPT than is locked for it.
 */
export function bridgeDuty(
  { config, log }: KeeperContext,
  { home, remotes }: Bridge,
  report: (law: BridgeLaw) => void,
): Duty {
  const ends = [home, ...remotes];

  const waiting = async (end: BridgeEnd): Promise<Act[]> => {
    const acts: Act[] = [];
    const where = end.deployment.network;
    for (const { id, leaves } of await end.due()) {
      const key = `bridge:${end.deployment.chainId}:${id}`;
      if (!leaves) {
        const call = deliverTransferCall(end.deployment, { id });
        acts.push({ engine: end.engine, call: { ...call, key, label: `deliver transfer ${id} on ${where}` } });
        continue;
      }
      const fee = await end.client.readContract({
        address: end.address,
        abi: cptBridgeAbi,
        functionName: 'quoteRelease',
        args: [id],
      });
      if (fee > config.bridgeMaxFee) {
        log.warn({ id: id.toString(), fee: fee.toString() }, 'a transfer waits that costs too much to release');
        continue;
      }
      const call = releaseTransferCall(end.deployment, { id, fee, refundTo: end.engine.address ?? zeroAddress });
      acts.push({ engine: end.engine, call: { ...call, key, label: `release transfer ${id} from ${where}` } });
    }
    return acts;
  };

  /** Vouched for, not delivered, and its executor has had its time. */
  const undelivered = async (from: BridgeEnd, to: BridgeEnd): Promise<Act[]> => {
    const toEid = await to.eid();
    const onTheirWay = [...from.sent.values()].filter(({ eid, guid }) => eid === toEid && !to.received.has(guid));
    if (onTheirWay.length === 0) return [];
    const now = await from.now();
    const acts: Act[] = [];
    for (const message of onTheirWay) {
      const found = await from.packetOf(message);
      if (found === undefined || now < found.at + BigInt(config.bridgeRetryAfter)) continue;
      if (!(await to.holds(found.packet))) continue;
      const call = retryDeliveryCall(await to.endpoint(), found);
      const label = `deliver message ${message.guid} on ${to.deployment.network}`;
      const wasOvertaken = async (): Promise<boolean> => !(await to.holds(found.packet));
      acts.push({ engine: to.engine, call: { ...call, key: `bridge:${message.guid}`, label }, wasOvertaken });
    }
    return acts;
  };

  const find = async (): Promise<Act[]> => {
    const acts = (await Promise.all(ends.map(waiting))).flat();
    for (const remote of remotes) acts.push(...(await undelivered(home, remote)), ...(await undelivered(remote, home)));
    return acts;
  };

  const laws = async (): Promise<BridgeLaw[]> => {
    const found: BridgeLaw[] = [];
    for (const remote of remotes) found.push(await readLaw(home, remote));
    for (const law of found) report(law);
    return found.filter((law) => !holds(law));
  };

  return {
    name: 'bridge',
    description:
      'let waiting transfers go on, deliver what executors left, watch that no chain has more CPT than is locked',
    schedule: '*/30 * * * * *',
    async check() {
      const broken = await laws();
      if (broken.length > 0) return due(broken.map(describe).join('; '));
      const acts = await find();
      return acts.length > 0 ? due(acts.map(({ call }) => call.label).join(', ')) : idle('nothing waits at the bridge');
    },
    async run() {
      const results: RunResult[] = [];
      for (const law of await laws()) {
        log.fatal({ ...law }, 'law H is broken: locked at home and circulating elsewhere differ');
        results.push({ kind: 'failed', detail: describe(law) });
      }
      for (const { engine, call, wasOvertaken } of await find()) {
        const result = await act(engine, call, LOST_RACES);
        const lost = result.kind === 'failed' && (await wasOvertaken?.());
        results.push(lost ? { ...result, kind: 'lost' } : result);
      }
      return summarise(results);
    },
  };
}

function describe({ eid, locked, supply, arriving, inFlight, unbacked, difference }: BridgeLaw): string {
  const [lock, there, wait, way] = [locked, supply, arriving, inFlight].map(formatCpt);
  const parts = `${lock} CPT locked for chain ${eid}, ${there} there, ${wait} waiting, ${way} in flight`;
  return `law H is broken: ${parts}; off by ${formatCpt(difference)}, ${formatCpt(unbacked)} from nowhere`;
}
