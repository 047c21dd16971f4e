import { readFileSync } from 'node:fs';
import { type Hex, isHex, size } from 'viem';
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import { ConfigError } from './errors.js';

/** Accounts from a file: one 0x key a line, or a JSON array of them. The content never reaches a log or an error. */
export function accountsFromFile(path: string): PrivateKeyAccount[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConfigError(`key file ${path} cannot be read`);
  }
  const keys = content.startsWith('[') ? parseArray(content, path) : content.split(/\s+/);
  return keys.map((key) => accountFromKey(key, `key file ${path}`));
}

/** One account, from an environment variable or from a file that holds exactly one key; undefined where neither is given. */
export function loadAccount(options: { envName: string; keyFile?: string | undefined }): PrivateKeyAccount | undefined {
  if (options.keyFile) {
    const [account, second] = accountsFromFile(options.keyFile);
    if (!account || second) throw new ConfigError(`key file ${options.keyFile} must hold exactly one key`);
    return account;
  }
  const value = process.env[options.envName];
  return value ? accountFromKey(value, options.envName) : undefined;
}

function parseArray(content: string, path: string): string[] {
  try {
    const parsed = JSON.parse(content) as unknown;
    if (Array.isArray(parsed) && parsed.every((entry) => typeof entry === 'string')) return parsed;
  } catch {
    // answered below, without quoting the content
  }
  throw new ConfigError(`key file ${path} is not a JSON array of keys`);
}

function accountFromKey(key: string, where: string): PrivateKeyAccount {
  if (!isHex(key) || size(key) !== 32) throw new ConfigError(`${where} does not hold a 32-byte 0x key`);
  return privateKeyToAccount(key as Hex);
}
