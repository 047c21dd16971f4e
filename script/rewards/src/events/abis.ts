import { parseAbi } from 'viem';

/** Uniswap's and the token standards' own; ours come from the SDK. */
export const uniswapPoolAbi = parseAbi([
  'event Initialize(uint160 sqrtPriceX96, int24 tick)',
  'event Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)',
  'event Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
  'event Burn(address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
]);
export const positionManagerAbi = parseAbi([
  'event IncreaseLiquidity(uint256 indexed tokenId, uint128 liquidity, uint256 amount0, uint256 amount1)',
  'event DecreaseLiquidity(uint256 indexed tokenId, uint128 liquidity, uint256 amount0, uint256 amount1)',
  'event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)',
]);
export const transferAbi = parseAbi(['event Transfer(address indexed from, address indexed to, uint256 value)']);
export const emissionScheduleAbi = parseAbi([
  'event Released(uint8 indexed programme, uint256 amount, uint256 periods)',
  'event DistributorSet(address indexed distributor)',
  'function start() view returns (uint256)',
]);
export const merkleRewardsAbi = parseAbi([
  'event RootPublished(uint8 indexed programme, bytes32 indexed root, uint256 total, bytes32 contentHash, uint256 acceptableAt)',
  'struct Books { bytes32 root; bytes32 contentHash; uint256 released; uint256 allocated; uint256 claimed; }',
  'struct Pending { bytes32 root; bytes32 contentHash; uint96 total; uint40 acceptableAt; }',
  'function books(uint8 programme) view returns (Books)',
  'function pendingRoot(uint8 programme) view returns (Pending)',
  'function publishRoot(uint8 programme, bytes32 root, uint256 total, bytes32 contentHash)',
]);
