import type { Deployment } from '@cyberplaza/sdk';
import * as abis from '@cyberplaza/sdk/abis';
import { type Abi, type AbiEvent, type Address, decodeEventLog, type Hex, toEventSelector } from 'viem';

/** The contracts that the replay calls or listens to. */
export const ABIS = {
  AccessManager: abis.accessManagerAbi,
  ArbiterPanel: abis.arbiterPanelAbi,
  CPT: abis.cptAbi,
  ComputePriceOracle: abis.computePriceOracleAbi,
  Disputes: abis.disputesAbi,
  InsuranceFund: abis.insuranceFundAbi,
  JobMarket: abis.jobMarketAbi,
  Listings: abis.listingsAbi,
  MeterQuorum: abis.meterQuorumAbi,
  ProviderRecords: abis.providerRecordsAbi,
  ProviderRegistry: abis.providerRegistryAbi,
  RevenueRouter: abis.revenueRouterAbi,
  USDC: abis.testUsdcAbi,
  UptimeMonitor: abis.uptimeMonitorAbi,
  Vault: abis.vaultAbi,
  VotingEscrow: abis.votingEscrowAbi,
} as const satisfies Record<string, Abi>;

export type ContractName = keyof typeof ABIS;

/** One decoded event. */
export interface Happened {
  contract: ContractName;
  event: string;
  args: Readonly<Record<string, unknown>>;
}

export interface RawLog {
  address: Address;
  topics: [Hex, ...Hex[]] | [];
  data: Hex;
}

/** Decodes logs of the deployment's contracts, and of nobody else's. */
export class Decoder {
  readonly #events = new Map<string, { contract: ContractName; item: AbiEvent }>();

  constructor(deployment: Deployment) {
    for (const [contract, abi] of Object.entries(ABIS) as [ContractName, Abi][]) {
      for (const item of abi) {
        if (item.type !== 'event') continue;
        this.#events.set(`${deployment.contracts[contract].toLowerCase()}:${toEventSelector(item)}`, {
          contract,
          item,
        });
      }
    }
  }

  decode(log: RawLog): Happened | undefined {
    const found = this.#events.get(`${log.address.toLowerCase()}:${log.topics[0]}`);
    if (!found) return undefined;
    const { args } = decodeEventLog({ abi: [found.item], data: log.data, topics: log.topics });
    return { contract: found.contract, event: found.item.name, args: (args ?? {}) as Record<string, unknown> };
  }
}

/** An event's integer argument, whatever its size. */
export function int(happened: Happened, name: string): bigint {
  const value = happened.args[name];
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  throw new Error(`${happened.event} has no integer ${name}`);
}

export function text(happened: Happened, name: string): string {
  const value = happened.args[name];
  if (typeof value !== 'string') throw new Error(`${happened.event} has no ${name}`);
  return value;
}
