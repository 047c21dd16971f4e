import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { isAddress } from 'viem';
import { z } from 'zod';
import { ProposalFileError } from './errors.js';

const argument = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
]);

const action = z.strictObject({
  /** A contract of the deployment, a holder, `ProxyAdmin of NAME`, or an address of one of those. */
  contract: z.string().min(1),
  /** A name, or a whole signature where names are overloaded. */
  function: z.string().min(1),
  arguments: z.record(z.string(), argument).default({}),
  /** Of the chain's own coin, in wei. */
  value: z.coerce.bigint().nonnegative().default(0n),
});

const shape = z
  .strictObject({
    title: z.string().min(1),
    description: z.string().default(''),
    /** Who proposes; the description names the account, so that nobody else can submit it. */
    proposer: z
      .string()
      .refine((text) => isAddress(text), 'not an address')
      .optional(),
    /** A Safe of the deployment by its name, instead of the voters. */
    safe: z.string().min(1).optional(),
    actions: z.array(action).min(1),
  })
  .refine(({ proposer, safe }) => (proposer === undefined) !== (safe === undefined), {
    message: 'name either a proposer, for the voters, or a safe',
  });

/** What a proposal file says. */
export type ProposalFile = z.output<typeof shape>;
export type ProposalAction = ProposalFile['actions'][number];

/** Reads a .toml or .json proposal. */
export function readProposalFile(path: string): ProposalFile {
  const text = readFileSync(path, 'utf8');
  return parseProposalFile(text, extname(path) === '.json' ? 'json' : 'toml', path);
}

export function parseProposalFile(text: string, format: 'json' | 'toml', name = 'the proposal'): ProposalFile {
  let raw: unknown;
  try {
    raw = format === 'json' ? JSON.parse(text) : parseToml(text);
  } catch (cause) {
    throw new ProposalFileError(`${name} is no ${format.toUpperCase()}`, { cause });
  }
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new ProposalFileError(`${name}: ${z.prettifyError(parsed.error)}`);
}
