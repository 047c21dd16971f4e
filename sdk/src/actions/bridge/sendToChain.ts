import type { Address, Hex, TransactionReceipt } from 'viem';
import { cptBridgeAbi } from '../../abis/CPTBridge.js';
import type { BridgeDeployment } from '../../deployments/types.js';
import { MissingEventError } from '../../errors/client.js';
import { type BridgeWriteOptions, bridgeAddress, bridgeContract, bridgeOf, sendParam } from '../internal/bridge.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';
import { quoteBridge } from './quoteBridge.js';

/** Parameters of {@link sendToChain}. */
export interface SendToChainParameters {
  /** LayerZero's id of the destination, see EndpointId. */
  eid: number;
  /** Who receives it there. */
  to: Address;
  /** CPT units; the dust below 1e12 stays with the sender. */
  amount: bigint;
  /** Of the chain's own coin, for LayerZero; what it costs now by default. */
  fee?: bigint | undefined;
  /** Who gets back what is too much of the fee; the sender by default. */
  refundTo?: Address | undefined;
}

/** What came of {@link sendToChain}: it left with a guid, or it waits under an id. */
export type SendToChainOutcome =
  | { waits: false; amount: bigint; guid: Hex }
  | { waits: true; amount: bigint; waitingId: bigint; readyAt: bigint };

/** The call behind {@link sendToChain}, for other transaction engines. */
export function sendToChainCall(
  deployment: BridgeDeployment,
  parameters: SendToChainParameters & { fee: bigint; refundTo: Address },
): ContractCall {
  return contractCall({
    ...bridgeContract(deployment),
    functionName: 'send',
    args: [sendParam(parameters), { nativeFee: parameters.fee, lzTokenFee: 0n }, parameters.refundTo],
    value: parameters.fee,
  });
}

/**
 * Sends CPT to another chain: from home by an allowance to the bridge, from a remote chain, only homeward, without one. Above half a
 * percent of the supply in a day it waits 24 hours first. SPEC BRG 2.
 *
 * @throws InvalidAmountError, BridgedCPTInvalidRecipientError, AboveLimitError, CPTBridgeAboveCapError,
 * EnforcedPathPauseError, NoPeerError
 *
 * @example
 * const { wait } = await client.sendToChain({ eid: EndpointId.Ethereum, to: account.address, amount: parseCpt('100') });
 * const sent = await wait();
 * if (!sent.waits) await trackBridgeTransfer(client, { destination, guid: sent.guid });
 */
export async function sendToChain(
  client: AnyClient,
  parameters: SendToChainParameters & BridgeWriteOptions,
): Promise<WriteResult<SendToChainOutcome>> {
  const deployment = await bridgeOf(client, parameters);
  const fee = parameters.fee ?? (await quoteBridge(client, { ...parameters, deployment })).fee;
  const refundTo = parameters.refundTo ?? accountOf(client, parameters.account).address;
  const options = { ...parameters, deployment: undefined };
  const call = sendToChainCall(deployment, { ...parameters, fee, refundTo });
  return write(client, call, options, (receipt) => outcomeOf(receipt, bridgeAddress(deployment)));
}

function outcomeOf(receipt: TransactionReceipt, bridge: Address): SendToChainOutcome {
  const [waiting] = eventsIn(receipt, bridge, cptBridgeAbi, 'TransferWaiting');
  if (waiting) return { waits: true, amount: waiting.amount, waitingId: waiting.id, readyAt: waiting.readyAt };
  const [sent] = eventsIn(receipt, bridge, cptBridgeAbi, 'OFTSent');
  if (!sent) throw new MissingEventError('OFTSent', bridge, receipt.transactionHash);
  return { waits: false, amount: sent.amountSentLD, guid: sent.guid };
}
