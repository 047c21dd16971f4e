import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckedCode, IMPLEMENTATION_SLOT } from '@cyberplaza/governance';
import { deposit, getVaultAccount, openJob, parseUsdc, waitForReceipt, withdraw } from '@cyberplaza/sdk';
import {
  type Abi,
  encodeDeployData,
  getAddress,
  type Hex,
  hexToBytes,
  keccak256,
  maxUint256,
  parseAbiItem,
  zeroHash,
} from 'viem';
import { account } from '../../accounts.js';
import type { World } from '../../chain/world.js';
import { signPlan } from '../../seed/safes.js';
import { ROOT } from '../../stack/paths.js';
import { addressIn, planFile, present, type Stage } from './stage.js';

const UPGRADED = parseAbiItem('event Upgraded(address indexed implementation)');
const NOT_THE_MARKET = '0x000000000000000000000000000000000000dEaD';
const DAY = 86_400;
const HOUR = 3_600;
const PAUSE_DAYS = 16;
const FOUR = 4;
const BALANCE = parseUsdc('100');
const INFLOW = parseUsdc('1000000');
/** One more than four may pay. */
const PAYMENT = parseUsdc('100001');
const PARTS = parseUsdc('100000');
export const PAYMENT_REASON = 'A rack of servers.';

/** Seven of nine replace the Vault's code; its money and its books stay as they are. */
export async function upgradeTheVault(stage: Stage): Promise<Hex> {
  const { world, clock, seen, say } = stage;
  say('7 of 9 upgrade the Vault');
  const implementation = await deploy(world, 'Vault', [world.address('USDC'), world.address('JobMarket')]);
  const file = `
    title = "A new Vault"
    safe = "upgrades"
    [[actions]]
    contract = "ProxyAdmin of Vault"
    function = "upgradeAndCall"
    arguments = { proxy = "Vault", implementation = "${implementation}", data = "0x" }`;
  await seen.refused(
    'an upgrade whose storage layout nobody checked is not even proposed',
    () => planFile(stage, file),
    'nobody has checked the storage layout',
  );
  const upgrade = await planFile(stage, file, { Vault: codeToBe('Vault') });
  seen.expect(
    "the signers' command warns of new code",
    upgrade.warnings.includes('Vault: the code was replaced') && upgrade.warnings.length === 2,
  );
  const stranger = await deploy(world, 'Vault', [world.address('USDC'), NOT_THE_MARKET]);
  const estranged = await planFile(stage, file.replace(implementation, stranger), { Vault: codeToBe('Vault') });
  seen.expect(
    'and of a Vault that would obey another market',
    estranged.warnings.includes(`Vault: its new code has ${NOT_THE_MARKET} built in, the code that runs has not`),
  );
  const safe = present(upgrade.safe, "Safe's part");
  const books = async (blockNumber: bigint) => {
    const read = (functionName: 'totalVolume' | 'totalUncollectedRevenue') =>
      world.reader.readContract({
        address: world.address('Vault'),
        abi: world.abi('Vault'),
        functionName,
        blockNumber,
      });
    return `${await read('totalVolume')} ${await read('totalUncollectedRevenue')}`;
  };
  const code = async () =>
    addressIn(await world.reader.getStorageAt({ address: world.address('Vault'), slot: IMPLEMENTATION_SLOT }));
  await seen.refused('6 of 9 may not upgrade', () => signPlan(world, safe, 0, 6), 'GS020');
  await signPlan(world, safe, 0);
  await seen.refused('nor 7 of 9 before 48 hours are over', () => signPlan(world, safe, 1), 'GS013');
  await clock.advanceBy(2 * DAY);
  const before = await world.reader.getBlockNumber();
  await signPlan(world, safe, 1);
  seen.expect('7 of 9 upgrade the Vault after 48 hours', (await code()) === implementation.toLowerCase());
  // Jobs go on meanwhile: only the upgrade's own block tells.
  const [upgraded] = await world.reader.getLogs({
    address: world.address('Vault'),
    event: UPGRADED,
    fromBlock: before,
  });
  const block = present(upgraded, "the upgrade's event").blockNumber;
  seen.expect('its books are what they were', (await books(block)) === (await books(block - 1n)));
  return getAddress(implementation);
}

