import { account, addressOf, ZERO } from './lib/scenario.mjs';

const MANAGER = addressOf('NonfungiblePositionManager');
const [ALICE, BOB] = [account(1), account(2)];
const NOW = 1_790_000_000n;

/** What rewards for positions on Uniswap are worked out from: the pool's changes, and the tokens behind them. */
export default function liquidity(scenario) {
  const s = scenario(
    "liquidity: the pool's ticks and positions, and of the position manager only what is about our pool",
  );
  s.tx(NOW, ['CptPool.Initialize', 1n << 96n, -3]);
  s.tx(
    NOW + 1n,
    ['CptPool.Mint', MANAGER, MANAGER, -10, 20, 100, 0, 0],
    ['NonfungiblePositionManager.Transfer', ZERO, ALICE, 7],
    ['NonfungiblePositionManager.IncreaseLiquidity', 7, 100, 0, 0],
  );
  s.tx(NOW + 2n, ['CptPool.Swap', ALICE, ALICE, 1, -1, 1n << 96n, 100, 5]);
  // Another pool's.
  s.tx(
    NOW + 3n,
    ['NonfungiblePositionManager.Transfer', ZERO, BOB, 8],
    ['NonfungiblePositionManager.IncreaseLiquidity', 8, 55, 0, 0],
  );
  s.tx(NOW + 4n, ['CptPool.Burn', MANAGER, -10, 20, 0, 0, 0]);
  s.tx(NOW + 5n, ['NonfungiblePositionManager.Transfer', ALICE, BOB, 7]);
  s.tx(
    NOW + 6n,
    ['CptPool.Burn', MANAGER, -10, 20, 30, 0, 0],
    ['NonfungiblePositionManager.DecreaseLiquidity', 7, 30, 0, 0],
  );
  const row = (kind, accounts, numbers) => ({ kind, accounts, numbers: numbers.map(String) });
  s.expect('{ rewardInputs(orderBy: id) { kind accounts numbers } }', {
    rewardInputs: [
      row('TickMoved', [], [-3]),
      row('LiquidityChanged', [MANAGER], [-10, 20, 100]),
      row('PositionMoved', [ALICE], [7]),
      row('TokenNamed', [MANAGER], [7, 100]),
      row('TickMoved', [], [5]),
      row('PositionMoved', [BOB], [7]),
      row('LiquidityChanged', [MANAGER], [-10, 20, -30]),
      row('TokenNamed', [MANAGER], [7, -30]),
    ],
  });
  return s;
}
