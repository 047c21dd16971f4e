import { cptBridgeAbi } from '../../abis/CPTBridge.js';
import type { BridgeDeployment } from '../../deployments/types.js';
import { type BridgeWriteOptions, bridgeAddress, bridgeContract, bridgeOf } from '../internal/bridge.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link cancelTransfer}. */
export interface CancelTransferParameters {
  id: bigint;
}

/** What came of {@link cancelTransfer}. */
export interface CancelTransferOutcome {
  /** CPT units that came back. */
  amount: bigint;
}

/** The call behind {@link cancelTransfer}, for other transaction engines. */
export function cancelTransferCall(deployment: BridgeDeployment, parameters: CancelTransferParameters): ContractCall {
  return contractCall({ ...bridgeContract(deployment), functionName: 'cancel', args: [parameters.id] });
}

/**
 * Takes a transfer back that has not left yet. Caller: its sender. No pause is in the way. SPEC BRG 2.
 *
 * @throws NotWaitingError, NotSenderError
 *
 * @example
 * const { amount } = await (await client.cancelTransfer({ id })).wait();
 */
export async function cancelTransfer(
  client: AnyClient,
  parameters: CancelTransferParameters & BridgeWriteOptions,
): Promise<WriteResult<CancelTransferOutcome>> {
  const deployment = await bridgeOf(client, parameters);
  const call = cancelTransferCall(deployment, parameters);
  return write(client, call, { ...parameters, deployment: undefined }, (receipt) => {
    const { amount } = eventIn(receipt, bridgeAddress(deployment), cptBridgeAbi, 'TransferRefunded');
    return { amount };
  });
}
