import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { RewardInput } from '../../generated/schema';
import { numberId } from './ids';

const LOG_INDEX_BYTES = 4;

/** Keeps an event as the reward calculation reads it; at most one row an event. */
export function noteReward(event: ethereum.Event, kind: string, accounts: Bytes[], numbers: BigInt[]): void {
  const input = new RewardInput(numberId(event.block.number).concat(logId(event)));
  input.kind = kind;
  input.accounts = accounts;
  input.numbers = numbers;
  input.blockNumber = event.block.number;
  input.timestamp = event.block.timestamp;
  input.transaction = event.transaction.hash;
  input.save();
}

export function flag(value: boolean): BigInt {
  return BigInt.fromI32(value ? 1 : 0);
}

function logId(event: ethereum.Event): Bytes {
  let rest = event.logIndex.toU32();
  const id = new Bytes(LOG_INDEX_BYTES);
  for (let i = LOG_INDEX_BYTES - 1; i >= 0; i--) {
    id[i] = (rest & 0xff) as u8;
    rest = rest >> 8;
  }
  return id;
}
