import { account, addressOf, id, text, word, ZERO } from './lib/scenario.mjs';

const [SENDER, RECEIVER, COUNCIL] = [1, 2, 3].map(account);
const CPT = 10n ** 18n;
const ETHEREUM = 30_101;
const BASE = 30_184;
const [OUT, IN] = [0, 1];
const guid = (n) => word(1_000 + n);
const HOUR = 3_600n;

/** Home's end: what crosses at once, waits, is vetoed, refunded, ruled on; what is locked for each chain. */
export default function bridge(scenario) {
  const s = scenario('bridge: flows, waits and what is locked at home, by path');
  const home = addressOf('CPTBridge');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += HOUR;
    s.tx(now, ...logs);
    return now;
  };
  const pay = (from, to, amount) => ['CPT.Transfer', from, to, amount * CPT];
  const sent = (n, eid, amount) => ['CPTBridge.OFTSent', guid(n), eid, SENDER, amount * CPT, amount * CPT];
  const received = (n, eid, amount) => ['CPTBridge.OFTReceived', guid(n), eid, RECEIVER, amount * CPT];
  const waits = (number, eid, direction, amount, readyAt, n) => [
    'CPTBridge.TransferWaiting',
    number,
    eid,
    direction,
    RECEIVER,
    direction === OUT ? SENDER : ZERO,
    amount * CPT,
    readyAt,
    n === undefined ? word(0) : guid(n),
  ];

  tx(pay(ZERO, SENDER, 100_000_000n));
  tx(
    ['CPTBridge.PeerSet', ETHEREUM, word(7)],
    ['CPTBridge.LimitsSet', ETHEREUM, 300, 100, 50],
    ['CPTBridge.ParameterSet', text('holdTime'), 86_400],
    ['CPTBridge.PeerSet', BASE, word(8)],
  );
  tx(pay(SENDER, home, 1_000n), sent(1, ETHEREUM, 1_000n));
  tx(pay(SENDER, home, 10n), sent(2, BASE, 10n));
  // Waits, leaves.
  const held = tx(pay(SENDER, home, 600_000n), waits(1, ETHEREUM, OUT, 600_000n, now + 25n * HOUR));
  const left = tx(sent(3, ETHEREUM, 600_000n), ['CPTBridge.TransferReleased', 1, guid(3)]);
  // Waits, is vetoed, goes back.
  tx(pay(SENDER, home, 700_000n), waits(2, ETHEREUM, OUT, 700_000n, now + 25n * HOUR));
  tx(
    ['CPTBridge.TransferVetoed', 2, COUNCIL, now + HOUR, 'Stolen keys'],
    ['CPTBridge.TransferRefunded', 2, SENDER, 700_000n * CPT, true],
    pay(home, SENDER, 700_000n),
  );
  // Arrives at once; arrives above the limit and is paid out in two parts.
  tx(pay(home, RECEIVER, 40n), received(4, ETHEREUM, 40n));
  tx(waits(3, ETHEREUM, IN, 300n, now + HOUR, 5));
  tx(['CPTBridge.TransferDelivered', 3, RECEIVER, 100n * CPT, 200n * CPT], pay(home, RECEIVER, 100n));
  tx(['CPTBridge.TransferDelivered', 3, RECEIVER, 200n * CPT, 0n], pay(home, RECEIVER, 200n));
  // Arrives, is vetoed, and nobody gets it.
  tx(waits(4, ETHEREUM, IN, 60n, now + HOUR, 6));
  const verdict = now + 22n * 24n * HOUR;
  tx(['CPTBridge.TransferVetoed', 4, COUNCIL, verdict, 'Not his']);
  tx(['CPTBridge.TransferRuled', 4, ZERO, 60n * CPT]);
  // Still waits.
  const last = tx(waits(5, BASE, IN, 3n, now + HOUR, 7));
  tx(['CPTBridge.PathPaused', ETHEREUM, OUT, COUNCIL, 1_800_000_000n]);
  tx(['CPTBridge.PathPauseExtended', ETHEREUM, OUT, COUNCIL, 1_900_000_000n]);
  const resumed = tx(['CPTBridge.PathUnpaused', ETHEREUM, OUT, COUNCIL]);
  tx(['CPTBridge.PathPaused', ETHEREUM, IN, COUNCIL, 1_700_900_000n]);

  s.expect(
    `{ bridge(id: "0x00") { sent received outgoing arriving refused locked } holder(id: "${home}") { cpt }
       bridgePaths(orderBy: eid) { eid peer sent received outgoing arriving refunded refused locked sentCount receivedCount waitedCount
         vetoedCount outLimitBps inLimitBps holdBps outPausedUntil inPausedUntil }
       parameters(where: { contract: "${home}" }) { name value } }`,
    {
      bridge: {
        sent: 601_010n * CPT,
        received: 403n * CPT,
        outgoing: 0n,
        arriving: 3n * CPT,
        refused: 60n * CPT,
        locked: 600_667n * CPT,
      },
      // Law H at home: what it holds is what is locked and what waits.
      holder: { cpt: 600_670n * CPT },
      bridgePaths: [
        {
          eid: ETHEREUM,
          peer: word(7),
          sent: 601_000n * CPT,
          received: 400n * CPT,
          outgoing: 0n,
          arriving: 0n,
          refunded: 700_000n * CPT,
          refused: 60n * CPT,
          locked: 600_660n * CPT,
          sentCount: 2,
          receivedCount: 3,
          waitedCount: 4,
          vetoedCount: 2,
          outLimitBps: 300,
          inLimitBps: 100,
          holdBps: 50,
          outPausedUntil: resumed,
          inPausedUntil: 1_700_900_000n,
        },
        {
          eid: BASE,
          peer: word(8),
          sent: 10n * CPT,
          received: 3n * CPT,
          outgoing: 0n,
          arriving: 3n * CPT,
          refunded: 0n,
          refused: 0n,
          locked: 7n * CPT,
          sentCount: 1,
          receivedCount: 1,
          waitedCount: 1,
          vetoedCount: 0,
          outLimitBps: 0,
          inLimitBps: 0,
          holdBps: 0,
          outPausedUntil: 0n,
          inPausedUntil: 0n,
        },
      ],
      parameters: [{ name: 'holdTime', value: 86_400n }],
    },
  );
  const path = { eid: ETHEREUM };
  const steps = (...kinds) => kinds.map(([kind, amount]) => ({ kind, amount: amount * CPT }));
  s.expect(
    `{ waitingTransfers(orderBy: number) { number path { eid } direction status amount left sender { id } to { id } waitedAt
         message { id timestamp } vetoedBy vetoReason ruledTo steps(orderBy: index) { kind amount } }
       bridgeMessage(id: "${guid(3)}") { direction account { id } amount timestamp waited { number } } }`,
    {
      waitingTransfers: [
        {
          number: 1n,
          path,
          direction: 'Out',
          status: 'Done',
          amount: 600_000n * CPT,
          left: 0n,
          sender: { id: SENDER },
          to: { id: RECEIVER },
          waitedAt: held,
          message: { id: guid(3), timestamp: left },
          vetoedBy: null,
          vetoReason: null,
          ruledTo: null,
          steps: steps(['Waited', 600_000n], ['Released', 600_000n]),
        },
        {
          number: 2n,
          path,
          direction: 'Out',
          status: 'Refunded',
          amount: 700_000n * CPT,
          left: 0n,
          sender: { id: SENDER },
          to: { id: RECEIVER },
          waitedAt: left + HOUR,
          message: null,
          vetoedBy: COUNCIL,
          vetoReason: 'Stolen keys',
          ruledTo: null,
          steps: steps(['Waited', 700_000n], ['Vetoed', 700_000n], ['Refunded', 700_000n]),
        },
        {
          number: 3n,
          path,
          direction: 'In',
          status: 'Done',
          amount: 300n * CPT,
          left: 0n,
          sender: null,
          to: { id: RECEIVER },
          waitedAt: left + 4n * HOUR,
          message: { id: guid(5), timestamp: left + 4n * HOUR },
          vetoedBy: null,
          vetoReason: null,
          ruledTo: null,
          steps: steps(['Waited', 300n], ['Delivered', 100n], ['Delivered', 200n]),
        },
        {
          number: 4n,
          path,
          direction: 'In',
          status: 'Refused',
          amount: 60n * CPT,
          left: 0n,
          sender: null,
          to: { id: RECEIVER },
          waitedAt: left + 7n * HOUR,
          message: { id: guid(6), timestamp: left + 7n * HOUR },
          vetoedBy: COUNCIL,
          vetoReason: 'Not his',
          ruledTo: ZERO,
          steps: steps(['Waited', 60n], ['Vetoed', 60n], ['Ruled', 60n]),
        },
        {
          number: 5n,
          path: { eid: BASE },
          direction: 'In',
          status: 'Waiting',
          amount: 3n * CPT,
          left: 3n * CPT,
          sender: null,
          to: { id: RECEIVER },
          waitedAt: last,
          message: { id: guid(7), timestamp: last },
          vetoedBy: null,
          vetoReason: null,
          ruledTo: null,
          steps: steps(['Waited', 3n]),
        },
      ],
      bridgeMessage: {
        direction: 'Out',
        account: { id: SENDER },
        amount: 600_000n * CPT,
        timestamp: left,
        waited: { number: 1n },
      },
    },
  );
  s.expect(
    `{ bridgeStats_collection(interval: hour, where: { path: "${id(BASE)}" }, orderBy: timestamp) { direction amount messages } }`,
    {
      bridgeStats_collection: [
        { direction: 'Out', amount: 10n * CPT, messages: '1' },
        { direction: 'In', amount: 3n * CPT, messages: '1' },
      ],
    },
  );
  return s;
}
