import type { Hex } from 'viem';
import { simulateContract } from 'viem/actions';
import { getAction } from 'viem/utils';
import { quoterAbi } from '../../abis/Quoter.js';
import { withDecodedErrors } from '../../errors/decodeContractError.js';
import { deploymentOf } from '../internal/deployment.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quoteTokenPayment}. */
export interface QuoteTokenPaymentParameters extends ReadOptions {
  /** From {@link swapPath}. */
  path: Hex;
  amountIn: bigint;
  /** How much less than the quote is accepted, basis points; 50 by default. */
  slippageBps?: number | undefined;
}

/** What a payment would bring now. */
export interface TokenPaymentQuote {
  /** USDC units. */
  received: bigint;
  /** The same less the slippage: `minimumOut` of the payment. */
  minimumOut: bigint;
}

const BPS = 10_000n;
const DEFAULT_SLIPPAGE_BPS = 50;

/**
 * What a payment in a token would bring at the pools' prices now, by Uniswap's QuoterV2. SPEC JOB 2.
 *
 * @example
 * const { minimumOut } = await client.quoteTokenPayment({ path, amountIn: parseEther('1') });
 */
export async function quoteTokenPayment(
  client: AnyClient,
  parameters: QuoteTokenPaymentParameters,
): Promise<TokenPaymentQuote> {
  const { contracts } = await deploymentOf(client, parameters);
  const { result } = await withDecodedErrors(() =>
    getAction(
      client,
      simulateContract,
      'simulateContract',
    )({
      address: contracts.QuoterV2,
      abi: quoterAbi,
      functionName: 'quoteExactInput',
      args: [parameters.path, parameters.amountIn],
      blockNumber: parameters.blockNumber,
    } as never),
  );
  const [received] = result as unknown as readonly [bigint];
  const kept = BPS - BigInt(parameters.slippageBps ?? DEFAULT_SLIPPAGE_BPS);
  return { received, minimumOut: (received * kept) / BPS };
}
