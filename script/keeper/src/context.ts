import type { KeeperConfig } from './config.js';
import type { JobBook } from './jobBook.js';
import type { Chain, ChainClock, Keep, Logger, TransactionEngine } from './kit/index.js';
import type { MarketBook } from './marketBook.js';
import type { MarketReads } from './marketReads.js';

/** What every duty works with. */
export interface KeeperContext {
  config: KeeperConfig;
  chain: Chain;
  clock: ChainClock;
  engine: TransactionEngine;
  reads: MarketReads;
  jobs: JobBook;
  market: MarketBook;
  log: Logger;
  /** where what was learned from logs is kept, by the name of who learned it */
  keep: (name: string) => Keep;
}
