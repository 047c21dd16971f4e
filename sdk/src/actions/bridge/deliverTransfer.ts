import { cptBridgeAbi } from '../../abis/CPTBridge.js';
import type { BridgeDeployment } from '../../deployments/types.js';
import { type BridgeWriteOptions, bridgeAddress, bridgeContract, bridgeOf } from '../internal/bridge.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link deliverTransfer}. */
export interface DeliverTransferParameters {
  id: bigint;
}

/** What came of {@link deliverTransfer}. */
export interface DeliverTransferOutcome {
  /** CPT units paid out. */
  amount: bigint;
  /** CPT units that still wait. */
  left: bigint;
}

/** The call behind {@link deliverTransfer}, for other transaction engines. */
export function deliverTransferCall(deployment: BridgeDeployment, parameters: DeliverTransferParameters): ContractCall {
  return contractCall({ ...bridgeContract(deployment), functionName: 'deliver', args: [parameters.id] });
}

/**
 * Pays out an arrival that waited, as far as the limit has room. Caller: anyone. SPEC BRG 2.
 *
 * @throws NotWaitingError, NotReadyError, EnforcedPathPauseError, AboveLimitError,
 * BridgedCPTInvalidRecipientError
 *
 * @example
 * const { amount, left } = await (await client.deliverTransfer({ id })).wait();
 */
export async function deliverTransfer(
  client: AnyClient,
  parameters: DeliverTransferParameters & BridgeWriteOptions,
): Promise<WriteResult<DeliverTransferOutcome>> {
  const deployment = await bridgeOf(client, parameters);
  const call = deliverTransferCall(deployment, parameters);
  return write(client, call, { ...parameters, deployment: undefined }, (receipt) => {
    const { amount, left } = eventIn(receipt, bridgeAddress(deployment), cptBridgeAbi, 'TransferDelivered');
    return { amount, left };
  });
}
