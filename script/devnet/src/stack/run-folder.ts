import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { processExists } from '@cyberplaza/keeper/kit';
import { ROOT } from './paths.js';

const RUNS = join(ROOT, '.cyberplaza', 'devnet');
const SHARED = join(ROOT, 'deployments');

/**
 * A folder for this run alone, named after its process: another may be up beside it. What a run leaves behind, its logs above all, stays until
 * the next one begins.
 */
export function openRunFolder(runs = RUNS): string {
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) {
    if (!isOfLivingRun(name)) rmSync(join(runs, name), { recursive: true, force: true });
  }
  const folder = join(runs, String(process.pid));
  mkdirSync(join(folder, 'logs'), { recursive: true });
  return folder;
}

/**
 * Puts the addresses of the chain at the usual port where examples look for them, deployments/<chainId>.json. A run that had to take another
 * port leaves that file to the run that has it.
 */
export function shareDeployment(
  file: string,
  chain: { url: string; chainId: number },
  usualPort: number,
  shared = SHARED,
): void {
  if (Number(new URL(chain.url).port) !== usualPort) return;
  mkdirSync(shared, { recursive: true });
  copyFileSync(file, join(shared, `${chain.chainId}.json`));
}

/** A folder with this process's own number is of one that had the number before. */
function isOfLivingRun(name: string): boolean {
  const pid = Number(name);
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  return processExists(pid);
}
