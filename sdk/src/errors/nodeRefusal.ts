/** How nodes and providers put it that a range of eth_getLogs is too wide, would answer too much, or takes too long to search. */
const TOO_MUCH = [
  // Alchemy, Ankr, Chainstack, Base, geth and its forks
  /block range|range (is )?too (large|wide|big)|max(imum)? range/,
  // QuickNode, BlockPI, 1RPC, dRPC, Blast
  /limited to .{0,20}(range|block)|ranges? over|range allowed/,
  // Avalanche, thirdweb, Coinbase, Harmony
  /too many blocks|number of requested blocks|at most [\d,.]+ blocks|blocks distance|smaller than size/,
  // Infura, reth, Nitro
  /more than [\d,.]+ (results|logs)|max results|too many (results|logs)|result set too large|logs matched by query/,
  // Alchemy, Optimism, jsonrpsee, gateways
  /response (size|too large|is too (big|large))|(entity|payload) too large/,
  // Infura, Nitro: the search took too long, not the answer
  /query timeout|query timed out/,
];
/** Fewer blocks help neither against a limit of requests nor where a node behind a balancer has not seen the last blocks yet. */
const NOT_THE_RANGE =
  /\brate\b|too many requests|(requests?|units) (per|limit)|\/ ?s(econd)?\b|invalid block range params|beyond current head/;
const RATE = /rate.?limit|too many requests|(requests?|units) (per|limit)|request count/;
const BUSY = /limit|capacity|throttl|busy|timed? ?out/;
const TOO_MANY_REQUESTS = 429;

/**
 * Whether a node refused logs for how much was asked, so that fewer blocks are what to ask for next. Codes do not tell: -32005 is Infura's
 * for too many results and for too many requests alike.
 *
 * @example
 * const logs = await client.getLogs(range).catch((error) => (isTooManyLogs(error) ? halves(range) : Promise.reject(error)));
 */
export function isTooManyLogs(error: unknown): boolean {
  const said = wordsOf(error);
  return !NOT_THE_RANGE.test(said) && !isTooManyRequests(error) && TOO_MUCH.some((text) => text.test(said));
}

/**
 * Whether a node has too much to do, or took too long: the same question may be answered after a pause.
 *
 * @example
 * await pRetry(ask, { shouldRetry: ({ error }) => isNodeBusy(error) });
 */
export function isNodeBusy(error: unknown): boolean {
  const said = wordsOf(error);
  return isTooManyRequests(error) || RATE.test(said) || (!isTooManyLogs(error) && BUSY.test(said));
}

/**
 * What the node said, innermost last: not viem's message, which repeats the request and its URL.
 *
 * @example
 * console.error(reasonsOf(error).at(-1));
 */
export function reasonsOf(error: unknown): string[] {
  return causesOf(error)
    .map(({ details, message }) => details ?? message ?? '')
    .filter((reason) => reason !== '');
}

interface Cause {
  details?: string;
  message?: string;
  status?: number;
}

function isTooManyRequests(error: unknown): boolean {
  return causesOf(error).some(({ status }) => status === TOO_MANY_REQUESTS);
}

function wordsOf(error: unknown): string {
  return reasonsOf(error).join('\n').toLowerCase();
}

function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : undefined)
    causes.push(at);
  return causes;
}
