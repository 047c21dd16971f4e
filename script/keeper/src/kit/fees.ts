import { hexToBigInt, type PublicClient } from 'viem';

/** What a transaction offers, wei per gas. */
export interface Fees {
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
}

const FRESH_MS = 1_000;
const DEFAULT_TIP = 1_000_000n;
/** nodes take a replacement from 10% more; a little above is safe everywhere */
const BUMP_NUMERATOR = 1_125n;
const BUMP_DENOMINATOR = 1_000n;

/** What the chain asks for now: twice the base fee plus the node's tip, at most the ceiling; read at most once a second. */
export class FeeMarket {
  #known: { at: number; fees: Fees } | undefined;

  constructor(
    private readonly client: PublicClient,
    private readonly ceiling: bigint,
  ) {}

  async current(): Promise<Fees> {
    const now = Date.now();
    if (this.#known && now - this.#known.at < FRESH_MS) return this.#known.fees;
    const block = await this.client.getBlock({ blockTag: 'latest', includeTransactions: false });
    const tip = await this.client.request({ method: 'eth_maxPriorityFeePerGas' }).then(hexToBigInt, () => DEFAULT_TIP);
    const maxFeePerGas = min((block.baseFeePerGas ?? 0n) * 2n + tip, this.ceiling);
    const fees = { maxFeePerGas, maxPriorityFeePerGas: min(tip, maxFeePerGas) };
    this.#known = { at: now, fees };
    return fees;
  }
}

/** The next higher offer of a stuck transaction: 12.5% more, or what the market asks for now if that is more. */
export function raised(offered: Fees, market: Fees): Fees {
  const maxFeePerGas = max(bump(offered.maxFeePerGas), market.maxFeePerGas);
  const maxPriorityFeePerGas = max(bump(offered.maxPriorityFeePerGas), market.maxPriorityFeePerGas);
  return { maxFeePerGas, maxPriorityFeePerGas: min(maxPriorityFeePerGas, maxFeePerGas) };
}

function bump(fee: bigint): bigint {
  return (fee * BUMP_NUMERATOR) / BUMP_DENOMINATOR + 1n;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
