import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type EncodeFunctionDataParameters,
  encodeFunctionData,
  type Hex,
} from 'viem';

/** One contract call, encoded: what a write sends, and what other transaction engines may send themselves. */
export interface ContractCall {
  readonly to: Address;
  readonly data: Hex;
  readonly functionName: string;
  readonly args: readonly unknown[];
  /** Of the chain's own coin, sent along. */
  readonly value?: bigint | undefined;
}

type Mutability = 'nonpayable' | 'payable';

export function contractCall<
  const abi extends Abi,
  functionName extends ContractFunctionName<abi, Mutability>,
>(parameters: {
  address: Address;
  abi: abi;
  functionName: functionName;
  args: ContractFunctionArgs<abi, Mutability, functionName>;
  value?: bigint | undefined;
}): ContractCall {
  const { address, abi, functionName, args, value } = parameters;
  const data = encodeFunctionData({ abi, functionName, args } as EncodeFunctionDataParameters);
  return { to: address, data, functionName, args: args as readonly unknown[], value };
}
