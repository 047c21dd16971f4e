import { BigInt, ethereum } from '@graphprotocol/graph-ts';
import { MarketConfig, MeterConfig } from '../../generated/schema';
import { singletonId } from './ids';

export function loadMarketConfig(event: ethereum.Event): MarketConfig {
  let config = MarketConfig.load(singletonId());
  if (config == null) {
    const zero = BigInt.zero();
    config = new MarketConfig(singletonId());
    config.freeCancelWindow = zero;
    config.ackWindow = zero;
    config.overdueGrace = zero;
    config.disputeWindow = zero;
    config.rulingWindow = zero;
    config.quickFailWindow = zero;
    config.priceMaxAge = zero;
    config.statusMaxAge = zero;
    config.bufferBps = 0;
    config.priceBandBps = 0;
    config.holdbackCertifiedBps = 0;
    config.holdbackProbationBps = 0;
    config.holdbackOrdinaryBps = 0;
    config.maxUncodedFailures = 0;
    config.usdcFit = false;
    config.statusCheckedAt = zero;
    config.ordinaryAdmission = false;
  }
  config.updatedAt = event.block.timestamp;
  return config;
}

export function loadMeterConfig(event: ethereum.Event): MeterConfig {
  let config = MeterConfig.load(singletonId());
  if (config == null) {
    config = new MeterConfig(singletonId());
    config.threshold = BigInt.zero();
    config.minimumBond = BigInt.zero();
    config.slashReserve = event.address;
    config.activeMeters = 0;
  }
  return config;
}
