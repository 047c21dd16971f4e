// Law H of the bridge: home's half from home's index, and with a remote chain's index beside it both halves, message by message.

const PATH = 'eid peer locked sent received outgoing arriving refused';
const MESSAGE = 'direction amount path { eid }';

/** One end of the bridge, or undefined where there is none. */
export async function readBridge(ask, all, block) {
  const { bridge } = await ask(
    `{ bridge(id: "0x00", block: { number: ${block} }) { locked sent received outgoing arriving refused } }`,
  );
  if (!bridge) return undefined;
  const [paths, messages, waiting] = await Promise.all([
    all(ask, 'bridgePaths', PATH, block),
    all(ask, 'bridgeMessages', MESSAGE, block),
    all(ask, 'waitingTransfers', 'direction left path { eid }', block),
  ]);
  return { ...bridge, paths, messages, waiting };
}

/** What either end must obey by itself; at home the tokens it holds as well. */
export function checkBridge({ bridge, held, equal, covers, sum }) {
  const locked = sum(bridge.paths, (path) => path.locked);
  equal('H', 'locked = Σ paths’ locked', bridge.locked, locked);
  const of = (direction) => bridge.messages.filter((message) => message.direction === direction);
  equal(
    'H',
    'sent = Σ messages that left',
    bridge.sent,
    sum(of('Out'), (message) => message.amount),
  );
  equal(
    'H',
    'received = Σ messages that arrived',
    bridge.received,
    sum(of('In'), (message) => message.amount),
  );
  const left = (direction) =>
    sum(
      bridge.waiting.filter((transfer) => transfer.direction === direction),
      (transfer) => transfer.left,
    );
  equal('H', 'outgoing = Σ that waits to leave', bridge.outgoing, left('Out'));
  equal('H', 'arriving = Σ arrivals that wait', bridge.arriving, left('In'));
  const waits = BigInt(bridge.outgoing) + BigInt(bridge.arriving);
  covers('H', 'CPT in the bridge covers locked and waiting', held('CPTBridge', 'cpt'), BigInt(bridge.locked) + waits);
}

/** The other half, from a remote chain's index; its path is the one whose peer is its token. */
export async function checkRemoteIndex({ home, ask, all, equal, none, sum }) {
  const { _meta } = await ask('{ _meta { block { number } } }');
  const block = _meta.block.number;
  const remote = await readBridge(ask, all, block);
  const { protocol, contracts } = await ask(
    `{ protocol(id: "0x00", block: { number: ${block} }) { cptSupply } contracts(where: { name: "BridgedCPT" }) { id } }`,
  );
  const [token] = contracts;
  const path = home.paths.find(({ peer }) => token && peer.endsWith(token.id.slice(2)));
  if (!remote || !path) throw new Error('a remote index is of no chain that home is connected to');
  const homeEid = remote.paths[0].eid;
  checkRemote({ home, remote, supply: protocol.cptSupply, homeEid, eid: path.eid, equal, none, sum });
}

/** Every CPT on a remote chain is locked at home: nothing arrived there that had not left here, and the other way round. */
function checkRemote({ home, remote, supply, homeEid, eid, equal, none, sum }) {
  const at = (bridge, direction, other) =>
    bridge.messages.filter((message) => message.direction === direction && message.path.eid === other);
  const [out, arrived] = [at(home, 'Out', eid), at(remote, 'In', homeEid)];
  const [left, back] = [at(remote, 'Out', homeEid), at(home, 'In', eid)];
  const without = (messages, others) => {
    const known = new Set(others.map(({ id }) => id));
    return messages.filter(({ id }) => !known.has(id));
  };
  none('H', `arrivals on chain ${eid} that never left home`, without(arrived, out));
  none('H', `arrivals at home that never left chain ${eid}`, without(back, left));
  const flying = [...without(out, arrived), ...without(left, back)];
  const path = home.paths.find((candidate) => candidate.eid === eid);
  const refused = BigInt(remote.refused) + BigInt(path?.refused ?? 0);
  equal(
    'H',
    `locked for chain ${eid} = its supply + waiting there + in flight + refused`,
    path?.locked ?? 0,
    BigInt(supply) + BigInt(remote.arriving) + sum(flying, (message) => message.amount) + refused,
  );
}
