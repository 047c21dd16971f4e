import { formatUnits, parseUnits } from 'viem';

export const USDC_DECIMALS = 6;
export const CPT_DECIMALS = 18;

/** `parseUsdc('1.5')` is 1_500_000n. */
export function parseUsdc(value: string): bigint {
  return parseUnits(value, USDC_DECIMALS);
}

/** `formatUsdc(1_500_000n)` is '1.5'. */
export function formatUsdc(value: bigint): string {
  return formatUnits(value, USDC_DECIMALS);
}

/** `parseCpt('1')` is 10n ** 18n. */
export function parseCpt(value: string): bigint {
  return parseUnits(value, CPT_DECIMALS);
}

export function formatCpt(value: bigint): string {
  return formatUnits(value, CPT_DECIMALS);
}
