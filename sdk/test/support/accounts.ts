import type { HDAccount } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';

const MNEMONIC = 'test test test test test test test test test test test junk';

/** Address indexes as script/deploy/config/local.json has them, and some of our own. */
const INDEX = {
  deployer: 0,
  governance: 1,
  guardian: 2,
  certifier: 3,
  parameters: 4,
  slasher: 6,
  treasury: 7,
  council: 8,
  meter: 10,
  priceNode: 20,
  relayer: 42,
  arbiter: 50,
  auditor: 60,
  kycAttestor: 61,
  invoiceAttestor: 62,
  rewardPublisher: 63,
  layerZero: 64,
  executor: 65,
  dvn: 66,
  meterOperator: 70,
  staker: 100,
  provider: 1_000,
  buyer: 10_000,
} as const;

export type Cast = keyof typeof INDEX;

export function account(cast: Cast, n = 0): HDAccount {
  return mnemonicToAccount(MNEMONIC, { addressIndex: INDEX[cast] + n });
}

export const METERS = 7;
export const PRICE_NODES = 13;
