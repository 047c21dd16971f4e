import { CONTRACT_NAMES, type Deployment, parseDeployment, signPriceReport } from '@cyberplaza/sdk';
import { numberToHex } from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import type { Observation } from '../src/index.js';

export const FEEDS = [1, 3] as const;
export const ROUND = { round: 60, collect: 8, grace: 8 } as const;
export const NOW = 1_795_000_020;

/** A deployment that is nowhere. */
export const deployment: Deployment = parseDeployment({
  chainId: 31_337,
  network: 'local',
  startBlock: 0,
  contracts: Object.fromEntries(CONTRACT_NAMES.map((name, n) => [name, numberToHex(n + 1, { size: 20 })])),
  holders: {},
  feeds: { 'USDC/USD': 1, 'CPU core-hour/eu': 3 },
});

/** What a node would send, signed for the given deployment and said to be of another. */
export async function observed(
  account: PrivateKeyAccount,
  content: { observedAt?: number; feedIds?: readonly number[]; prices?: readonly bigint[] } = {},
  signedFor: Deployment = deployment,
): Promise<Observation> {
  const { observedAt = NOW, feedIds = FEEDS, prices = [100_000_000n, 41_200n] } = content;
  const report = { feedIds: [...feedIds], prices: [...prices], observedAt };
  const { signature } = await signPriceReport(account, signedFor, report);
  return { chainId: deployment.chainId, oracle: deployment.contracts.ComputePriceOracle, ...report, signature };
}

/** As it travels. */
export function wire(observation: Observation): Record<string, unknown> {
  return { ...observation, prices: observation.prices.map(String) };
}
