import type { Progress } from '../tree/tree.js';

const EVERY_MS = 5_000;
const TTY_EVERY_MS = 100;
const WIDTH = 60;

/** Says on stderr how far long work is: one line that changes on a terminal, a line now and then elsewhere. */
export function reporter(title: string): Progress & { end(): void } {
  const tty = process.stderr.isTTY;
  let last = Date.now();
  const report = (done: number, what: string) => {
    const now = Date.now();
    if (now - last < (tty ? TTY_EVERY_MS : EVERY_MS)) return;
    last = now;
    const line = `${title}: ${done > 0 ? `${Math.round(done * 100)}% ` : ''}${what}`;
    process.stderr.write(tty ? `\r${line.padEnd(WIDTH)}` : `${line}\n`);
  };
  const end = () => {
    if (tty) process.stderr.write(`\r${''.padEnd(WIDTH)}\r`);
  };
  return Object.assign(report, { end });
}
