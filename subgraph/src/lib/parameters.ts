import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Parameter } from '../../generated/schema';
import { textOf } from './enums';

/** Remembers a governed number of the contract that emitted the event. */
export function setParameter(event: ethereum.Event, name: Bytes, value: BigInt): void {
  const id = event.address.concat(name);
  let parameter = Parameter.load(id);
  if (parameter == null) {
    parameter = new Parameter(id);
    parameter.contract = event.address;
    parameter.name = textOf(name);
  }
  parameter.value = value;
  parameter.updatedAt = event.block.timestamp;
  parameter.save();
}
