import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { PoolTransaction, PositionToken } from '../../generated/schema';
import { Burn, Initialize, Mint, Swap } from '../../generated/CptPool/CptPool';
import {
  DecreaseLiquidity,
  IncreaseLiquidity,
  Transfer,
} from '../../generated/NonfungiblePositionManager/NonfungiblePositionManager';
import { noteReward } from '../lib/rewardInputs';

// Liquidity of the CPT/USDC pool, as rewards are worked out from it. Uniswap's position manager serves every pool there is: of its
// events only those of transactions that changed ours, and of tokens that came up there, are kept.

export function handleCptPoolInitialize(event: Initialize): void {
  noteReward(event, 'TickMoved', [], [BigInt.fromI32(event.params.tick)]);
}

export function handleCptPoolSwap(event: Swap): void {
  noteReward(event, 'TickMoved', [], [BigInt.fromI32(event.params.tick)]);
}

export function handleCptPoolMint(event: Mint): void {
  const p = event.params;
  change(event, p.owner, p.tickLower, p.tickUpper, p.amount);
}

export function handleCptPoolBurn(event: Burn): void {
  const p = event.params;
  // Burning nothing brings fees up to date and changes no position.
  if (!p.amount.isZero()) change(event, p.owner, p.tickLower, p.tickUpper, p.amount.neg());
}

function change(event: ethereum.Event, owner: Bytes, lower: i32, upper: i32, delta: BigInt): void {
  noteReward(event, 'LiquidityChanged', [owner], [BigInt.fromI32(lower), BigInt.fromI32(upper), delta]);
  const touched = new PoolTransaction(event.transaction.hash);
  touched.blockNumber = event.block.number;
  touched.save();
}

export function handleNonfungiblePositionManagerIncreaseLiquidity(event: IncreaseLiquidity): void {
  nameToken(event, event.params.tokenId, event.params.liquidity);
}

export function handleNonfungiblePositionManagerDecreaseLiquidity(event: DecreaseLiquidity): void {
  nameToken(event, event.params.tokenId, event.params.liquidity.neg());
}

export function handleNonfungiblePositionManagerTransfer(event: Transfer): void {
  const token = event.params.tokenId;
  const known = PositionToken.load(tokenId(token)) != null || PoolTransaction.load(event.transaction.hash) != null;
  if (known) noteReward(event, 'PositionMoved', [event.params.to], [token]);
}

function nameToken(event: ethereum.Event, token: BigInt, delta: BigInt): void {
  if (PoolTransaction.load(event.transaction.hash) == null) return;
  noteReward(event, 'TokenNamed', [event.address], [token, delta]);
  const known = new PositionToken(tokenId(token));
  known.blockNumber = event.block.number;
  known.save();
}

function tokenId(token: BigInt): Bytes {
  return Bytes.fromByteArray(Bytes.fromBigInt(token));
}
