#!/usr/bin/env node
// Every proxied contract is safe to upgrade: no unsafe constructor work, selfdestruct or delegatecall, storage layout readable.
// Reads the source anew, without generating code; the code is that of out/, which must be of this very source.
// With a folder of build-info of what runs now, everything is compiled as released, and its layout fits that of what runs, namespaces included:
//   node script/tools/check-upgrades.mjs path/to/deployed-build-info
// What passes then is written to out-release/upgrades.json, without which the signers' command refuses an upgrade.
// Immutables, disabled initialisers and linked libraries are how this project builds its implementations (docs/decisions/0001).
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { keccak256 } from 'viem';
import { binary } from './bootstrap.mjs';
import { ROOT } from './steps.mjs';

// What `openzeppelin-upgrades-core validate` consists of: one reading serves all contracts, where the command reads everything for each.
const require = createRequire(import.meta.url);
const part = (name) => require(`@openzeppelin/upgrades-core/dist/cli/validate/${name}`);
const { getBuildInfoFiles } = part('build-info-file');
const { getContractReports } = part('contract-report');
const { getProjectReport } = part('project-report');
const { findSpecifiedContracts, withCliDefaults } = part('validate-upgrade-safety');
const { validateBuildInfoContracts } = part('validations');
/** What is allowed below is allowed on purpose; the warnings about it would bury what is not. */
require('@openzeppelin/upgrades-core').silenceWarnings();

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
const ALLOWED = ['constructor', 'state-variable-immutable', 'external-library-linking'];
/** Desks only ever run in the storage of their other half, which initialises it. */
const ALSO_ALLOWED = {
  // LayerZero's Ownable is switched off by never being initialized (decision 0114).
  'src/bridge/CPTBridge.sol:CPTBridge': ['missing-initializer-call'],
  'src/bridge/BridgedCPT.sol:BridgedCPT': ['missing-initializer-call'],
  'src/market/JobDesk.sol:JobDesk': ['missing-initializer'],
  'src/pool/GroupBuyDesk.sol:GroupBuyDesk': ['missing-initializer'],
};

/** @returns {object} artifact of the default build, if it was compiled of the source as it is now */
function artifactOf(file, name) {
  const path = join(ROOT, 'out', basename(file), `${name}.json`);
  if (!existsSync(path)) return undefined;
  const artifact = JSON.parse(readFileSync(path, 'utf8'));
  if (artifact.metadata?.settings.compilationTarget[file] !== name) return undefined;
  const current = ([source, { keccak256: hash }]) =>
    existsSync(join(ROOT, source)) && keccak256(readFileSync(join(ROOT, source))) === hash;
  return Object.entries(artifact.metadata.sources).every(current) ? artifact : undefined;
}

/** Syntax trees and storage layouts of src/ and all it imports, with the code of the default build, as a build-info. */
function analyse() {
  const sources = {};
  for (const file of readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.sol')) sources[`src/${file}`] = { content: readFileSync(join(ROOT, 'src', file), 'utf8') };
  }
  const remappings = readFileSync(join(ROOT, 'remappings.txt'), 'utf8').split('\n').filter(Boolean);
  const outputSelection = { '*': { '': ['ast'], '*': ['storageLayout'] } };
  const input = { language: 'Solidity', sources, settings: { remappings, evmVersion: 'cancun', outputSelection } };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'script/tools/solc.mjs'), '--base-path', ROOT, '--standard-json'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, SOLC_JS_JOBS: '1' },
      input: JSON.stringify(input),
      maxBuffer: 2 ** 30,
    },
  );
  if (status !== 0) throw new Error(`solc failed: ${stderr}`);
  const output = JSON.parse(stdout);
  const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  for (const file of Object.keys(output.sources)) {
    input.sources[file] ??= { content: readFileSync(join(ROOT, file), 'utf8') };
  }
  for (const [file, contracts] of Object.entries(output.contracts)) {
    for (const [name, contract] of Object.entries(contracts)) {
      const bytecode = artifactOf(file, name)?.bytecode;
      if (bytecode === undefined && PROXIED.includes(`${file}:${name}`)) {
        throw new Error(`out/ has no ${name} of this source: run npx forge build first.`);
      }
      const { object = '0x', linkReferences = {} } = bytecode ?? {};
      contract.evm = { bytecode: { object: object.slice(2), linkReferences } };
    }
  }
  return { input, output, solcVersion: require('solc/package.json').version, dirShortName: basename(ROOT) };
}

/** Everything compiled anew as it goes to a public chain. */
async function released() {
  const { status, stdout, stderr } = spawnSync(binary('forge'), ['build', 'src', '--force'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, FOUNDRY_PROFILE: 'release' },
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return await getBuildInfoFiles(join(ROOT, 'out-release', 'build-info'));
}

/** The folder's name is how upgrades-core refers to it; it must not be that of the new one. */
const running = process.argv[2] && resolve(process.argv[2]);
const known = { '': validateBuildInfoContracts(running ? await released() : [analyse()]) };
if (running) known[basename(running)] = validateBuildInfoContracts(await getBuildInfoFiles(running));

function check(contract) {
  const options = withCliDefaults({
    unsafeAllow: [...ALLOWED, ...(ALSO_ALLOWED[contract] ?? [])],
    requireReference: running !== undefined,
  });
  const reference = running && `${basename(running)}:${contract}`;
  const chosen = findSpecifiedContracts(known, options, contract, reference);
  return getProjectReport(getContractReports(known, options, chosen), true);
}

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
  const report = check(contract);
  console.log(`${report.ok ? '✔' : '✖'} ${contract}`);
  if (!report.ok) {
    failed += 1;
    console.log(report.explain(false));
  } else if (running) {
    checked[contract.split(':')[1]] = checkedCode(contract);
  }
}
if (running) writeFileSync(join(ROOT, 'out-release', 'upgrades.json'), `${JSON.stringify(checked, null, 2)}\n`);
process.exitCode = failed > 0 ? 1 : 0;
