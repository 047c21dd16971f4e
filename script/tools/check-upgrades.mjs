#!/usr/bin/env node
// Every proxied contract is safe to upgrade: no unsafe constructor work, selfdestruct or delegatecall, storage layout readable.
// With a folder of build-info of what runs now, its layout fits that of what runs, namespaces included:
//   node script/tools/check-upgrades.mjs path/to/deployed-build-info
// What passes is written to out-release/upgrades.json, without which the signers' command refuses an upgrade.
// Immutables, disabled initialisers and linked libraries are how this project builds its implementations (docs/decisions/0001).
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { keccak256 } from 'viem';
import { binary } from './bootstrap.mjs';
import { ROOT } from './steps.mjs';

const PROXIED = [
  'src/token/CPT.sol:CPT',
  'src/locking/VotingEscrow.sol:VotingEscrow',
  'src/custody/Vault.sol:Vault',
  'src/pool/InsuranceFund.sol:InsuranceFund',
  'src/pool/CreditLines.sol:CreditLines',
  'src/pool/LendingPool.sol:LendingPool',
  'src/market/ArbiterPanel.sol:ArbiterPanel',
  'src/market/Disputes.sol:Disputes',
  'src/revenue/RevenueRouter.sol:RevenueRouter',
  'src/revenue/StakingRewards.sol:StakingRewards',
  'src/market/ProviderRegistry.sol:ProviderRegistry',
  'src/market/ProviderRecords.sol:ProviderRecords',
  'src/market/UptimeMonitor.sol:UptimeMonitor',
  'src/market/BondDelegation.sol:BondDelegation',
  'src/market/Listings.sol:Listings',
  'src/market/JobMarket.sol:JobMarket',
  // Runs in JobMarket's storage by delegatecall.
  'src/market/JobDesk.sol:JobDesk',
  'src/market/Workflows.sol:Workflows',
  'src/market/SpotMarket.sol:SpotMarket',
  'src/market/Reservations.sol:Reservations',
  'src/revenue/Subscriptions.sol:Subscriptions',
  'src/market/Perks.sol:Perks',
  'src/market/Reviews.sol:Reviews',
  'src/market/Referrals.sol:Referrals',
  'src/governance/CyberPlazaGovernor.sol:CyberPlazaGovernor',
  'src/governance/Treasury.sol:Treasury',
  'src/bridge/CPTBridge.sol:CPTBridge',
  'src/bridge/BridgedCPT.sol:BridgedCPT',
  'src/market/VoucherDesk.sol:VoucherDesk',
  'src/pool/Vouchers.sol:Vouchers',
  'src/pool/Coupons.sol:Coupons',
  'src/pool/GroupBuy.sol:GroupBuy',
  'src/pool/GroupBuyDesk.sol:GroupBuyDesk',
];
const ALLOWED = 'constructor,state-variable-immutable,external-library-linking';
/** Desks only ever run in the storage of their other half, which initialises it. */
const ALSO_ALLOWED = {
  // LayerZero's Ownable is switched off by never being initialized (decision 0114).
  'src/bridge/CPTBridge.sol:CPTBridge': ',missing-initializer-call',
  'src/bridge/BridgedCPT.sol:BridgedCPT': ',missing-initializer-call',
  'src/market/JobDesk.sol:JobDesk': ',missing-initializer',
  'src/pool/GroupBuyDesk.sol:GroupBuyDesk': ',missing-initializer',
};

function run(command, args, env = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

const built = run(binary('forge'), ['build', 'src', '--force'], { FOUNDRY_PROFILE: 'release' });
if (!built.ok) {
  console.log(built.output);
  process.exit(1);
}

/** The folder's name is how upgrades-core refers to it; it must not be that of the new one. */
const running = process.argv[2] && resolve(process.argv[2]);
const reference = (contract) =>
  running
    ? ['--referenceBuildInfoDirs', running, '--reference', `${basename(running)}:${contract}`, '--requireReference']
    : [];

/** The code as the chain will have it, with its immutables and its libraries' addresses left out. */
function checkedCode(contract) {
  const [file, name] = contract.split('/').at(-1).split(':');
  const artifact = JSON.parse(readFileSync(join(ROOT, 'out-release', file, `${name}.json`), 'utf8'));
  const { object, immutableReferences = {}, linkReferences = {} } = artifact.deployedBytecode;
  const code = Buffer.from(object.slice(2).replace(/__\$[0-9a-f]{34}\$__/g, '0'.repeat(40)), 'hex');
  const uses = [...Object.values(immutableReferences), ...Object.values(linkReferences).flatMap(Object.values)];
  const immutables = uses.flat().map(({ start, length }) => [start, length]);
  for (const [start, length] of immutables) code.fill(0, start, start + length);
  return { code: keccak256(code), immutables };
}

const checked = {};
let failed = 0;
for (const contract of PROXIED) {
  const { ok, output } = run(binary('openzeppelin-upgrades-core'), [
    'validate',
    join(ROOT, 'out-release', 'build-info'),
    '--contract',
    contract,
    '--unsafeAllow',
    ALLOWED + (ALSO_ALLOWED[contract] ?? ''),
    ...reference(contract),
  ]);
  console.log(`${ok ? '✔' : '✖'} ${contract}`);
  if (ok) {
    checked[contract.split(':')[1]] = checkedCode(contract);
  } else {
    failed += 1;
    console.log(output);
  }
}
writeFileSync(join(ROOT, 'out-release', 'upgrades.json'), `${JSON.stringify(checked, null, 2)}\n`);
process.exitCode = failed > 0 ? 1 : 0;
