import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { useWorld } from '../../../sdk/test/support/world.js';
import { DUTY_NAMES } from '../src/index.js';
import { KEEPERS, Scratch, sent, TSX } from './support.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(HERE, '../src/cli.ts');

interface Ended {
  code: number | null;
  out: string;
  error: string;
}

describe('command line', () => {
  const scratch = new Scratch();
  const world = useWorld(async (made) => {
    await made.chain.mine({ blocks: 1 });
  });
  afterAll(() => scratch.stop());

  function run(args: string[], onLine?: (line: string, stop: () => void) => void): Promise<Ended> {
    return new Promise((resolve) => {
      const child = spawn(TSX, [CLI, ...args], { env: { PATH: process.env.PATH ?? '' } });
      let out = '';
      let error = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        if (out.endsWith('\n')) onLine?.(out, () => child.kill('SIGTERM'));
      });
      child.stderr.on('data', (chunk: Buffer) => {
        error += chunk.toString();
      });
      child.once('exit', (code) => resolve({ code, out, error }));
    });
  }

  const common = (dataDir = scratch.path('keeper')) =>
    [
      ['--rpc', world.current.url],
      ['--deployment', scratch.write('deployment.json', world.current.deployment)],
      ['--data-dir', dataDir],
      ['--log-level', 'silent'],
    ].flat();

  it('lists, does things once, and runs until it is told to stop', async () => {
    const [list, once, forever] = await Promise.all([
      run(['list', ...common()]),
      run(['once', ...common()]),
      run(['run', ...common()], (line, stop) => {
        const ready = JSON.parse(line) as { msg: string; url: string; dryRun: boolean };
        expect(ready).toMatchObject({ msg: 'ready', dryRun: true });
        void fetch(`${ready.url}/health`).then(async (answer) => {
          expect(answer.status).toBe(200);
          stop();
        });
      }),
    ]);
    expect(list.code).toBe(0);
    expect(list.out).toMatch(/^ {5}expire {5}block {11}none of 0 open jobs$/m);
    expect(once.code).toBe(0);
    expect(JSON.parse(once.out)).toMatchObject({ expire: { kind: 'nothing' }, status: { kind: 'dry' } });
    expect(forever.code).toBe(0);
  });

  it('does things once on a chain that takes its time, and waits for the receipt', async () => {
    const { chain } = world.current;
    const dataDir = scratch.path('keeper');
    const [keeper] = KEEPERS;
    await world.current.fund(keeper.address);
    await chain.setIntervalMining({ interval: 1 });
    const key = scratch.write('keeper.key', `0x${'b1'.repeat(32)}`);
    const once = await run(['once', 'status', ...common(dataDir), '--key-file', key]);
    await chain.setAutomine(true);
    expect(once).toMatchObject({ code: 0, error: '' });
    expect(JSON.parse(once.out)).toMatchObject({ status: { kind: 'done' } });
    expect(await sent(world.current, keeper)).toBe(1);
    expect(existsSync(dataDir)).toBe(true);
    expect(existsSync(join(dataDir, 'keeper.lock'))).toBe(false);
  });

  it('says in one sentence what is wrong', async () => {
    const cases: [string[], string][] = [
      [['run', '--duty', 'dance'], `error: no duty dance; there are ${DUTY_NAMES.join(', ')}\n`],
      [
        ['run', '--schedule', 'expire=sometimes'],
        'error: schedule "sometimes" is neither "block", "off" nor a cron pattern\n',
      ],
      [['run', '--duty', 'prices', ...common()], 'error: duty prices needs --price-source and --price-keys\n'],
      [['run', '--duty', 'carry', ...common()], 'error: duty carry needs --price-node\n'],
      [
        ['run', '--rpc', 'http://127.0.0.1:1', '--data-dir', scratch.path('x')],
        'error: no chain answers at http://127.0.0.1:1\n',
      ],
    ];
    const ended = await Promise.all(cases.map(([args]) => run(args)));
    for (const [index, [, message]] of cases.entries()) expect(ended[index]).toMatchObject({ code: 1, error: message });
  });
});
