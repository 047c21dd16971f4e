import { messageOf } from './errors.js';
import { announce, type Logger } from './log.js';

/** Anything that runs until it is stopped. */
export interface Service {
  url: string;
  /** What must come before an orderly stop, however long it takes; a second signal ends the wait. */
  drain?(): Promise<void>;
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 15_000;

/**
 * Runs a service as the process's main task: ready line, graceful stop on SIGINT and SIGTERM, non-zero exit on failure. SIGTERM
 * drains first where there is something to drain.
 */
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
  let draining = false;
  const drain = (): void => {
    if (draining || stopping || !service?.drain) {
      stop('SIGTERM');
      return;
    }
    draining = true;
    service
      .drain()
      .catch((error: unknown) => log.error({ error: messageOf(error) }, 'drain failed'))
      .finally(() => stop('SIGTERM'));
  };
  process.on('SIGTERM', drain);
  process.on('SIGINT', () => stop('SIGINT'));
  service = await start();
  announce({ url: service.url, ...ready });
}

/** Prints one sentence and ends with a failure. */
export function die(error: unknown): never {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exit(1);
}