/** Three of five stop the market; nobody's money stays in; the stop ends by itself. */
export async function pauseTheMarket(stage: Stage): Promise<void> {
  const { world, clock, seen, say, shop } = stage;
  say('3 of 5 pause the market and CPT');
  const customer = account('buyer', 900);
  await world.fund([customer.address], 10n ** 18n);
  await world.send(account('deployer'), 'USDC', 'mint', [customer.address, BALANCE]);
  await world.send(customer, 'USDC', 'approve', [world.address('Vault'), maxUint256]);
  await (await deposit(world.wallet(customer), { amount: BALANCE })).wait();
  const file = (safe: string) => `
    title = "Stop openings"
    safe = "${safe}"
    [[actions]]
    contract = "JobMarket"
    function = "pause"
    [[actions]]
    contract = "CPT"
    function = "pause"`;
  await seen.refused('no other Safe may pause', () => planFile(stage, file('treasury')), 'may not call');
  const pause = present((await planFile(stage, file('emergency'))).safe, "Safe's part");
  await seen.refused('2 of 5 may not pause', () => signPlan(world, pause, 0, 2), 'GS020');
  await signPlan(world, pause, 0);
  await stage.freshen();
  const job = { listingId: shop.listingId, units: 1, duration: HOUR, specHash: zeroHash };
  await seen.refused(
    '3 of 5 pause the market: nobody opens a job',
    () => openJob(world.wallet(customer), job),
    'EnforcedPause',
  );
  await (await withdraw(world.wallet(customer), { amount: BALANCE, to: customer.address })).wait();
  const { available } = await getVaultAccount(world.reader, { account: customer.address });
  const held = await world.reader.readContract({
    address: world.address('USDC'),
    abi: world.abi('USDC'),
    functionName: 'balanceOf',
    args: [customer.address],
  });
  seen.expect('withdrawals work while it is paused', available === 0n && held === BALANCE);

  say('sixteen days later');
  await clock.advanceBy(PAUSE_DAYS * DAY);
  await stage.freshen();
  seen.expect('after 16 days the pause has lapsed, and a job opens', (await stage.runJob()) > 0n);
}

/** 100,001 USDC: refused to four, paid by five. What four may pay in a day they may pay in parts, and no more. */
export async function payForServers(stage: Stage): Promise<void> {
  const { world, seen, say } = stage;
  say('100,001 USDC leave the treasury');
  const vendor = account('relayer').address;
  await world.send(account('deployer'), 'USDC', 'mint', [world.address('Treasury'), INFLOW]);
  const file = (safe: string, pay: string, amount = '100,001 USDC', reason = PAYMENT_REASON) => `
    title = "Servers"
    safe = "${safe}"
    [[actions]]
    contract = "Treasury"
    function = "${pay}"
    arguments = { budget = "Engineering", to = "${vendor}", amount = "${amount}", reason = "${reason}" }`;
  await seen.refused(
    '4 of 9 may not pay 100,001 USDC',
    () => planFile(stage, file('treasuryDaily', 'pay')),
    'DailyLimitExceeded',
  );
  await seen.refused(
    'nor by the way that is for 5',
    () => planFile(stage, file('treasuryDaily', 'payLarge')),
    'may not call',
  );
  const large = await planFile(stage, file('treasury', 'payLarge'));
  seen.expect(
    "the signers' command warns of a large payment",
    large.warnings.some((text) => text.startsWith('a large payment: 100001 USDC from Treasury')),
  );
  const safe = present(large.safe, "Safe's part");
  await seen.refused('4 signatures are too few', () => signPlan(world, safe, 0, FOUR), 'GS020');
  const received = () =>
    world.reader.readContract({
      address: world.address('USDC'),
      abi: world.abi('USDC'),
      functionName: 'balanceOf',
      args: [vendor],
    });
  const before = await received();
  await signPlan(world, safe, 0);
  seen.equal('5 of 9 pay 100,001 USDC out of engineering', (await received()) - before, PAYMENT);

  for (const amount of ['60,000 USDC', '40,000 USDC']) {
    const part = await planFile(stage, file('treasuryDaily', 'pay', amount, 'Rent, in parts.'));
    await signPlan(world, present(part.safe, "Safe's part"), 0);
  }
  seen.equal('4 of 9 pay 100,000 USDC, in two parts', (await received()) - before, PAYMENT + PARTS);
  const more = file('treasuryDaily', 'pay', '1 USDC', 'Splitting.');
  await seen.refused('and not one more that day', () => planFile(stage, more), 'DailyLimitExceeded(0, 1000000)');
}

interface Artifact {
  abi: Abi;
  bytecode: { object: Hex };
  deployedBytecode: { object: Hex; immutableReferences?: Record<string, { start: number; length: number }[]> };
}

function artifactOf(name: string): Artifact {
  const out = process.env.FOUNDRY_PROFILE === 'lite' ? 'out-lite' : 'out';
  return JSON.parse(readFileSync(join(ROOT, out, `${name}.sol`, `${name}.json`), 'utf8')) as Artifact;
}

/** As check-upgrades.mjs writes it down of the release's code, here of what the devnet compiled: the code that runs already. */
function codeToBe(name: string): CheckedCode[string] {
  const { object, immutableReferences = {} } = artifactOf(name).deployedBytecode;
  const code = hexToBytes(object);
  const immutables = Object.values(immutableReferences).flatMap((uses) =>
    uses.map(({ start, length }): [number, number] => [start, length]),
  );
  for (const [start, length] of immutables) code.fill(0, start, start + length);
  return { code: keccak256(code), immutables };
}

async function deploy(world: World, name: string, args: readonly unknown[]): Promise<Hex> {
  const artifact = artifactOf(name);
  const data = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode.object, args });
  const hash = await world.wallet(account('relayer')).sendTransaction({ data });
  const { contractAddress } = await waitForReceipt(world.reader, { hash });
  if (!contractAddress) throw new Error(`${name} was not deployed`);
  return contractAddress;
}
