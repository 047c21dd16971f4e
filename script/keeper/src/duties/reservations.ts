import { getReservations, getReservationsDue, ReservationState } from '@cyberplaza/sdk';
import { reservationsAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';

const READ_AT_ONCE = 500;
const LOST_RACES = ['WrongState'];

interface Task {
  reservationId: bigint;
  action: 'expire' | 'vacate';
}

/** Ends reservations that nobody claimed in time, and lets what finished jobs left of their windows be booked again. */
export function reservationsDuty({ chain, clock, engine }: KeeperContext): Duty {
  const { deployment } = chain;
  const { Reservations } = deployment.contracts;
  /** Reservations that may still need somebody, by id; value: from when on to look, seconds. */
  const open = new Map<bigint, number>();
  let known = 0n;

  const learn = async (ids: readonly bigint[]): Promise<void> => {
    for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
      const batch = ids.slice(at, at + READ_AT_ONCE);
      const records = await getReservations(chain.client, { deployment, reservationIds: batch });
      for (const [index, id] of batch.entries()) {
        const record = records[index];
        if (record?.state === ReservationState.Booked) open.set(id, record.start);
        else if (record?.state === ReservationState.Claimed && record.end > clock.now.timestamp)
          open.set(id, record.start);
        else open.delete(id);
      }
    }
  };

  const tasks = async (): Promise<Task[]> => {
    const count = await chain.client.readContract({
      address: Reservations,
      abi: reservationsAbi,
      functionName: 'reservationCount',
    });
    const fresh = Array.from({ length: Number(count - known) }, (_, i) => known + BigInt(i) + 1n);
    await learn(fresh);
    known = count;
    const candidates = [...open].filter(([, from]) => from <= clock.now.timestamp).map(([id]) => id);
    await learn(candidates);
    const live = candidates.filter((id) => open.has(id));
    const dues = await getReservationsDue(chain.client, { deployment, reservationIds: live });
    return live.flatMap((reservationId, index): Task[] => {
      if (dues[index]?.expires) return [{ reservationId, action: 'expire' }];
      return dues[index]?.vacates ? [{ reservationId, action: 'vacate' }] : [];
    });
  };

  return {
    name: 'reservations',
    description: 'end reservations nobody claimed in time, free the rest of windows whose jobs are over',
    schedule: '15 * * * * *',
    async check() {
      const [first, ...rest] = await tasks();
      if (!first) return idle(`none of ${open.size} reservations`);
      return due(`${rest.length + 1} reservations, first to ${first.action} ${first.reservationId}`);
    },
    async run() {
      const results: RunResult[] = [];
      for (const { reservationId, action } of await tasks()) {
        const call = {
          to: Reservations,
          data: encodeFunctionData({ abi: reservationsAbi, functionName: action, args: [reservationId] }),
          label: `${action} reservation ${reservationId}`,
          key: `${action}Reservation:${reservationId}`,
        };
        results.push(await act(engine, call, LOST_RACES));
      }
      return summarise(results);
    },
  };
}
