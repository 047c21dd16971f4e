import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Abi,
  type Account,
  type Address,
  createTestClient,
  encodeDeployData,
  type Hex,
  http,
  parseEther,
  type TransactionReceipt,
} from 'viem';
import { ROOT } from '../stack/paths.js';
import { type BridgedChain, readerOf, type Worker, walletOf } from './chains.js';

/** Three DVNs are required, so that is how many there are. */
export const DVNS = 3;
/** Blocks to wait on the sending chain; whoever attests says how many it saw. */
export const CONFIRMATIONS = 20;
/** Of a worker for each message, wei. */
const WORKER_FEE = 1_000_000_000_000n;
const MAX_MESSAGE_BYTES = 10_000;
const TREASURY_GAS = 100_000n;
const GAS_MONEY = parseEther('1000');
const RECEIPT_TIMEOUT_MS = 120_000;

const PACKAGES = join(ROOT, 'node_modules', '@layerzerolabs');
const ULN = 'lz-evm-messagelib-v2/artifacts/contracts/uln/uln302';
const ARTIFACTS = {
  EndpointV2: join(PACKAGES, 'lz-evm-protocol-v2/artifacts/contracts/EndpointV2.sol/EndpointV2.json'),
  SendUln302: join(PACKAGES, ULN, 'SendUln302.sol/SendUln302.json'),
  ReceiveUln302: join(PACKAGES, ULN, 'ReceiveUln302.sol/ReceiveUln302.json'),
  LayerZeroWorker: join(ROOT, process.env.FOUNDRY_OUT ?? 'out', 'LayerZeroWorker.sol/LayerZeroWorker.json'),
} as const;

/** Who brings LayerZero to a local chain and works for it: none of them may be the deployer, whose addresses are known beforehand. */
export interface LayerZeroKeys {
  owner: Account;
  dvns: readonly Account[];
  executor: Account;
}

interface Artifact {
  abi: Abi;
  bytecode: Hex;
}

function artifact(name: keyof typeof ARTIFACTS): Artifact {
  const { abi, bytecode } = JSON.parse(readFileSync(ARTIFACTS[name], 'utf8')) as {
    abi: Abi;
    bytecode: Hex | { object: Hex };
  };
  return { abi, bytecode: typeof bytecode === 'string' ? bytecode : bytecode.object };
}

/**
 * Brings the real LayerZero V2 to a local chain, from its npm artifacts: the endpoint, both ULN libraries as its defaults for every
 * other chain, and workers that take a fee as DVNs and executor do.
 */
export async function deployLayerZero(
  chain: Pick<BridgedChain, 'name' | 'url' | 'chainId' | 'eid'>,
  others: readonly number[],
  keys: LayerZeroKeys,
): Promise<BridgedChain> {
  const { owner } = keys;
  const cheat = createTestClient({ mode: 'anvil', transport: http(chain.url) });
  for (const { address } of [owner, ...keys.dvns, keys.executor]) {
    await cheat.setBalance({ address, value: GAS_MONEY });
  }
  const wallet = walletOf(chain, owner);
  const mined = async (hash: Hex): Promise<TransactionReceipt> => {
    const receipt = await readerOf(chain).waitForTransactionReceipt({ hash, timeout: RECEIPT_TIMEOUT_MS });
    if (receipt.status !== 'success') throw new Error(`${hash} reverted while LayerZero came to ${chain.name}`);
    return receipt;
  };
  const deploy = async (name: keyof typeof ARTIFACTS, args: readonly unknown[]): Promise<Address> => {
    const { abi, bytecode } = artifact(name);
    const { contractAddress } = await mined(
      await wallet.sendTransaction({ data: encodeDeployData({ abi, bytecode, args }) }),
    );
    if (!contractAddress) throw new Error(`${name} was not deployed`);
    return contractAddress;
  };
  const call = async (
    address: Address,
    name: keyof typeof ARTIFACTS,
    functionName: string,
    args: readonly unknown[],
  ): Promise<void> => {
    await mined(await wallet.writeContract({ address, abi: artifact(name).abi, functionName, args }));
  };
  const worker = async (operator: Account): Promise<Worker> => ({
    address: await deploy('LayerZeroWorker', [operator.address, WORKER_FEE]),
    operator,
  });

  const endpoint = await deploy('EndpointV2', [chain.eid, owner.address]);
  const sendLibrary = await deploy('SendUln302', [endpoint, TREASURY_GAS, WORKER_FEE]);
  const receiveLibrary = await deploy('ReceiveUln302', [endpoint]);
  const dvns: Worker[] = [];
  for (const operator of keys.dvns) dvns.push(await worker(operator));
  const executor = await worker(keys.executor);
  const uln = {
    confirmations: BigInt(CONFIRMATIONS),
    requiredDVNCount: dvns.length,
    optionalDVNCount: 0,
    optionalDVNThreshold: 0,
    requiredDVNs: ascending(dvns),
    optionalDVNs: [],
  };
  const configs = others.map((eid) => ({ eid, config: uln }));
  await call(endpoint, 'EndpointV2', 'registerLibrary', [sendLibrary]);
  await call(endpoint, 'EndpointV2', 'registerLibrary', [receiveLibrary]);
  await call(sendLibrary, 'SendUln302', 'setDefaultUlnConfigs', [configs]);
  await call(receiveLibrary, 'ReceiveUln302', 'setDefaultUlnConfigs', [configs]);
  const paid = { maxMessageSize: MAX_MESSAGE_BYTES, executor: executor.address };
  const executors = others.map((eid) => ({ eid, config: paid }));
  await call(sendLibrary, 'SendUln302', 'setDefaultExecutorConfigs', [executors]);
  for (const eid of others) {
    await call(endpoint, 'EndpointV2', 'setDefaultSendLibrary', [eid, sendLibrary]);
    await call(endpoint, 'EndpointV2', 'setDefaultReceiveLibrary', [eid, receiveLibrary, 0n]);
  }
  return { ...chain, endpoint, sendLibrary, receiveLibrary, dvns, executor };
}

/** As the libraries want their lists. */
export function ascending(workers: readonly Worker[]): Address[] {
  return workers.map(({ address }) => address).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}
