import type { Packet } from '@cyberplaza/sdk';

/**
 * What goes wrong with one packet on its way. It always gets through in the end: LayerZero keeps what was sent and what was verified,
 * so that anyone may take up what others dropped.
 *
 * lost: for so many rounds no DVN sees it; later packets of its path cannot pass it
 * late: verified, but executed only so many rounds later; later packets of its path overtake it
 * twice: attested, committed and executed a second time after its delivery
 * starved: the first execution gets only so much gas
 */
export type Fault =
  | { kind: 'none' }
  | { kind: 'lost'; rounds: number }
  | { kind: 'late'; rounds: number }
  | { kind: 'twice' }
  | { kind: 'starved'; gas: bigint };

/** Decides what goes wrong, once for each packet. */
export type Faults = (packet: Packet, index: number) => Fault;

export const noFaults: Faults = () => ({ kind: 'none' });

/** The given faults, one a packet in the order in which packets are seen; none after that. */
export function inTurn(...faults: readonly Fault[]): Faults {
  return (_, index) => faults[index] ?? { kind: 'none' };
}

const MOST_ROUNDS = 3;
const TOO_LITTLE_GAS = 30_000n;

/** Any fault, any packet: reproducible from the source of numbers in [0, 1). */
export function atRandom(random: () => number): Faults {
  const rounds = (): number => 1 + Math.floor(random() * MOST_ROUNDS);
  return () => {
    const dice = random();
    if (dice < 0.2) return { kind: 'lost', rounds: rounds() };
    if (dice < 0.4) return { kind: 'late', rounds: rounds() };
    if (dice < 0.6) return { kind: 'twice' };
    if (dice < 0.8) return { kind: 'starved', gas: TOO_LITTLE_GAS };
    return { kind: 'none' };
  };
}
