/** Stage numbers as the bitmap the chain takes. */
export function toStageSet(stages: readonly number[]): number {
  return Number(stages.reduce((set, stage) => set | (1n << BigInt(stage)), 0n));
}

/** A bitmap of stages as their numbers, ascending. */
export function fromStageSet(set: number): number[] {
  return Array.from({ length: 32 }, (_, stage) => stage).filter((stage) => (BigInt(set) >> BigInt(stage)) & 1n);
}
