import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const STOP_GRACE_MS = 8_000;
const TAIL_LINES = 25;

/** A program of the stack ended, or never became ready; carries the end of its log. */
export class ProcessFailed extends Error {
  constructor(name: string, why: string, logFile: string) {
    super(`${name} ${why}. The end of ${logFile}:\n${tail(logFile)}`);
    this.name = 'ProcessFailed';
  }
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-TAIL_LINES).join('\n');
  } catch {
    return '(empty)';
  }
}

export interface Running {
  readonly name: string;
  readonly child: ChildProcess;
  readonly logFile: string;
  /** what it has printed so far */
  output(): string;
  stop(): Promise<void>;
}

export interface Program {
  name: string;
  command: string;
  args: readonly string[];
  logFile: string;
  env?: Record<string, string>;
  cwd?: string;
  /** Resolves once the program serves; polled until it does or the timeout passes. */
  ready: (output: string) => Promise<boolean> | boolean;
  timeoutMs?: number;
  /** what asks it to end; SIGTERM by default */
  stopSignal?: NodeJS.Signals;
  onUnexpectedExit?: (error: ProcessFailed) => void;
}

/** Starts a program in its own process group, so that a Ctrl-C in the terminal reaches us first and we stop things in order. */
export async function startProgram(program: Program): Promise<Running> {
  mkdirSync(dirname(program.logFile), { recursive: true });
  const log = createWriteStream(program.logFile);
  const child = spawn(program.command, [...program.args], {
    cwd: program.cwd,
    env: { ...process.env, ...program.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let exited = false;
  let stopping = false;
  const onExit = new Promise<void>((resolve) => {
    child.once('error', () => {
      exited = true;
      resolve();
    });
    child.once('exit', () => {
      exited = true;
      resolve();
    });
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log.write(chunk);
      if (output.length < 1_000_000) output += chunk.toString();
    });
  }
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // the group is gone already
    }
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    if (!exited) {
      signalGroup(program.stopSignal ?? 'SIGTERM');
      const timer = setTimeout(() => signalGroup('SIGKILL'), STOP_GRACE_MS);
      await onExit;
      clearTimeout(timer);
    }
    signalGroup('SIGKILL');
    log.end();
  };
  const deadline = Date.now() + (program.timeoutMs ?? 60_000);
  while (!(await program.ready(output))) {
    if (exited) throw new ProcessFailed(program.name, 'ended while starting', program.logFile);
    if (Date.now() > deadline) {
      await stop();
      throw new ProcessFailed(program.name, 'did not become ready in time', program.logFile);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  void onExit.then(() => {
    if (!stopping) program.onUnexpectedExit?.(new ProcessFailed(program.name, 'ended unexpectedly', program.logFile));
  });
  return { name: program.name, child, logFile: program.logFile, output: () => output, stop };
}

/** The object a program prints once it serves: {"msg":"ready","url":"http://…"}. */
export function readyUrl(output: string): string | undefined {
  for (const line of output.split('\n')) {
    if (!line.includes('"ready"')) continue;
    try {
      const parsed: unknown = JSON.parse(line);
      if (typeof parsed === 'object' && parsed !== null && 'url' in parsed && typeof parsed.url === 'string')
        return parsed.url;
    } catch {
      // a line cut in two: the next poll sees it whole
    }
  }
  return undefined;
}
