import {
  type Abi,
  type Address,
  type ContractEventName,
  type DecodeEventLogReturnType,
  parseEventLogs,
  type TransactionReceipt,
} from 'viem';
import { isAddressEqual } from 'viem/utils';
import { MissingEventError } from '../../errors/client.js';

type EventArgs<abi extends Abi, eventName extends ContractEventName<abi>> = DecodeEventLogReturnType<
  abi,
  eventName,
  `0x${string}`[],
  `0x${string}`,
  true
>['args'];

/** The arguments of every event of one name that one contract emitted in a transaction. */
export function eventsIn<const abi extends Abi, eventName extends ContractEventName<abi>>(
  receipt: TransactionReceipt,
  address: Address,
  abi: abi,
  eventName: eventName,
): EventArgs<abi, eventName>[] {
  const logs = receipt.logs.filter((log) => isAddressEqual(log.address, address));
  return parseEventLogs({ abi, eventName, logs } as Parameters<typeof parseEventLogs>[0]).map(
    (log) => (log as unknown as { args: EventArgs<abi, eventName> }).args,
  );
}

/** As {@link eventsIn}, the first one; MissingEventError if there is none. */
export function eventIn<const abi extends Abi, eventName extends ContractEventName<abi>>(
  receipt: TransactionReceipt,
  address: Address,
  abi: abi,
  eventName: eventName,
): EventArgs<abi, eventName> {
  const [first] = eventsIn(receipt, address, abi, eventName);
  if (first === undefined) throw new MissingEventError(eventName, address, receipt.transactionHash);
  return first;
}

/** Nothing to read from the receipt. */
export function noOutcome(): Record<never, never> {
  return {};
}
