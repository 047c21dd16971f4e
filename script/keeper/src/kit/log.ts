import pino, { type Logger } from 'pino';

export type { Logger } from 'pino';

/** JSON lines on stderr: stdout belongs to the ready line and to command output. */
export function createLogger(name: string, level: string): Logger {
  return pino({ name, level, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
}

/** Tells a parent process that the service answers: one JSON line on stdout. */
export function announce(fields: { url: string } & Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ msg: 'ready', ...fields })}\n`);
}
