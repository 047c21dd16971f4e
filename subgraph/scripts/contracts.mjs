// Which contracts the subgraph follows, and the few things a contract's ABI does not tell.

/** Emitted by the proxy, at the proxied contract's address. */
const PROXY_EVENTS = [
  'event Upgraded(address indexed implementation)',
  'event AdminChanged(address previousAdmin, address newAdmin)',
];
/** Said again by SecuritySet, or LayerZero's own and switched off. */
const UNUSED_BY_BRIDGE = ['EnforcedOptionSet', 'MsgInspectorSet', 'OwnershipTransferred', 'PreCrimeSet'];
const ERC20_TRANSFER = 'event Transfer(address indexed from, address indexed to, uint256 value)';

/** The token itself says what our contracts hold. Only transfers from or to them are read. */
const USDC = { abi: 'USDC', artifact: 'IERC20', events: [ERC20_TRANSFER], only: ['Transfer'] };

/**
 * name: key in deployments/<chainId>.json and of the artifact (its interface stands in while there is no implementation);
 * artifacts: several that make up one contract; abi: that key, where one contract has two data sources; events: needed beside the artifact's own; only: follow these alone;
 * without: do not follow these; handler: instead of handle<Contract><Event>; like: whose handlers serve it, for these events or
 * (last) all others; optional: a deployment may lack it; ours: the topic that must be one of our addresses.
 */
export const CONTRACTS = [
  {
    name: 'CPT',
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
    proxied: true,
    events: [
      'event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate)',
      'event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes)',
    ],
  },
  { name: 'Vault', proxied: true },
  { name: 'ProviderRegistry', proxied: true },
  { name: 'ProviderRecords', proxied: true },
  { name: 'UptimeMonitor', proxied: true },
  { name: 'BondDelegation', proxied: true },
  { name: 'Listings', proxied: true },
  // One contract in two halves.
  { name: 'JobMarket', artifacts: ['JobMarket', 'JobDesk'], proxied: true },
  { name: 'SpotMarket', proxied: true },
  { name: 'Reservations', proxied: true },
  { name: 'Workflows', proxied: true },
  { name: 'TokenPayments' },
  { name: 'Disputes', proxied: true },
  { name: 'ArbiterPanel', proxied: true },
  { name: 'InsuranceFund', proxied: true },
  { name: 'CreditLines', proxied: true },
  { name: 'LendingPool', proxied: true },
  { name: 'MeterQuorum' },
  { name: 'ComputePriceOracle' },
  { name: 'PriceHub' },
  { name: 'UniswapTwap' },
  { name: 'BuybackBurner' },
  { name: 'RevenueRouter', proxied: true },
  { name: 'StakingRewards', proxied: true },
  { name: 'Subscriptions', proxied: true },
  { name: 'Perks', proxied: true },
  { name: 'Reviews', proxied: true },
  { name: 'Referrals', proxied: true },
  { name: 'Vouchers', proxied: true },
  { name: 'Coupons', proxied: true },
  { name: 'GroupBuy', artifacts: ['GroupBuy', 'GroupBuyDesk'], proxied: true },
  { name: 'VoucherDesk', proxied: true },
  { name: 'PerkStake' },
  { name: 'TokenVesting' },
  { name: 'EmissionSchedule' },
  { name: 'MerkleRewards' },
  { name: 'RewardVesting' },
  { name: 'AccessManager' },
  // Uniswap's, which have no artifacts of ours.
  {
    name: 'CptPool',
    events: [
      'event Initialize(uint160 sqrtPriceX96, int24 tick)',
      'event Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)',
      'event Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
      'event Burn(address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
    ],
  },
  {
    name: 'NonfungiblePositionManager',
    events: [
      'event IncreaseLiquidity(uint256 indexed tokenId, uint128 liquidity, uint256 amount0, uint256 amount1)',
      'event DecreaseLiquidity(uint256 indexed tokenId, uint128 liquidity, uint256 amount0, uint256 amount1)',
      'event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)',
    ],
  },
  { name: 'CPTBridge', proxied: true, without: UNUSED_BY_BRIDGE, optional: true },
  { name: 'Treasury', proxied: true },
  { name: 'CyberPlazaGovernor', proxied: true },
  { name: 'GovernanceTimelock' },
  { name: 'Council' },
  // Two, because a handler's filters are joined by "and", and one event may have only one handler in a data source.
  { ...USDC, name: 'USDC', handler: 'handleUSDCReceived', ours: 'topic2' },
  { ...USDC, name: 'USDCSent', handler: 'handleUSDCSent', ours: 'topic1' },
];

/** The same of a chain that CPT was bridged to: its token is its end of the bridge. The mappings are those of home. */
export const REMOTE_CONTRACTS = [
  {
    name: 'BridgedCPT',
    proxied: true,
    without: UNUSED_BY_BRIDGE,
    like: { Transfer: 'CPT', Approval: 'CPT', '*': 'CPTBridge' },
  },
  { name: 'AccessManager' },
];

/** One data source for each of the deployment's `holders`. */
export const FUND_HOLDER = { name: 'FundHolder' };

/** One data source for each of the deployment's `safes`, which may be none. */
export const SAFE = {
  name: 'Safe',
  events: [
    'event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)',
    'event ExecutionFailure(bytes32 indexed txHash, uint256 payment)',
    'event AddedOwner(address indexed owner)',
    'event RemovedOwner(address indexed owner)',
    'event ChangedThreshold(uint256 threshold)',
  ],
};

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
export const NEVER_EMITTED = new Set(['EIP712DomainChanged', 'URI']);

/** Deployment's network -> the name Graph Node knows the chain by. */
export const NETWORKS = {
  local: 'arbitrum-local',
  31337: 'arbitrum-local',
  42161: 'arbitrum-one',
  421614: 'arbitrum-sepolia',
  31338: 'ethereum-local',
  1: 'mainnet',
  10: 'optimism',
  137: 'matic',
  8453: 'base',
};

export { PROXY_EVENTS };
