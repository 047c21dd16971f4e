import { BigInt } from '@graphprotocol/graph-ts';
import { Programme } from '../../generated/schema';
import { programmeName } from './enums';
import { codeId } from './ids';

export function loadProgramme(code: i32): Programme {
  const id = codeId(code);
  let programme = Programme.load(id);
  if (programme == null) {
    programme = new Programme(id);
    programme.name = programmeName(code);
    programme.released = BigInt.zero();
    programme.periods = 0;
    programme.funded = BigInt.zero();
    programme.allocated = BigInt.zero();
    programme.claimed = BigInt.zero();
    programme.claimCount = 0;
  }
  return programme;
}
