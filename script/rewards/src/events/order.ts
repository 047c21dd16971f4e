import { SourceError } from '../errors.js';
import type { RewardEvent } from './types.js';

/** Events in the order in which they happened. The result is the same whatever order they come in; the input is left alone. */
export function inOrder(events: readonly RewardEvent[]): RewardEvent[] {
  const sorted = [...events].sort((a, b) => a.block - b.block || a.logIndex - b.logIndex);
  for (const [index, event] of sorted.entries()) {
    const before = sorted[index - 1];
    if (!before) continue;
    if (before.block === event.block && before.logIndex === event.logIndex) {
      throw new SourceError(`log ${event.logIndex} of block ${event.block} is there twice: read the events anew`);
    }
    if (before.timestamp > event.timestamp) {
      throw new SourceError(`block ${event.block} is older than block ${before.block}: read the events anew`);
    }
  }
  return sorted;
}
