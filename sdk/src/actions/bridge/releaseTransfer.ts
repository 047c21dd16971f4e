import type { Address, Hex } from 'viem';
import { cptBridgeAbi } from '../../abis/CPTBridge.js';
import type { BridgeDeployment } from '../../deployments/types.js';
import { type BridgeWriteOptions, bridgeAddress, bridgeContract, bridgeOf } from '../internal/bridge.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { eventIn } from '../internal/outcome.js';
import { read } from '../internal/read.js';
import type { AnyClient, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link releaseTransfer}. */
export interface ReleaseTransferParameters {
  id: bigint;
  /** Of the chain's own coin, for LayerZero; what it costs now by default. */
  fee?: bigint | undefined;
  /** Who gets back what is too much of the fee; the caller by default. */
  refundTo?: Address | undefined;
}

/** What came of {@link releaseTransfer}. */
export interface ReleaseTransferOutcome {
  guid: Hex;
}

/** The call behind {@link releaseTransfer}, for other transaction engines. */
export function releaseTransferCall(
  deployment: BridgeDeployment,
  parameters: ReleaseTransferParameters & { fee: bigint; refundTo: Address },
): ContractCall {
  return contractCall({
    ...bridgeContract(deployment),
    functionName: 'release',
    args: [parameters.id, parameters.refundTo],
    value: parameters.fee,
  });
}

/**
 * Sends a transfer on its way that waited its 24 hours. Caller: anyone who pays the message's fee. SPEC BRG 2.
 *
 * @throws NotWaitingError, NotReadyError, EnforcedPathPauseError, AboveLimitError, NoPeerError
 *
 * @example
 * const { guid } = await (await client.releaseTransfer({ id })).wait();
 */
export async function releaseTransfer(
  client: AnyClient,
  parameters: ReleaseTransferParameters & BridgeWriteOptions,
): Promise<WriteResult<ReleaseTransferOutcome>> {
  const deployment = await bridgeOf(client, parameters);
  const quote = { ...bridgeContract(deployment), functionName: 'quoteRelease', args: [parameters.id] } as const;
  const fee = parameters.fee ?? (await read(client, quote));
  const refundTo = parameters.refundTo ?? accountOf(client, parameters.account).address;
  const call = releaseTransferCall(deployment, { ...parameters, fee, refundTo });
  return write(client, call, { ...parameters, deployment: undefined }, (receipt) => {
    const { guid } = eventIn(receipt, bridgeAddress(deployment), cptBridgeAbi, 'TransferReleased');
    return { guid };
  });
}
