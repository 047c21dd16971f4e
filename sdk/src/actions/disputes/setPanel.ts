import type { Address } from 'viem';
import { arbiterPanelAbi } from '../../abis/ArbiterPanel.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setPanel}. */
export interface SetPanelParameters {
  /** 3, 5, 7 or 9 accounts; whoever is not among them loses its vote in open cases too. */
  arbiters: readonly Address[];
}

/** What came of {@link setPanel}. */
export interface SetPanelOutcome {
  /** The new panel's number. */
  version: number;
}

/** The call behind {@link setPanel}, for other transaction engines. */
export function setPanelCall(deployment: Deployment, parameters: SetPanelParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ArbiterPanel,
    abi: arbiterPanelAbi,
    functionName: 'setPanel',
    args: [parameters.arbiters],
  });
}

/**
 * Replaces the whole panel. GOVERNANCE, which schedules the same call 48 hours before. SPEC JOB 9.
 *
 * @throws AccessManagedUnauthorizedError, InvalidPanelSizeError, InvalidArbiterError
 *
 * @example
 * const { version } = await (await governance.setPanel({ arbiters })).wait();
 */
export async function setPanel(
  client: AnyClient,
  parameters: SetPanelParameters & WriteOptions,
): Promise<WriteResult<SetPanelOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setPanelCall(deployment, parameters), parameters, (receipt) => {
    const { version } = eventIn(receipt, deployment.contracts.ArbiterPanel, arbiterPanelAbi, 'PanelSet');
    return { version };
  });
}
