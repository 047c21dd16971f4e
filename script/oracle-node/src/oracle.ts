import type { Chain } from '@cyberplaza/keeper/kit';
import { computePriceOracleAbi } from '@cyberplaza/sdk/abis';
import type { Address } from 'viem';

/** A feed as the oracle has it. */
export interface OracleFeed {
  feedId: number;
  price: bigint;
  observedAt: number;
  decimals: number;
}

/** What a node reads from the chain for a round. */
export interface OracleState {
  nodes: readonly Address[];
  /** all of them, by number */
  feeds: readonly OracleFeed[];
}

/** The oracle's set of nodes and its feeds. */
export class Oracle {
  readonly #contract;

  constructor(private readonly chain: Chain) {
    this.#contract = { address: chain.deployment.contracts.ComputePriceOracle, abi: computePriceOracleAbi } as const;
  }

  get address(): Address {
    return this.#contract.address;
  }

  async state(): Promise<OracleState> {
    const { client } = this.chain;
    const [nodes, count] = await Promise.all([
      client.readContract({ ...this.#contract, functionName: 'nodes' }),
      client.readContract({ ...this.#contract, functionName: 'feedCount' }),
    ]);
    const feeds = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const feedId = index + 1;
        const feed = await client.readContract({ ...this.#contract, functionName: 'feed', args: [feedId] });
        return { feedId, price: feed.price, observedAt: feed.observedAt, decimals: feed.decimals };
      }),
    );
    return { nodes, feeds };
  }

  /** Which of these signers' words about a second count: the set may have changed since they were heard. */
  async counting(signers: readonly Address[], observedAt: number): Promise<boolean[]> {
    return Promise.all(
      signers.map((signer) =>
        this.chain.client.readContract({ ...this.#contract, functionName: 'countsAt', args: [signer, observedAt] }),
      ),
    );
  }
}
