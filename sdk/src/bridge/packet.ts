import { type Address, type Hex, hexToBigInt, hexToNumber, keccak256, parseEventLogs, size, slice } from 'viem';
import { layerZeroEndpointAbi } from '../abis/LayerZeroEndpoint.js';
import { MalformedPacketError } from '../errors/bridge.js';

/** A LayerZero V2 packet, as every chain sees it. */
export interface Packet {
  /** Identifies the message on both chains. */
  guid: Hex;
  /** Position on its path, from 1. */
  nonce: bigint;
  srcEid: number;
  /** The sending contract, as 32 bytes. */
  sender: Hex;
  dstEid: number;
  receiver: Address;
  message: Hex;
  /** Version, nonce and path: what DVNs attest to, beside the payload's hash. */
  header: Hex;
  payloadHash: Hex;
  /** What the sender asked of the executor. */
  options: Hex;
}

/** LayerZero's PacketV1: where each part begins, in bytes. */
const AT = { version: 0, nonce: 1, srcEid: 9, sender: 13, dstEid: 45, receiver: 49, guid: 81, message: 113 } as const;
const VERSION = 1;
const ADDRESS_OFFSET = 12;

/**
 * Reads a packet as `PacketSent` carries it.
 *
 * @throws MalformedPacketError
 *
 * @example
 * const { guid, nonce, message } = decodePacket(encodedPayload);
 */
export function decodePacket(encoded: Hex, options: Hex = '0x'): Packet {
  const bytes = size(encoded);
  if (bytes < AT.message || hexToNumber(slice(encoded, AT.version, AT.nonce)) !== VERSION) {
    throw new MalformedPacketError(bytes);
  }
  const payload = slice(encoded, AT.guid);
  return {
    guid: slice(encoded, AT.guid, AT.message),
    nonce: hexToBigInt(slice(encoded, AT.nonce, AT.srcEid)),
    srcEid: hexToNumber(slice(encoded, AT.srcEid, AT.sender)),
    sender: slice(encoded, AT.sender, AT.dstEid),
    dstEid: hexToNumber(slice(encoded, AT.dstEid, AT.receiver)),
    receiver: slice(encoded, AT.receiver + ADDRESS_OFFSET, AT.guid),
    message: bytes === AT.message ? '0x' : slice(encoded, AT.message),
    header: slice(encoded, 0, AT.guid),
    payloadHash: keccak256(payload),
    options,
  };
}

/**
 * The packets that a transaction handed to an endpoint.
 *
 * @example
 * const [packet] = packetsIn(receipt.logs);
 */
export function packetsIn(logs: Parameters<typeof parseEventLogs>[0]['logs']): Packet[] {
  return parseEventLogs({ abi: layerZeroEndpointAbi, eventName: 'PacketSent', logs }).map(({ args }) =>
    decodePacket(args.encodedPayload, args.options),
  );
}

/** Options of LayerZero's type 3: the executor is worker 1, gas for lzReceive its option 1. */
const OPTIONS_TYPE = 3;
const EXECUTOR = 1;
const LZ_RECEIVE = 1;
const GAS_BYTES = 16;

/**
 * The gas that a packet's sender paid for its delivery; 0 if it asked for none.
 *
 * @example
 * executorGas(packet.options);
 */
export function executorGas(options: Hex): bigint {
  const bytes = size(options);
  if (bytes < 2 || hexToNumber(slice(options, 0, 2)) !== OPTIONS_TYPE) return 0n;
  let gas = 0n;
  for (let at = 2; at + 4 <= bytes; ) {
    const worker = hexToNumber(slice(options, at, at + 1));
    const length = hexToNumber(slice(options, at + 1, at + 3));
    const kind = hexToNumber(slice(options, at + 3, at + 4));
    const isGas = worker === EXECUTOR && kind === LZ_RECEIVE && length > GAS_BYTES;
    if (isGas) gas += hexToBigInt(slice(options, at + 4, at + 4 + GAS_BYTES));
    at += 3 + length;
  }
  return gas;
}
