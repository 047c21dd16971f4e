import { readFileSync, readlinkSync } from 'node:fs';
import { processExists, processStat } from '@cyberplaza/keeper/kit';

/** What the operating system itself says about a process. */
export interface ProcessFacts {
  /** start time in clock ticks since boot: tells a process from a later one with the same id; 0 where not known */
  startTicks: number;
  /** arguments and environment; undefined where the system does not show them */
  args?: string[];
  environment?: Map<string, string>;
  /** file behind descriptor 1 */
  stdoutPath?: string;
}

/** Looks at a living process (a zombie counts as gone): /proc on Linux, a null signal elsewhere. */
export function inspectProcess(pid: number): ProcessFacts | undefined {
  if (process.platform !== 'linux') return processExists(pid) ? { startTicks: 0 } : undefined;
  try {
    const startTicks = processStat(pid)?.startTicks;
    if (startTicks === undefined) return undefined;
    return {
      startTicks,
      args: splitNul(readFileSync(`/proc/${pid}/cmdline`, 'utf8')),
      environment: new Map(splitNul(readFileSync(`/proc/${pid}/environ`, 'utf8')).map(splitAssignment)),
      stdoutPath: readlinkSync(`/proc/${pid}/fd/1`),
    };
  } catch {
    return undefined;
  }
}

/** True while the very process that was inspected before is alive. */
export function isSameProcess(pid: number, startTicks: number): boolean {
  if (process.platform !== 'linux') return processExists(pid);
  return processStat(pid)?.startTicks === startTicks;
}

/** True for a process that a signal has stopped; never where there is no /proc. */
export function isStopped(pid: number): boolean {
  return STOPPED.has(processStat(pid)?.state ?? '');
}

/** T by a signal, t by a debugger. */
const STOPPED = new Set(['T', 't']);

function splitNul(content: string): string[] {
  const parts = content.split('\0');
  if (parts[parts.length - 1] === '') parts.pop();
  return parts;
}

function splitAssignment(entry: string): [string, string] {
  const at = entry.indexOf('=');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
}
