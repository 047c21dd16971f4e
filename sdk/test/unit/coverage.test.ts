import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as viem from 'viem';
import { createPublicClient, custom } from 'viem';
import { expect, test } from 'vitest';
import * as sdk from '../../src/index.js';
import { SDK } from '../support/paths.js';

const client = createPublicClient({ transport: custom({ request: async () => '0x7a69' }) });
const actions = Object.keys(sdk.cyberplazaActions()(client));

function sources(folder: string): string {
  return readdirSync(join(SDK, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'unit/coverage.test.ts')
    .map((file) => readFileSync(join(SDK, folder, file), 'utf8'))
    .join('\n');
}

test('every action has a test that calls it', () => {
  const tests = sources('test');
  const uncalled = actions.filter((action) => !new RegExp(`\\.${action}\\(`).test(tests));
  expect(uncalled).toEqual([]);
});

test('every action is also a function of its own, and every write has its call', () => {
  const exported = sdk as Record<string, unknown>;
  for (const action of actions) expect(typeof exported[action], action).toBe('function');
  const writes = sources('src/actions').matchAll(/export function (\w+)Call\(/g);
  for (const [, write = ''] of writes) if (write !== 'contract') expect(actions).toContain(write);
});

test("every error that an action's documentation names exists", () => {
  const exported: Record<string, unknown> = { ...viem, ...sdk };
  const named = [...sources('src/actions').matchAll(/\b([A-Z][A-Za-z0-9]+Error)\b/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((name) => typeof exported[name] !== 'function')).toEqual([]);
});

test('the extension takes no name that viem has', () => {
  expect(
    actions.filter((action) => action in createPublicClient({ transport: custom({ request: async () => null }) })),
  ).toEqual([]);
});
