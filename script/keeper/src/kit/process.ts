import { readFileSync } from 'node:fs';

/** What /proc says about a process. */
export interface ProcessStat {
  /** one letter: R runs, S sleeps, T was stopped by a signal, … */
  state: string;
  /** start time in clock ticks since boot: tells a process from a later one with the same id */
  startTicks: number;
}

/** True while a process with this id exists, whoever owns it. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux only; undefined for a process that is gone, and for a zombie. */
export function processStat(pid: number): ProcessStat | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // the second field is the name in parentheses and may itself hold spaces and parentheses
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0] ?? '';
  return state === 'Z' || state === 'X' ? undefined : { state, startTicks: Number(fields[19]) };
}

/** What tells a process from every other of this machine, also after a reboot: "pid start boot", or "pid" where there is no /proc. */
export function processIdentity(): string {
  const boot = bootId();
  const stat = processStat(process.pid);
  return boot && stat ? `${process.pid} ${stat.startTicks} ${boot}` : `${process.pid}`;
}

/** True while the process with this {@link processIdentity} is alive. */
export function isAlive(identity: string): boolean {
  const [id = '', start, boot] = identity.split(' ');
  const pid = Number(id);
  if (!Number.isInteger(pid) || pid < 1 || !processExists(pid)) return false;
  const own = processIdentity();
  // a bare number where processes have more than that: this process did not write it
  if (start === undefined) return pid !== process.pid || identity === own;
  return boot === bootId() && processStat(pid)?.startTicks === Number(start);
}

function bootId(): string | undefined {
  return readText('/proc/sys/kernel/random/boot_id')?.trim();
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
