import type {
  Abi,
  ContractFunctionArgs,
  ContractFunctionName,
  ReadContractParameters,
  ReadContractReturnType,
} from 'viem';
import { readContract } from 'viem/actions';
import { getAction } from 'viem/utils';
import { withDecodedErrors } from '../../errors/decodeContractError.js';
import type { AnyClient } from './types.js';

/** Reads one view; a revert becomes a named error. */
export function read<
  const abi extends Abi,
  functionName extends ContractFunctionName<abi, 'pure' | 'view'>,
  const args extends ContractFunctionArgs<abi, 'pure' | 'view', functionName>,
>(
  client: AnyClient,
  parameters: ReadContractParameters<abi, functionName, args>,
): Promise<ReadContractReturnType<abi, functionName, args>> {
  return withDecodedErrors(
    () =>
      getAction(client, readContract, 'readContract')(parameters as unknown as ReadContractParameters) as Promise<
        ReadContractReturnType<abi, functionName, args>
      >,
  );
}
