import { BigInt } from '@graphprotocol/graph-ts';
import { Protocol, Provider } from '../../generated/schema';

const BPS = BigInt.fromI32(10_000);

/** Books what a provider was paid early inside windows and the bond that stands for it, on the provider and in the totals. */
export function setCover(protocol: Protocol, provider: Provider, atRisk: BigInt, haircutBond: BigInt): void {
  if (!provider.atRisk.isZero()) {
    protocol.atRisk = protocol.atRisk.minus(provider.atRisk);
    protocol.bondAtRisk = protocol.bondAtRisk.minus(provider.haircutBond);
  }
  if (!atRisk.isZero()) {
    protocol.atRisk = protocol.atRisk.plus(atRisk);
    protocol.bondAtRisk = protocol.bondAtRisk.plus(haircutBond);
  }
  provider.atRisk = atRisk;
  provider.haircutBond = haircutBond;
  provider.coverBps = ratio(haircutBond, atRisk);
  protocol.coverBps = ratio(protocol.bondAtRisk, protocol.atRisk);
}

function ratio(bond: BigInt, atRisk: BigInt): BigInt | null {
  return atRisk.isZero() ? null : bond.times(BPS).div(atRisk);
}
