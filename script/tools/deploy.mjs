// Runs the project's one deploy script against a local chain: forge works the transactions out, this sends them.
// Forge's own --broadcast sends up to a hundred at once and out of order. Anvil, which mines by itself, then sometimes misses the
// moment at which one became ready, and waits with the rest for ever (foundry-rs/foundry#10122). Here the chain mines when told to.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { binary } from './bootstrap.mjs';
import { ROOT } from './steps.mjs';

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;
/** Compiling everything anew takes a few minutes on a slow machine. */
const TIMEOUT_MS = 600_000;
/** The first account of the development mnemonic, which anvil itself signs for. */
const DEPLOYER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
/** Without the optimizer contracts outgrow what a chain accepts. */
const UNLIMITED_CODE = process.env.FOUNDRY_PROFILE === 'lite' ? ['--disable-code-size-limit'] : [];

/**
 * @param {string} rpcUrl an anvil with the development mnemonic and a block gas limit that takes everything
 * @param {string} network a name of script/deploy/config
 * @param {string} file where the addresses go
 * @param {{ script?: string, bridge?: string, planOnly?: boolean }} options another script of script/deploy; the file with the bridge's paths
 * (BRIDGE_CONFIG); only work the addresses out
 * @returns {Promise<unknown>} what the file says
 */
export async function deployLocally(rpcUrl, network, file, { script = 'Deploy.s.sol', bridge, planOnly = false } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const broadcast = join(ROOT, '.cyberplaza', `deploy-${process.pid}-${Date.now()}`);
  try {
    await run(
      binary('forge'),
      [
        'script',
        join('script/deploy', script),
        '--rpc-url',
        rpcUrl,
        '--sender',
        DEPLOYER,
        '--non-interactive',
        ...UNLIMITED_CODE,
      ],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          NETWORK: network,
          DEPLOYMENT_FILE: relative(ROOT, file),
          FOUNDRY_BROADCAST: relative(ROOT, broadcast),
          ...(bridge === undefined ? {} : { BRIDGE_CONFIG: relative(ROOT, bridge) }),
        },
        maxBuffer: MAX_OUTPUT,
        timeout: TIMEOUT_MS,
      },
    );
    const { chainId } = JSON.parse(readFileSync(file, 'utf8'));
    const planned = join(broadcast, script, String(chainId), 'dry-run', 'run-latest.json');
    if (!planOnly) await send(rpcUrl, JSON.parse(readFileSync(planned, 'utf8')).transactions);
  } finally {
    rmSync(broadcast, { recursive: true, force: true });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** All in their order, then one block. */
async function send(rpcUrl, transactions) {
  const call = async (method, ...params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const response = await fetch(rpcUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { result, error } = await response.json();
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  await call('evm_setAutomine', false);
  const hashes = [];
  for (const { transaction } of transactions) {
    const { from, to, value, gas, nonce, input } = transaction;
    hashes.push(await call('eth_sendTransaction', { from, to, value, gas, nonce, data: input }));
  }
  await call('evm_mine');
  for (const [index, hash] of hashes.entries()) {
    const receipt = await call('eth_getTransactionReceipt', hash);
    if (receipt?.status === '0x1') continue;
    const { contractName, function: name } = transactions[index];
    const what = `${contractName ?? 'a contract'}${name ? `.${name}` : ', its creation'}`;
    throw new Error(`the deployment failed at transaction ${index + 1} of ${hashes.length}: ${what}`);
  }
  await call('evm_setAutomine', true);
}
