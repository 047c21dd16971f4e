import { account, addressOf, id, word, ZERO } from './lib/scenario.mjs';

const [HOLDER, FRIEND, COUNCIL] = [1, 2, 3].map(account);
const CPT = 10n ** 18n;
const HOME = 30_110;
const [OUT, IN] = [0, 1];
const guid = (n) => word(2_000 + n);

/** A remote chain's end: the token, and the same bridge. */
export default function bridgedCpt(scenario) {
  const s = scenario('bridgedCpt: a remote chain, minted for what arrived and burned for what left', 'remote');
  const token = addressOf('BridgedCPT');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += 600n;
    s.tx(now, ...logs);
    return now;
  };
  const pay = (from, to, amount) => ['BridgedCPT.Transfer', from, to, amount * CPT];
  const waits = (number, direction, amount, readyAt, message) => [
    'BridgedCPT.TransferWaiting',
    number,
    HOME,
    direction,
    FRIEND,
    direction === OUT ? HOLDER : ZERO,
    amount * CPT,
    readyAt,
    message,
  ];

  tx(['AccessManager.RoleGranted', 0, COUNCIL, 0, now, true], ['BridgedCPT.Initialized', 1]);
  tx(['BridgedCPT.PeerSet', HOME, word(9)], ['BridgedCPT.LimitsSet', HOME, 300, 200, 50]);
  tx(pay(ZERO, HOLDER, 1_000n), ['BridgedCPT.OFTReceived', guid(1), HOME, HOLDER, 1_000n * CPT]);
  tx(pay(HOLDER, FRIEND, 100n), ['BridgedCPT.Approval', FRIEND, HOLDER, 5n * CPT]);
  tx(pay(FRIEND, ZERO, 30n), ['BridgedCPT.OFTSent', guid(2), HOME, FRIEND, 30n * CPT, 30n * CPT]);
  tx(waits(1, IN, 400n, now + 600n, guid(3)));
  tx(['BridgedCPT.TransferDelivered', 1, FRIEND, 250n * CPT, 150n * CPT], pay(ZERO, FRIEND, 250n));
  tx(pay(HOLDER, token, 70n), waits(2, OUT, 70n, now + 86_400n, word(0)));
  tx(pay(HOLDER, token, 5n), waits(3, OUT, 5n, now + 86_400n, word(0)));
  tx(['BridgedCPT.TransferRefunded', 3, HOLDER, 5n * CPT, false], pay(token, HOLDER, 5n));

  s.expect(
    `{ protocol(id: "0x00") { cptSupply cptMinted cptBurned }
       bridge(id: "0x00") { sent received outgoing arriving refused }
       bridgePaths { eid peer sent received outgoing arriving refunded inLimitBps }
       accounts(where: { cpt_gt: 0 }, orderBy: id) { id cpt }
       holder(id: "${token}") { name cpt }
       bridgeMessages(orderBy: timestamp) { id direction amount account { id } }
       waitingTransfers(orderBy: number) { number direction status left } contract(id: "${token}") { name version } }`,
    {
      protocol: { cptSupply: 1_220n * CPT, cptMinted: 1_250n * CPT, cptBurned: 30n * CPT },
      bridge: { sent: 30n * CPT, received: 1_400n * CPT, outgoing: 70n * CPT, arriving: 150n * CPT, refused: 0n },
      bridgePaths: [
        {
          eid: HOME,
          peer: word(9),
          sent: 30n * CPT,
          received: 1_400n * CPT,
          outgoing: 70n * CPT,
          arriving: 150n * CPT,
          refunded: 5n * CPT,
          inLimitBps: 200,
        },
      ],
      accounts: [
        { id: HOLDER, cpt: 830n * CPT },
        { id: FRIEND, cpt: 320n * CPT },
        { id: token, cpt: 70n * CPT },
      ],
      holder: { name: 'BridgedCPT', cpt: 70n * CPT },
      bridgeMessages: [
        { id: guid(1), direction: 'In', amount: 1_000n * CPT, account: { id: HOLDER } },
        { id: guid(2), direction: 'Out', amount: 30n * CPT, account: { id: FRIEND } },
        { id: guid(3), direction: 'In', amount: 400n * CPT, account: { id: FRIEND } },
      ],
      waitingTransfers: [
        { number: 1n, direction: 'In', status: 'Waiting', left: 150n * CPT },
        { number: 2n, direction: 'Out', status: 'Waiting', left: 70n * CPT },
        { number: 3n, direction: 'Out', status: 'Refunded', left: 0n },
      ],
      contract: { name: 'BridgedCPT', version: 1n },
    },
  );
  s.expect(`{ bridgePath(id: "${id(HOME)}") { waiting(where: { status: Waiting }) { number } } }`, {
    bridgePath: { waiting: [{ number: 1n }, { number: 2n }] },
  });
  return s;
}
