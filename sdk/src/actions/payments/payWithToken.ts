import type { Address } from 'viem';
import { zeroHash } from 'viem';
import { tokenPaymentsAbi } from '../../abis/TokenPayments.js';
import type { Deployment } from '../../deployments/types.js';
import type { SignedPermit } from '../../eip712/permit.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';
import type { TokenSource, TokenSwap } from './types.js';

/** Parameters of {@link payWithToken}. */
export interface PayWithTokenParameters extends TokenSwap, TokenSource {
  /** Whose platform balance receives the USDC; by default the account's. */
  beneficiary?: Address | undefined;
}

/** What came of {@link payWithToken}. */
export interface PayWithTokenOutcome {
  /** Of the token; less than `amountIn` where the pools ran dry. */
  spent: bigint;
  /** USDC units. */
  received: bigint;
}

/** A deadline of 0 means none. */
export const NO_TOKEN_PERMIT: SignedPermit = { deadline: 0n, v: 0, r: zeroHash, s: zeroHash };

/** The call behind {@link payWithToken}, for other transaction engines. */
export function payWithTokenCall(
  deployment: Deployment,
  parameters: PayWithTokenParameters & { beneficiary: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.TokenPayments,
    abi: tokenPaymentsAbi,
    functionName: 'pay',
    args: [toSwap(parameters), parameters.permit ?? NO_TOKEN_PERMIT, parameters.beneficiary],
    value: parameters.native ? parameters.amountIn : undefined,
  });
}

/**
 * Swaps a token to USDC through Uniswap v3, into the platform balance. SPEC JOB 2.
 *
 * @throws InvalidPathError, NoMinimumError, InvalidDeadlineError, WrongValueError, TooLittleReceivedError
 *
 * @example
 * const { minimumOut } = await client.quoteTokenPayment({ path, amountIn });
 * const { hash, wait } = await client.payWithToken({ tokenIn, amountIn, path, minimumOut, deadline });
 * const { received } = await wait();
 */
export async function payWithToken(
  client: AnyClient,
  parameters: PayWithTokenParameters & WriteOptions,
): Promise<WriteResult<PayWithTokenOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const beneficiary = parameters.beneficiary ?? accountOf(client, parameters.account).address;
  return write(client, payWithTokenCall(deployment, { ...parameters, beneficiary }), parameters, (receipt) => {
    const { spent, received } = eventIn(receipt, deployment.contracts.TokenPayments, tokenPaymentsAbi, 'TokenPaid');
    return { spent, received };
  });
}

/** The part of the parameters that the contract calls a swap. */
export function toSwap({ tokenIn, amountIn, path, minimumOut, deadline }: TokenSwap): TokenSwap {
  return { tokenIn, amountIn, path, minimumOut, deadline };
}
