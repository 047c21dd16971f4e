import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { promisify } from 'node:util';
import { privateKey } from '../accounts.js';
import { binary, ROOT } from './paths.js';

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;
/** Without the optimizer contracts outgrow what a chain accepts. */
const UNLIMITED_CODE = process.env.FOUNDRY_PROFILE === 'lite' ? ['--disable-code-size-limit'] : [];

/** Runs the project's one deploy script against a chain; returns the parsed deployments file. */
export async function deployContracts(rpcUrl: string, file: string): Promise<unknown> {
  mkdirSync(dirname(file), { recursive: true });
  await run(
    binary('forge'),
    [
      'script',
      'script/deploy/Deploy.s.sol',
      '--rpc-url',
      rpcUrl,
      '--broadcast',
      '--private-key',
      privateKey('deployer'),
      '--non-interactive',
      ...UNLIMITED_CODE,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, NETWORK: 'local', DEPLOYMENT_FILE: relative(ROOT, file) },
      maxBuffer: MAX_OUTPUT,
    },
  );
  return JSON.parse(readFileSync(file, 'utf8'));
}
