/**
 * A node of the set that lies as well as it can: tells each half of its peers another price, signs for another chain, replays, imitates others,
 * sends too much and too slowly, and answers questions with a flood. Settings come as JSON in LIAR; it never pushes.
 */
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { computePriceOracleAbi } from '@cyberplaza/sdk/abis';
import { type Deployment, parseDeployment } from '@cyberplaza/sdk/deployments';
import { signPriceReport } from '@cyberplaza/sdk/eip712';
import { createPublicClient, type Hex, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';

interface Settings {
  rpc: string;
  deployment: unknown;
  key: Hex;
  port: number;
  peers: readonly string[];
  round: number;
}

const settings = JSON.parse(process.env.LIAR ?? '{}') as Settings;
const deployment = parseDeployment(settings.deployment);
const account = privateKeyToAccount(settings.key);
const client = createPublicClient({ transport: http(settings.rpc), cacheTime: 0 });
const oracle = { address: deployment.contracts.ComputePriceOracle, abi: computePriceOracleAbi } as const;
let last = -1;
let replayed: string | undefined;

createServer((request, response) => {
  if (request.method !== 'GET') {
    request.on('data', () => undefined);
    return; // takes everything and never answers
  }
  const flood = (): void => {
    if (!response.destroyed) response.write('x'.repeat(65_536), () => setTimeout(flood, 1));
  };
  flood();
}).listen(settings.port, '127.0.0.1', () => process.stdout.write('{"msg":"ready"}\n'));

async function round(): Promise<void> {
  const { timestamp } = await client.getBlock();
  const observedAt = Math.floor(Number(timestamp) / settings.round) * settings.round;
  if (observedAt === last) return;
  last = observedAt;
  const count = await client.readContract({ ...oracle, functionName: 'feedCount' });
  const feedIds = Array.from({ length: count }, (_, n) => n + 1);
  const said = async (price: bigint, signedFor: Deployment = deployment) => {
    const prices = feedIds.map(() => price);
    const { signature } = await signPriceReport(account, signedFor, { feedIds, prices, observedAt });
    const { chainId } = deployment;
    return JSON.stringify({
      chainId,
      oracle: oracle.address,
      observedAt,
      feedIds,
      prices: prices.map(String),
      signature,
    });
  };
  const [low, high, elsewhere] = await Promise.all([
    said(1n),
    said(10n ** 15n),
    said(5n, { ...deployment, chainId: deployment.chainId + 1 }),
  ]);
  await Promise.all(
    settings.peers.map(async (url, n) => {
      const bodies = [elsewhere, elsewhere.replace(`"chainId":${deployment.chainId}`, '"chainId":1'), replayed];
      // Half of them hear one thing, half another, and a few both.
      bodies.push(
        n % 2 === 0 ? low : high,
        n % 5 === 0 ? high : undefined,
        `"${'x'.repeat(100_000)}"`,
        '{',
        '[[[[',
        '{}',
      );
      dribble(url);
      for (const body of bodies) {
        if (body === undefined) continue;
        await fetch(`${url}/observations`, { method: 'POST', body, signal: AbortSignal.timeout(5_000) }).catch(
          () => undefined,
        );
      }
    }),
  );
  replayed = low;
}

/** Opens a request and never ends it. */
function dribble(url: string): void {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () =>
    socket.write('POST /observations HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\n{'),
  );
  socket.on('error', () => undefined);
}

setInterval(() => {
  round().catch(() => undefined);
}, 300);
