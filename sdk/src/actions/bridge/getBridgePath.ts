import type { Address, Hex } from 'viem';
import { type BridgeReadOptions, bridgeContract, bridgeOf } from '../internal/bridge.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient } from '../internal/types.js';
import { BridgeDirection, type BridgePath } from './types.js';

/** Parameters of {@link getBridgePath}. */
export interface GetBridgePathParameters extends BridgeReadOptions {
  /** LayerZero's id of the chain on the other end, see EndpointId. */
  eid: number;
}

/**
 * A path's limits, what they leave room for now, its pauses and who must vouch for what crosses it. SPEC BRG 2.
 *
 * @example
 * const { atOnce, most, receivable } = await client.getBridgePath({ eid: EndpointId.Ethereum });
 */
export async function getBridgePath(client: AnyClient, parameters: GetBridgePathParameters): Promise<BridgePath> {
  const contract = bridgeContract(await bridgeOf(client, parameters));
  const { eid } = parameters;
  const of = (functionName: string, ...more: unknown[]) => ({ ...contract, functionName, args: [eid, ...more] });
  const { In, Out } = BridgeDirection;
  const [limits, peer, [atOnce, most], receivable, sent, received, outPaused, inPaused, [sending, receiving]] =
    (await readMany(
      client,
      [
        of('path'),
        of('peers'),
        of('sendable'),
        of('receivable'),
        of('rollingDay', Out),
        of('rollingDay', In),
        of('pathPausedUntil', Out),
        of('pathPausedUntil', In),
        of('requiredDvns'),
      ],
      { blockNumber: parameters.blockNumber },
    )) as [
      { outLimit: number; inLimit: number; hold: number },
      Hex,
      [bigint, bigint],
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      [Address[], Address[]],
    ];
  return {
    eid,
    peer,
    outLimitBps: limits.outLimit,
    inLimitBps: limits.inLimit,
    holdBps: limits.hold,
    sentToday: sent,
    receivedToday: received,
    atOnce,
    most,
    receivable,
    outPausedUntil: outPaused,
    inPausedUntil: inPaused,
    sendingDvns: sending,
    receivingDvns: receiving,
  };
}
