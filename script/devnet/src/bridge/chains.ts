import {
  type Account,
  type Address,
  createPublicClient,
  createWalletClient,
  defineChain,
  http,
  type PublicClient,
  parseAbi,
} from 'viem';

/** A contract that takes the fee of a DVN or an executor, and the key that does the work. */
export interface Worker {
  address: Address;
  operator: Account;
}

/** Where LayerZero stands on a chain, and who works for it there. */
export interface BridgedChain {
  name: string;
  url: string;
  chainId: number;
  eid: number;
  endpoint: Address;
  sendLibrary: Address;
  receiveLibrary: Address;
  dvns: readonly Worker[];
  executor: Worker;
}

export const workerAbi = parseAbi([
  'struct Origin { uint32 srcEid; bytes32 sender; uint64 nonce; }',
  'constructor(address operator, uint256 fee)',
  'function attest(address library_, bytes header, bytes32 payloadHash, uint64 confirmations)',
  'function execute(address endpoint, Origin origin, address receiver, bytes32 guid, bytes message, uint256 gasLimit)',
]);

export const receiveLibraryAbi = parseAbi([
  'struct UlnConfig { uint64 confirmations; uint8 requiredDVNCount; uint8 optionalDVNCount; uint8 optionalDVNThreshold; address[] requiredDVNs; address[] optionalDVNs; }',
  'function getUlnConfig(address oapp, uint32 remoteEid) view returns (UlnConfig)',
  'function commitVerification(bytes packetHeader, bytes32 payloadHash)',
]);

/** Between looks for a receipt on a chain that mines at once. */
export const POLLING_MS = 20;
const REQUEST_TIMEOUT_MS = 60_000;

export function readerOf(chain: Pick<BridgedChain, 'url'>): PublicClient {
  return createPublicClient({
    transport: http(chain.url, { timeout: REQUEST_TIMEOUT_MS }),
    pollingInterval: POLLING_MS,
    cacheTime: 0,
  });
}

export function walletOf(chain: Pick<BridgedChain, 'url' | 'chainId' | 'name'>, account: Account) {
  const described = defineChain({
    id: chain.chainId,
    name: chain.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [chain.url] } },
  });
  return createWalletClient({
    account,
    chain: described,
    transport: http(chain.url, { timeout: REQUEST_TIMEOUT_MS }),
    pollingInterval: POLLING_MS,
  });
}
