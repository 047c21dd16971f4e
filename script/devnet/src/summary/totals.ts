/** One figure of the summary as one witness sees it; amounts are exact integers in their token's smallest unit. */
export type Totals = Readonly<Record<Figure, bigint>> & { readonly destinations: Readonly<Record<string, bigint>> };

export const FIGURES = {
  jobsOpened: { label: 'jobs opened', unit: 'count' },
  jobsSettled: { label: 'jobs settled', unit: 'count' },
  jobsRefunded: { label: 'jobs refunded', unit: 'count' },
  escrowed: { label: 'escrowed', unit: 'USDC' },
  paid: { label: 'paid to providers', unit: 'USDC' },
  fees: { label: 'platform fees', unit: 'USDC' },
  refunded: { label: 'refunded to payers', unit: 'USDC' },
  held: { label: 'still held', unit: 'USDC' },
  volume: { label: 'GMV', unit: 'USDC' },
  vaultAvailable: { label: 'vault: available', unit: 'USDC' },
  revenueReceived: { label: 'revenue received', unit: 'USDC' },
  revenueDistributed: { label: 'revenue distributed', unit: 'USDC' },
  revenueUndistributed: { label: 'revenue undistributed', unit: 'USDC' },
  rewardsAdded: { label: 'staking rewards added', unit: 'USDC' },
  rewardsClaimed: { label: 'staking rewards claimed', unit: 'USDC' },
  cptLocked: { label: 'CPT locked', unit: 'CPT' },
  veSupply: { label: 'veCPT', unit: 'CPT' },
} as const satisfies Record<string, { label: string; unit: 'count' | 'USDC' | 'CPT' }>;

export type Figure = keyof typeof FIGURES;

export interface Comparison {
  label: string;
  unit: 'count' | 'USDC' | 'CPT';
  chain: bigint;
  subgraph: bigint;
  sdk: bigint;
  agree: boolean;
}

/** Lines the three witnesses up. */
export function compare(chain: Totals, subgraph: Totals, sdk: Totals): Comparison[] {
  const row = (label: string, unit: Comparison['unit'], values: [bigint, bigint, bigint]): Comparison => ({
    label,
    unit,
    chain: values[0],
    subgraph: values[1],
    sdk: values[2],
    agree: values[0] === values[1] && values[1] === values[2],
  });
  const figures = (Object.keys(FIGURES) as Figure[]).map((key) =>
    row(FIGURES[key].label, FIGURES[key].unit, [chain[key], subgraph[key], sdk[key]]),
  );
  const names = new Set([chain, subgraph, sdk].flatMap(({ destinations }) => Object.keys(destinations)));
  const destinations = [...names].map((name) =>
    row(`revenue → ${name}`, 'USDC', [
      chain.destinations[name] ?? -1n,
      subgraph.destinations[name] ?? -1n,
      sdk.destinations[name] ?? -1n,
    ]),
  );
  return [...figures, ...destinations];
}
