import { type Address, getAddress } from 'viem';

/** How time is cut into rounds; the same for every node of a deployment. Seconds of the chain's clock. */
export interface RoundTimes {
  /** from one round to the next */
  round: number;
  /** from a round's start until its leader may push: time to sign and to exchange */
  collect: number;
  /** after which the next in the order may push as well */
  grace: number;
}

/** The number of the round that a second lies in. Nothing but time decides, so nodes agree about it without a word. */
export function roundAt(second: number, times: RoundTimes): number {
  return Math.floor(second / times.round);
}

/** The one second that everybody signs for in a round: its first. */
export function observedIn(round: number, times: RoundTimes): number {
  return round * times.round;
}

/**
 * Who pushes in a round: the set in the order of addresses, begun one place later every round.
 *
 * @returns place of a node, 0 for the leader; undefined if it is not in the set
 */
export function turnOf(node: Address, nodes: readonly Address[], round: number): number | undefined {
  const order = nodes.map((address) => getAddress(address)).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const place = order.indexOf(getAddress(node));
  if (place < 0) return undefined;
  return (place - (round % order.length) + order.length) % order.length;
}

/** The second from which on a node may push in a round. A dead leader costs one grace, a dead second one another. */
export function pushFrom(round: number, turn: number, times: RoundTimes): number {
  return observedIn(round, times) + times.collect + turn * times.grace;
}
