import type { UsageReport } from '@cyberplaza/sdk/eip712';
import { type Address, getAddress, type Hex, isAddress, isHex, size } from 'viem';
import { z } from 'zod';

const address = z
  .custom<Address>((value) => typeof value === 'string' && isAddress(value))
  .transform((value) => getAddress(value));
const bytes32 = z.custom<Hex>((value) => isHex(value) && size(value) === 32);
const unsigned = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt);
const seconds = z
  .number()
  .int()
  .min(0)
  .max(2 ** 40 - 1);

/** A usage report as JSON: bigints as decimal strings. */
export const reportSchema = z.object({
  market: address,
  jobId: unsigned,
  sequence: z
    .number()
    .int()
    .min(1)
    .max(2 ** 32 - 1),
  usage: unsigned.refine((value) => value < 2n ** 64n, 'does not fit 64 bits'),
  startedAt: seconds,
  endedAt: seconds,
  outcome: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  failureCode: z.number().int().min(0).max(255),
  uptimeBps: z.number().int().min(0).max(65_535),
  resultHash: bytes32,
});

/** Body of POST /sign: one report, or several at once. */
export const signRequestSchema = z.object({
  chainId: z.number().int(),
  report: reportSchema.optional(),
  reports: z.array(reportSchema).max(500).optional(),
});

const uint32 = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1);

/** Body of POST /uptime: a month, and the figures of every meter that it was made of. */
export const uptimeRequestSchema = z.object({
  chainId: z.number().int(),
  report: z.object({ providerId: uint32, month: uint32, observed: uint32, up: uint32, evidenceHash: bytes32 }),
  figures: z.array(z.object({ signer: address, observed: uint32, up: uint32 })).max(32),
});

/** Why a meter does not sign. */
export type RefusalReason =
  | 'wrong-chain'
  | 'wrong-market'
  | 'unknown-job'
  | 'wrong-state'
  | 'wrong-start'
  | 'wrong-times'
  | 'future-time'
  | 'not-observed'
  | 'wrong-process'
  | 'still-running'
  | 'not-running'
  | 'usage-too-high'
  | 'usage-falls'
  | 'ended-mismatch'
  | 'result-mismatch'
  | 'outcome-mismatch'
  | 'uptime-mismatch'
  | 'sequence-used'
  | 'equivocation'
  | 'unavailable';

export const grantSchema = z.object({ signer: address, signature: z.custom<Hex>((value) => isHex(value)) });

/** What a meter itself saw, so that an honest agent can correct itself. */
const observedSchema = z.object({
  firstSeen: z.number(),
  lastAlive: z.number(),
  goneAt: z.number().optional(),
  uptimeBps: z.number().optional(),
});

export const refusalSchema = z.object({
  refused: z.string(),
  detail: z.string().optional(),
  observed: observedSchema.optional(),
});

export const signResultSchema = z.union([grantSchema, refusalSchema]);
export const signResponseSchema = z.object({ results: z.array(signResultSchema) });

export type Grant = z.infer<typeof grantSchema>;
export type Observed = z.infer<typeof observedSchema>;
export type Refusal = Omit<z.infer<typeof refusalSchema>, 'refused'> & { refused: RefusalReason };
export type SignResult = z.infer<typeof signResultSchema>;

export const exitSchema = z.object({
  code: z.number().nullable(),
  cause: z.enum(['exit', 'spawn', 'deadline', 'output', 'shutdown', 'lost', 'notice']),
  endedAt: z.number(),
});

/** A run as an agent shows it. */
export const runViewSchema = z.object({
  jobId: unsigned,
  specHash: bytes32,
  phase: z.string(),
  pid: z.number().int().positive().optional(),
  startedAt: z.number(),
  dir: z.string(),
  version: z.number(),
  exit: exitSchema.optional(),
});

export const runsResponseSchema = z.object({ instance: z.string(), version: z.number(), runs: z.array(runViewSchema) });

export type RunView = z.infer<typeof runViewSchema>;

/** A report whose outcome type is the SDK's. */
export function asReport(parsed: z.infer<typeof reportSchema>): UsageReport {
  return parsed;
}
