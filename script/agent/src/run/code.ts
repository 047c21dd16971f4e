import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Exit code the wrapper wrote, once the command has ended. */
export function readCode(dir: string): number | undefined {
  try {
    const content = readFileSync(join(dir, 'code'), 'utf8');
    return content.endsWith('\n') ? Number(content) : undefined;
  } catch {
    return undefined;
  }
}
