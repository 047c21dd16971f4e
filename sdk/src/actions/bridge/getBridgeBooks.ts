import { bridgeContract } from '../internal/bridge.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { BridgeBooks } from './types.js';

/**
 * What the bridge holds at home, for whom, and what every chain may still take. SPEC BRG 2, law H.
 *
 * @example
 * const { balance, locked, outgoing, arriving } = await client.getBridgeBooks();
 */
export async function getBridgeBooks(client: AnyClient, parameters: ReadOptions = {}): Promise<BridgeBooks> {
  const contract = bridgeContract(await deploymentOf(client, parameters));
  const { blockNumber } = parameters;
  const [[balance, locked, outgoing, arriving], eids] = await Promise.all([
    read(client, { ...contract, functionName: 'books', blockNumber }),
    read(client, { ...contract, functionName: 'remotes', blockNumber }),
  ]);
  const answers = (await readMany(
    client,
    eids.flatMap((eid) => [
      { ...contract, functionName: 'locked', args: [eid] },
      { ...contract, functionName: 'capRoom', args: [eid] },
    ]),
    { blockNumber },
  )) as bigint[];
  const chains = eids.map((eid, n) => ({ eid, locked: answers[2 * n] ?? 0n, capRoom: answers[2 * n + 1] ?? 0n }));
  return { balance, locked, outgoing, arriving, chains };
}
