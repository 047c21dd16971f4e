import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';

const NUMBER_BYTES = 8;

/** Id of every entity of which there is one. */
export function singletonId(): Bytes {
  return Bytes.fromHexString('0x00');
}

/** A number as 8 bytes, big-endian, so that ids sort as the numbers do. */
export function numberId(value: BigInt): Bytes {
  let rest = value.toU64();
  const id = new Bytes(NUMBER_BYTES);
  for (let i = NUMBER_BYTES - 1; i >= 0; i--) {
    id[i] = (rest & 0xff) as u8;
    rest = rest >> 8;
  }
  return id;
}

/** A number of any size as 32 bytes, big-endian. */
export function wordId(value: BigInt): Bytes {
  const hex = value.toHexString().slice(2);
  return Bytes.fromHexString('0x' + hex.padStart(64, '0'));
}

/** An enum's code as one byte. */
export function codeId(code: i32): Bytes {
  const id = new Bytes(1);
  id[0] = code as u8;
  return id;
}

/** What happens once: the same event always gets the same id, however often a block is replayed. */
export function eventId(event: ethereum.Event): Bytes {
  return event.transaction.hash.concatI32(event.logIndex.toI32());
}
