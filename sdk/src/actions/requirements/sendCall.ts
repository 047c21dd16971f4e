import type { ContractCall } from '../internal/call.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link sendCall}. */
export interface SendCallParameters extends WriteOptions {
  /** E.g. an approval from `getRequirements`, or anything a `…Call` function built. */
  call: ContractCall;
}

/**
 * Simulates a call that was built before and sends the same bytes.
 *
 * @throws whatever the contract reverts with, as a named error
 *
 * @example
 * await client.sendCall({ call: cancelJobCall(deployment, { jobId: 7n }) });
 */
export async function sendCall(client: AnyClient, parameters: SendCallParameters): Promise<WriteResult> {
  return write(client, parameters.call, parameters, noOutcome);
}
