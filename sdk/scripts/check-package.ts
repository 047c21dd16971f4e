/**
 * Checks what would be published: publint, are-the-types-wrong, and the size of what a bundler keeps.
 *
 *   npm run build -w sdk && npm run check -w sdk
 */
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const sdk = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Gzipped kilobytes, viem not counted. A read brings the errors of every contract along, so that any revert is decoded. */
const LIMITS = [
  { name: 'one maths function', code: "export { escrowFor } from './dist/index.js';", limit: 1 },
  { name: 'one EIP-712 message', code: "export { signOrder } from './dist/index.js';", limit: 2 },
  { name: 'one read', code: "export { getJob } from './dist/index.js';", limit: 18 },
  { name: 'all', code: "export * from './dist/index.js';", limit: 110 },
] as const;

async function checkSizes(): Promise<void> {
  for (const { name, code, limit } of LIMITS) {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: sdk },
      bundle: true,
      minify: true,
      format: 'esm',
      external: ['viem', 'viem/*'],
      write: false,
    });
    const size = gzipSync(outputFiles[0]?.contents ?? '').length / 1024;
    console.log(`${name}: ${size.toFixed(1)} kB gzipped, limit ${limit}`);
    if (size > limit) throw new Error(`${name} has grown above ${limit} kB`);
  }
}

function run(command: string, args: readonly string[]): void {
  execFileSync(join(sdk, '../node_modules/.bin', command), args, { cwd: sdk, stdio: 'inherit' });
}

run('publint', ['--strict']);
run('attw', ['--pack', '.', '--profile', 'esm-only']);
await checkSizes();
