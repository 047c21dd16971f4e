import { cptBridgeAbi } from '../../abis/CPTBridge.js';
import type { BridgeDeployment } from '../../deployments/types.js';
import { type BridgeWriteOptions, bridgeAddress, bridgeContract, bridgeOf } from '../internal/bridge.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link vetoTransfer}. */
export interface VetoTransferParameters {
  id: bigint;
  /** On chain. */
  reason: string;
}

/** What came of {@link vetoTransfer}. */
export interface VetoTransferOutcome {
  /** Of an arrival: until when governance may rule on it. */
  readyAt: bigint;
}

/** The call behind {@link vetoTransfer}, for other transaction engines. */
export function vetoTransferCall(deployment: BridgeDeployment, parameters: VetoTransferParameters): ContractCall {
  return contractCall({
    ...bridgeContract(deployment),
    functionName: 'veto',
    args: [parameters.id, parameters.reason],
  });
}

/**
 * Stops a transfer that waits: one that has not left goes back to its sender, an arrival waits 21 days for governance. Caller: the
 * council. SPEC BRG 2.
 *
 * @throws NotWaitingError, AccessManagedUnauthorizedError
 *
 * @example
 * await (await client.vetoTransfer({ id, reason: 'Stolen keys.' })).wait();
 */
export async function vetoTransfer(
  client: AnyClient,
  parameters: VetoTransferParameters & BridgeWriteOptions,
): Promise<WriteResult<VetoTransferOutcome>> {
  const deployment = await bridgeOf(client, parameters);
  const call = vetoTransferCall(deployment, parameters);
  return write(client, call, { ...parameters, deployment: undefined }, (receipt) => {
    const { readyAt } = eventIn(receipt, bridgeAddress(deployment), cptBridgeAbi, 'TransferVetoed');
    return { readyAt };
  });
}
