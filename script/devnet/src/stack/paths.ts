import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, from dist/stack or src/stack alike. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');

export function binary(name: string): string {
  return join(ROOT, 'node_modules', '.bin', name);
}
