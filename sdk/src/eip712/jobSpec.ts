import { encodeAbiParameters, type Hex, keccak256, stringToHex } from 'viem';
import { InvalidJobSpecError } from '../errors/client.js';

/** Anything JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** A job's description. The chain keeps its hash only; providers and buyers exchange the text themselves. */
export interface JobSpec {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Container image. */
  readonly image?: string | undefined;
  /** Where the input is, or the input itself. */
  readonly input?: JsonValue | undefined;
  readonly [key: string]: JsonValue | undefined;
}

/**
 * The one text of a JSON value: no spaces, keys in the order of their UTF-16 units, undefined members left out (as RFC
 * 8785). Numbers must be safe integers, so that every language prints them alike.
 *
 * @throws InvalidJobSpecError
 */
export function canonicalJson(value: JsonValue, path = '$'): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new InvalidJobSpecError(path, 'is not a safe integer');
    return JSON.stringify(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map((item, i) => canonicalJson(item, `${path}[${i}]`)).join(',')}]`;
  if (typeof value !== 'object') throw new InvalidJobSpecError(path, `is a ${typeof value}`);
  const members = Object.entries(value as Record<string, JsonValue | undefined>)
    .filter((member): member is [string, JsonValue] => member[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner, `${path}.${key}`)}`);
  return `{${members.join(',')}}`;
}

/**
 * keccak256 of the canonical JSON (UTF-8) of a job's description; goes into `specHash`.
 *
 * @throws InvalidJobSpecError
 *
 * @example
 * const specHash = jobSpecHash({ command: ['python3', 'train.py'], env: { SEED: '7' } });
 */
export function jobSpecHash(spec: JobSpec): Hex {
  if (!Array.isArray(spec.command) || spec.command.length === 0) {
    throw new InvalidJobSpecError('$.command', 'must have at least one word');
  }
  return keccak256(stringToHex(canonicalJson(spec)));
}

const SWEEP = [{ type: 'uint32' }, { type: 'bytes32' }] as const;

/**
 * What the chain keeps of a parameter sweep: one hash over its size and its root.
 *
 * @example
 * const { tasksHash: kept } = await client.getJob({ jobId: 7n });
 * kept === tasksHash(100, tasksRoot);
 */
export function tasksHash(taskCount: number, tasksRoot: Hex): Hex {
  return keccak256(encodeAbiParameters(SWEEP, [taskCount, tasksRoot]));
}
