import type { HDAccount } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';

/** The development mnemonic everybody knows: these keys guard nothing, anywhere. */
export const MNEMONIC = 'test test test test test test test test test test test junk';

/** First address index of each cast; script/deploy/config/local.json is written from the same table. */
export const INDEX = {
  deployer: 0,
  governance: 1,
  guardian: 2,
  certifier: 3,
  parameters: 4,
  slasher: 6,
  treasury: 7,
  council: 8,
  upgrader: 9,
  meter: 10,
  priceNode: 20,
  keeper: 40,
  agent: 41,
  relayer: 42,
  arbiter: 50,
  auditor: 60,
  kycAttestor: 61,
  invoiceAttestor: 62,
  rewardPublisher: 63,
  layerZero: 64,
  executor: 65,
  dvn: 66,
  traveller: 69,
  meterOperator: 70,
  staker: 100,
  /** owners of the Safes, as governed.json has them */
  safeOwner: 200,
  voter: 240,
  provider: 1_000,
  buyer: 10_000,
} as const;

const cache = new Map<number, HDAccount>();

/** The n-th account of a cast. */
export function account(cast: keyof typeof INDEX, n = 0): HDAccount {
  const addressIndex = INDEX[cast] + n;
  let found = cache.get(addressIndex);
  if (!found) {
    found = mnemonicToAccount(MNEMONIC, { addressIndex });
    cache.set(addressIndex, found);
  }
  return found;
}

/** Private key of an account, for the processes that get it through their environment. */
export function privateKey(cast: keyof typeof INDEX, n = 0): `0x${string}` {
  return keyOf(account(cast, n));
}

export function keyOf(who: HDAccount): `0x${string}` {
  const key = who.getHdKey().privateKey;
  if (!key) throw new Error(`no private key for ${who.address}`);
  return `0x${Buffer.from(key).toString('hex')}`;
}
