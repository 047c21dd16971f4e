import { messageOf } from './errors.js';
import { announce, type Logger } from './log.js';

/** Anything that runs until it is stopped. */
export interface Service {
  url: string;
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 15_000;

/** Runs a service as the process's main task: ready line, graceful stop on SIGINT and SIGTERM, non-zero exit on failure. */
export async function runService(
  start: () => Promise<Service>,
  log: Logger,
  ready: Record<string, unknown> = {},
): Promise<void> {
  let service: Service | undefined;
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    (service?.stop() ?? Promise.resolve()).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: messageOf(error) }, 'stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  service = await start();
  announce({ url: service.url, ...ready });
}

/** Prints one sentence and ends with a failure. */
export function die(error: unknown): never {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exit(1);
}
