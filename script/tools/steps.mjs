// Runs one named piece of work after another: says what it does, keeps the output in a log, shows it when it fails.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const STATE = join(ROOT, '.cyberplaza');
export const LOGS = join(STATE, 'logs');

const TAIL_LINES = 60;

/** A step that ended with another exit code than 0. */
export class StepFailed extends Error {
  constructor(title, code, log, tail) {
    super(`${title} failed (exit ${code}). Last lines of ${log}:\n\n${tail}\n`);
    this.name = 'StepFailed';
    this.code = code;
  }
}

const children = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exitCode ??= signal === 'SIGINT' ? 130 : 143;
  });
}

/** Runs a command with its output in a log file; resolves to that output, throws StepFailed otherwise. */
export async function quiet(title, command, args, { env = {}, log = title, cwd = ROOT, allowFailure = false } = {}) {
  mkdirSync(LOGS, { recursive: true });
  const file = join(LOGS, `${log.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.log`);
  const started = Date.now();
  process.stdout.write(`▸ ${title} …${process.stdout.isTTY ? '' : '\n'}`);
  const code = await new Promise((resolve, reject) => {
    const out = createWriteStream(file);
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    child.stdout.pipe(out, { end: false });
    child.stderr.pipe(out, { end: false });
    child.once('error', reject);
    child.once('close', (status, signal) => {
      children.delete(child);
      out.end(() => resolve(status ?? (signal ? 1 : 0)));
    });
  });
  const output = readFileSync(file, 'utf8');
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}${code === 0 ? '✔' : '✖'} ${title} (${seconds} s)\n`);
  if (code !== 0 && !allowFailure) {
    throw new StepFailed(title, code, file.slice(ROOT.length + 1), output.split('\n').slice(-TAIL_LINES).join('\n'));
  }
  return { code, output, file };
}

/** Runs a command in the foreground; resolves to its exit code. */
export async function loud(command, args, { env = {}, cwd = ROOT } = {}) {
  return await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    children.add(child);
    child.once('error', reject);
    child.once('close', (status, signal) => {
      children.delete(child);
      resolve(status ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}
