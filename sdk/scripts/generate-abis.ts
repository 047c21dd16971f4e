/**
 * Writes src/abis/*.ts and src/errors/generated.ts from the compiler's artifacts.
 *
 *   npm run generate -w sdk             write
 *   npm run generate:check -w sdk       fail if what is committed differs
 *
 * FOUNDRY_OUT names another artifact folder than out/.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Abi } from 'viem';
import { type ContractAbi, renderAbi, renderIndex, sortAbi } from './lib/render-abi.js';
import { renderErrors } from './lib/render-errors.js';

/** Contract name -> artifact(s); the ABI of the first that exists, of all of a nested list merged. */
const CONTRACTS: Record<string, string[]> = {
  AccessManager: ['AccessManager'],
  ArbiterPanel: ['ArbiterPanel'],
  BondDelegation: ['BondDelegation'],
  BuybackBurner: ['BuybackBurner'],
  BridgedCPT: ['BridgedCPT'],
  CPT: ['CPT'],
  CPTBridge: ['CPTBridge'],
  Council: ['Council'],
  CyberPlazaGovernor: ['CyberPlazaGovernor'],
  ComputePriceOracle: ['ComputePriceOracle'],
  Disputes: ['Disputes'],
  CreditLines: ['CreditLines'],
  Coupons: ['Coupons'],
  CreditWallet: ['CreditWallet'],
  EmissionSchedule: ['EmissionSchedule'],
  FundHolder: ['FundHolder'],
  GovernanceTimelock: ['GovernanceTimelock'],
  GroupBuy: ['GroupBuy', 'GroupBuyDesk'],
  InsuranceFund: ['InsuranceFund'],
  JobMarket: ['JobMarket', 'JobDesk'],
  LayerZeroEndpoint: ['ILayerZeroEndpointV2'],
  LendingPool: ['LendingPool'],
  Listings: ['Listings'],
  MerkleRewards: ['MerkleRewards'],
  MeterQuorum: ['MeterQuorum'],
  PerkDesk: ['PerkDesk'],
  PerkStake: ['PerkStake'],
  Perks: ['Perks'],
  PriceHub: ['PriceHub'],
  Quoter: ['IQuoterV2'],
  ProviderRecords: ['ProviderRecords'],
  ProviderRegistry: ['ProviderRegistry'],
  Reservations: ['Reservations'],
  RevenueRouter: ['RevenueRouter'],
  SpotMarket: ['SpotMarket'],
  Referrals: ['Referrals'],
  Reviews: ['Reviews'],
  RewardVesting: ['RewardVesting'],
  StakingRewards: ['StakingRewards'],
  Subscriptions: ['Subscriptions'],
  TestUSDC: ['TestUSDC'],
  TokenPayments: ['TokenPayments'],
  Treasury: ['Treasury'],
  UniswapTwap: ['UniswapTwap'],
  TokenVesting: ['TokenVesting'],
  UptimeMonitor: ['UptimeMonitor'],
  Vault: ['Vault'],
  VotingEscrow: ['VotingEscrow'],
  VoucherDesk: ['VoucherDesk'],
  Vouchers: ['Vouchers'],
  VoucherWallet: ['VoucherWallet'],
  Workflows: ['Workflows'],
};

const sdk = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(sdk, '..');
const out = resolve(root, process.env.FOUNDRY_OUT ?? 'out');
const check = process.argv.includes('--check');

function artifactAbi(name: string): Abi {
  const file = join(out, `${name}.sol`, `${name}.json`);
  if (!existsSync(file)) throw new Error(`${relative(root, file)} is missing: run forge build first`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { abi: Abi }).abi;
}

function generate(): Map<string, string> {
  const files = new Map<string, string>();
  const contracts: ContractAbi[] = Object.entries(CONTRACTS).map(([name, artifacts]) => ({
    name,
    abi: sortAbi(artifacts.flatMap((artifact) => [...artifactAbi(artifact)])),
  }));
  for (const contract of contracts) files.set(`src/abis/${contract.name}.ts`, renderAbi(contract));
  files.set('src/abis/index.ts', renderIndex(contracts));
  files.set('src/errors/generated.ts', renderErrors(contracts));
  return files;
}

function main(): void {
  const files = generate();
  const folder = join(sdk, 'src/abis');
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(sdk, 'src/errors'), { recursive: true });
  const stale = readdirSync(folder).filter((file) => !files.has(`src/abis/${file}`));
  const drifted = [...files].filter(([file, text]) => {
    const path = join(sdk, file);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  });
  if (check) {
    const names = [...stale.map((file) => `src/abis/${file}`), ...drifted.map(([file]) => file)];
    if (names.length > 0) throw new Error(`generated files have drifted from the contracts: ${names.join(', ')}`);
    console.log(`${files.size} generated files are up to date`);
    return;
  }
  for (const file of stale) rmSync(join(folder, file));
  for (const [file, text] of drifted) writeFileSync(join(sdk, file), text);
  console.log(`${drifted.length} of ${files.size} generated files written`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
