import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SDK = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const ROOT = join(SDK, '..');
export const ANVIL = join(ROOT, 'node_modules/.bin/anvil');
