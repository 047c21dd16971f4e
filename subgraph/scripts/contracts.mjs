// Which contracts the subgraph follows, and the few things a contract's ABI does not tell.

/** Emitted by the proxy, at the proxied contract's address. */
const PROXY_EVENTS = ['event Upgraded(address indexed implementation)', 'event AdminChanged(address previousAdmin, address newAdmin)'];
const ERC20_TRANSFER = 'event Transfer(address indexed from, address indexed to, uint256 value)';

/**
 * name: key in deployments/<chainId>.json and of the artifact (its interface stands in while there is no implementation);
 * events: needed beside the artifact's own; only: follow these alone; ours: index the contract's tokens held by our addresses only.
 */
export const CONTRACTS = [
  {
    name: 'CPT',
    file: 'cpt',
    proxied: true,
    events: [
      ERC20_TRANSFER,
      'event Approval(address indexed owner, address indexed spender, uint256 value)',
      'event Initialized(uint64 version)',
      'event AuthorityUpdated(address authority)',
    ],
  },
  {
    name: 'VotingEscrow',
    file: 'votingEscrow',
    proxied: true,
    events: [
      'event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate)',
      'event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes)',
    ],
  },
  { name: 'Vault', file: 'vault', proxied: true },
  { name: 'ProviderRegistry', file: 'providerRegistry', proxied: true },
  { name: 'Listings', file: 'listings', proxied: true },
  { name: 'JobMarket', file: 'jobMarket', proxied: true },
  { name: 'MeterQuorum', file: 'meterQuorum' },
  { name: 'ComputePriceOracle', file: 'computePriceOracle' },
  { name: 'PriceHub', file: 'priceHub' },
  { name: 'RevenueRouter', file: 'revenueRouter', proxied: true },
  { name: 'StakingRewards', file: 'stakingRewards', proxied: true },
  { name: 'AccessManager', file: 'accessManager' },
  { name: 'USDC', file: 'usdc', artifact: 'IERC20', events: [ERC20_TRANSFER], only: ['Transfer'], ours: true },
];

/** One data source for each of the deployment's `holders`. */
export const FUND_HOLDER = { name: 'FundHolder', file: 'fundHolder' };

/** Events that mean the same wherever they come from: one handler each, in src/mappings/contracts.ts. */
export const SHARED = new Set([
  'Upgraded',
  'AdminChanged',
  'Initialized',
  'AuthorityUpdated',
  'Paused',
  'PauseExtended',
  'Unpaused',
]);

/** Inherited declarations that our contracts never emit. */
export const NEVER_EMITTED = new Set(['EIP712DomainChanged']);

/** Deployment's network -> the name Graph Node knows the chain by. */
export const NETWORKS = { local: 'arbitrum-local', 31337: 'arbitrum-local', 42161: 'arbitrum-one', 421614: 'arbitrum-sepolia' };

export { PROXY_EVENTS };
