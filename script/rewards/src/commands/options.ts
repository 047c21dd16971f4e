import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { getAddress, type Hex, isAddress, isHex, size } from 'viem';
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import type { ConnectOptions } from '../chain.js';
import { InputError } from '../errors.js';
import { EARNED, type EarnedProgramme, WEEK } from '../time.js';

export const KEY_ENV = 'CYBERPLAZA_REWARDS_KEY';
const DEFAULT_RPC = 'http://127.0.0.1:8545';
const KEY_BYTES = 32;

/** Flags of every command that reads the chain. */
export function chainOptions(command: Command): Command {
  return command
    .option(
      '--rpc <url>',
      `JSON-RPC endpoint; an archive node for past prices (env CYBERPLAZA_RPC; default ${DEFAULT_RPC})`,
    )
    .option('--deployment <file>', 'deployment file (env CYBERPLAZA_DEPLOYMENT; default deployments/<chainId>.json)')
    .option('--subgraph <url>', 'read events from this subgraph, not from logs (env CYBERPLAZA_SUBGRAPH)')
    .option('--chunk <blocks>', 'most blocks of logs asked for at once (default 10000)', parseChunk);
}

export interface ChainFlags {
  rpc?: string;
  deployment?: string;
  subgraph?: string;
  chunk?: bigint;
}

export function connectOptions(flags: ChainFlags): ConnectOptions {
  return {
    rpc: flags.rpc ?? process.env.CYBERPLAZA_RPC ?? DEFAULT_RPC,
    deployment: flags.deployment ?? process.env.CYBERPLAZA_DEPLOYMENT,
    subgraph: flags.subgraph ?? process.env.CYBERPLAZA_SUBGRAPH,
    chunk: flags.chunk,
  };
}

export function parseProgramme(value: string): EarnedProgramme {
  const found = EARNED.find((programme) => programme.toLowerCase() === value.toLowerCase());
  if (!found) throw new InvalidArgumentError(`there are ${EARNED.join(', ')}`);
  return found;
}

/** A date (2026-11-26) or seconds; must be the end of a week. */
export function parseCutoff(value: string): number {
  const seconds = /^\d+$/.test(value) ? Number(value) : Date.parse(`${value}T00:00:00Z`) / 1_000;
  if (!Number.isFinite(seconds)) throw new InvalidArgumentError('write a date like 2026-11-26, or seconds');
  if (seconds % WEEK !== 0) {
    const before = new Date(Math.floor(seconds / WEEK) * WEEK * 1_000).toISOString().slice(0, 10);
    throw new InvalidArgumentError(`weeks end on Thursdays, 00:00 UTC; the one before is ${before}`);
  }
  return seconds;
}

export function parseAccount(value: string) {
  if (!isAddress(value, { strict: false }))
    throw new InvalidArgumentError('an address has 0x and 40 hexadecimal digits');
  return getAddress(value);
}

function parseChunk(value: string): bigint {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError('a number of blocks');
  return BigInt(value);
}

/** The publisher's account; undefined without a key. The key never reaches an error. */
export function loadKey(keyFile: string | undefined): PrivateKeyAccount | undefined {
  let key = process.env[KEY_ENV];
  if (keyFile) {
    try {
      key = readFileSync(keyFile, 'utf8').trim();
    } catch {
      throw new InputError(`key file ${keyFile} cannot be read`);
    }
  }
  if (!key) return undefined;
  if (!isHex(key) || size(key) !== KEY_BYTES)
    throw new InputError(`${keyFile ?? KEY_ENV} does not hold a 32-byte 0x key`);
  return privateKeyToAccount(key as Hex);
}
