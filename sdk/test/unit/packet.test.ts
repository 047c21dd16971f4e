import { concat, type Hex, keccak256, numberToHex, pad } from 'viem';
import { describe, expect, test } from 'vitest';
import { decodePacket, executorGas, MalformedPacketError } from '../../src/index.js';

const SENDER = '0x5fbdb2315678afecb367f032d93f642f64180aa3';
const RECEIVER = '0xe7f1725e7734ce288f8367e1bb143e90bb3f0512';
const GUID: Hex = `0x${'ab'.repeat(32)}`;
const MESSAGE = '0x0123456789';

const header = concat([
  numberToHex(1, { size: 1 }),
  numberToHex(7, { size: 8 }),
  numberToHex(30_110, { size: 4 }),
  pad(SENDER, { size: 32 }),
  numberToHex(30_101, { size: 4 }),
  pad(RECEIVER, { size: 32 }),
]);

describe('packets', () => {
  test('are read part by part', () => {
    const payload = concat([GUID, MESSAGE]);
    expect(decodePacket(concat([header, payload]), '0x0003')).toEqual({
      guid: GUID,
      nonce: 7n,
      srcEid: 30_110,
      sender: pad(SENDER, { size: 32 }),
      dstEid: 30_101,
      receiver: RECEIVER,
      message: MESSAGE,
      header,
      payloadHash: keccak256(payload),
      options: '0x0003',
    });
    expect(decodePacket(concat([header, GUID])).message).toBe('0x');
  });

  test('of another version, or cut short, are refused', () => {
    expect(() => decodePacket(header)).toThrow(MalformedPacketError);
    expect(() => decodePacket(concat(['0x02', `0x${'00'.repeat(120)}`]))).toThrow(MalformedPacketError);
  });
});

describe('what the executor was paid for', () => {
  const gas = (amount: bigint, value?: bigint): Hex => {
    const words = [
      numberToHex(amount, { size: 16 }),
      ...(value === undefined ? [] : [numberToHex(value, { size: 16 })]),
    ];
    return concat(['0x01', numberToHex(1 + 16 * words.length, { size: 2 }), '0x01', ...words]);
  };

  test('adds up over all options for lzReceive', () => {
    expect(executorGas(concat(['0x0003', gas(200_000n)]))).toBe(200_000n);
    expect(executorGas(concat(['0x0003', gas(100_000n), gas(50_000n, 1n)]))).toBe(150_000n);
  });

  test('is nothing without one, or in other types of options', () => {
    expect(executorGas('0x')).toBe(0n);
    expect(executorGas('0x0003')).toBe(0n);
    expect(executorGas(concat(['0x0001', numberToHex(200_000n, { size: 32 })]))).toBe(0n);
    // Native drops, and options of DVNs.
    const drop = concat(['0x01', numberToHex(49, { size: 2 }), '0x02', `0x${'11'.repeat(48)}`]);
    const dvn = concat(['0x02', numberToHex(2, { size: 2 }), '0x0001']);
    expect(executorGas(concat(['0x0003', dvn, drop, gas(5n)]))).toBe(5n);
  });
});
