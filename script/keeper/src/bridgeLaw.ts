import type { BridgeEnd, SeenMessage } from './bridgeEnd.js';

/** Law H between home and one remote chain. CPT units. */
export interface BridgeLaw {
  eid: number;
  locked: bigint;
  supply: bigint;
  /** has arrived there and waits */
  arriving: bigint;
  /** on its way, in either direction */
  inFlight: bigint;
  /** arrived at one end without having left the other */
  unbacked: bigint;
  /** what locked is more (or, negative, less) than it should be */
  difference: bigint;
}

export const holds = (law: BridgeLaw): boolean => law.difference === 0n && law.unbacked === 0n;

/**
 * locked at home = supply + what waits there + in flight + refused, exactly, message by message. The remote chain is read first, so
 * that whatever has arrived there is in home's events; what home had from it meanwhile is looked up once more.
 */
export async function readLaw(home: BridgeEnd, remote: BridgeEnd): Promise<BridgeLaw> {
  const [homeEid, eid] = [await home.eid(), await remote.eid()];
  const remoteBlock = await remote.advance();
  const [left, arrived] = [new Map(remote.sent), new Map(remote.received)];
  const refused = remote.refusedFrom(homeEid);
  const { supply, arriving } = await remote.circulating(remoteBlock);
  const homeBlock = await home.advance();
  const locked = await home.lockedFor(eid, homeBlock);
  const of = (messages: Iterable<SeenMessage>) => [...messages].filter((message) => message.eid === eid);
  const [out, back] = [of(home.sent.values()), of(home.received.values())];
  if (back.some(({ guid }) => !left.has(guid))) await remote.advance();

  const outInFlight = out.filter(({ guid }) => !arrived.has(guid));
  const returned = new Set(back.map(({ guid }) => guid));
  const backInFlight = [...left.values()].filter(({ guid }) => !returned.has(guid));
  const sentOut = new Set(out.map(({ guid }) => guid));
  const neverSent = [...arrived.values()].filter(({ guid }) => !sentOut.has(guid));
  const neverLeft = back.filter(({ guid }) => !remote.sent.has(guid));
  // Left the remote chain after it was read, and came home before home was.
  const meanwhile = back.filter(({ guid }) => !left.has(guid) && remote.sent.has(guid));

  const inFlight = sum(outInFlight) + sum(backInFlight);
  const expected = supply + arriving + refused + home.refusedFrom(eid) + inFlight - sum(meanwhile);
  const unbacked = sum(neverSent) + sum(neverLeft);
  return { eid, locked, supply, arriving, inFlight, unbacked, difference: locked - expected };
}

const sum = (messages: readonly SeenMessage[]): bigint => messages.reduce((total, { amount }) => total + amount, 0n);
