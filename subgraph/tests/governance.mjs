import { account, addressOf, code, id, word, ZERO } from './lib/scenario.mjs';

const VE = 10n ** 18n;
const USDC = 10n ** 6n;
const [ALICE, BOB, CAROL, COUNCIL, SIGNER] = [1, 2, 3, 4, 5].map(account);
const ROUTER = addressOf('RevenueRouter');
const SAFE = addressOf('treasury');
const FIRST = (1n << 255n) + 7n;
const SECOND = 9n;
const fraction = (n) => n.toString(16).padStart(32, '0');

/** Proposals and votes, the timelock, the council's mandate, Safes, and the treasury's budgets to the unit. */
export default function governance(scenario) {
  const s = scenario('governance: proposals, votes, vetoes, the timelock, Safes and the treasury');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += 100n;
    s.tx(now, ...logs);
    return now;
  };

  // ---- proposals ----
  const proposed = (number, description) => [
    'CyberPlazaGovernor.ProposalCreated',
    number,
    ALICE,
    [ROUTER],
    [0],
    [''],
    ['0x1234'],
    now + 1_000n,
    now + 2_000n,
    description,
  ];
  const created = tx(proposed(FIRST, 'a fee'), ['CyberPlazaGovernor.QuorumStored', FIRST, 1_000_000n * VE, false]);
  tx(proposed(SECOND, 'a grab'), ['CyberPlazaGovernor.QuorumStored', SECOND, 2_000_000n * VE, true]);
  tx(['CyberPlazaGovernor.VoteCast', BOB, FIRST, 1, 900_000n * VE, 'yes']);
  tx([
    'CyberPlazaGovernor.VoteCastWithParams',
    CAROL,
    FIRST,
    255,
    600n,
    'our clients',
    `0x${fraction(100n)}${fraction(200n)}${fraction(300n)}`,
  ]);
  tx(['CyberPlazaGovernor.VoteCast', ALICE, FIRST, 2, 50n, '']);
  tx(['CyberPlazaGovernor.ProposalExtended', FIRST, created + 9_000n]);
  tx(['CyberPlazaGovernor.VoteCast', SIGNER, FIRST, 0, 5n, 'no']);
  const queued = tx(
    ['GovernanceTimelock.CallScheduled', word(50), 0, ROUTER, 0, '0x1234', word(0), 172_800],
    ['GovernanceTimelock.CallSalt', word(50), word(51)],
    ['CyberPlazaGovernor.ProposalQueued', FIRST, now + 172_900n],
  );
  tx(
    ['CyberPlazaGovernor.ProposalVetoed', SECOND, 'a grab it is'],
    ['CyberPlazaGovernor.ProposalCanceled', SECOND],
    ['Council.Acted', COUNCIL, addressOf('CyberPlazaGovernor'), '0x11223344', 'a grab it is'],
  );
  tx(['GovernanceTimelock.CallScheduled', word(60), 0, ROUTER, 1, '0x', word(0), 172_800]);
  tx(['GovernanceTimelock.Cancelled', word(60)]);
  tx(
    ['GovernanceTimelock.CallExecuted', word(50), 0, ROUTER, 0, '0x1234'],
    ['CyberPlazaGovernor.ProposalExecuted', FIRST],
  );
  s.expect(
    `{ proposals(orderBy: createdAt) { id state quorum again againstVotes forVotes abstainVotes voteEnd eta vetoReason description targets calldatas
       votes(orderBy: timestamp) { voter support weight againstVotes forVotes abstainVotes reason } } }`,
    {
      proposals: [
        {
          id: `0x${FIRST.toString(16)}`,
          state: 'Executed',
          quorum: 1_000_000n * VE,
          again: false,
          againstVotes: 105n,
          forVotes: 900_000n * VE + 200n,
          abstainVotes: 350n,
          voteEnd: created + 9_000n,
          eta: queued + 172_800n,
          vetoReason: null,
          description: 'a fee',
          targets: [ROUTER],
          calldatas: ['0x1234'],
          votes: [
            vote(BOB, 'For', 900_000n * VE, 0n, 900_000n * VE, 0n, 'yes'),
            vote(CAROL, 'Fractional', 600n, 100n, 200n, 300n, 'our clients'),
            vote(ALICE, 'Abstain', 50n, 0n, 0n, 50n, ''),
            vote(SIGNER, 'Against', 5n, 5n, 0n, 0n, 'no'),
          ],
        },
        {
          id: word(9),
          state: 'Vetoed',
          quorum: 2_000_000n * VE,
          again: true,
          againstVotes: 0n,
          forVotes: 0n,
          abstainVotes: 0n,
          voteEnd: created + 2_000n,
          eta: null,
          vetoReason: 'a grab it is',
          description: 'a grab',
          targets: [ROUTER],
          calldatas: ['0x1234'],
          votes: [],
        },
      ],
    },
  );
  s.expect('{ timelockOperations(orderBy: id) { id cancelled eta salt calls { index target executed data value } } }', {
    timelockOperations: [
      {
        id: word(50),
        cancelled: false,
        eta: queued + 172_800n,
        salt: word(51),
        calls: [{ index: 0n, target: ROUTER, executed: true, data: '0x1234', value: 0n }],
      },
      {
        id: word(60),
        cancelled: true,
        eta: queued + 200n + 172_800n,
        salt: null,
        calls: [{ index: 0n, target: ROUTER, executed: false, data: '0x', value: 1n }],
      },
    ],
  });

  // ---- rules, the council, Safes ----
  tx(
    ['CyberPlazaGovernor.VotingDelaySet', 0, 604_800],
    ['CyberPlazaGovernor.VotingPeriodSet', 0, 432_000],
    ['CyberPlazaGovernor.ProposalThresholdSet', 0, 100_000n * VE],
    ['CyberPlazaGovernor.LateQuorumVoteExtensionSet', 0, 172_800],
    ['CyberPlazaGovernor.QuorumRuleSet', 400, 1_000_000n * VE],
    ['CyberPlazaGovernor.LeftOutSet', [ROUTER]],
    ['CyberPlazaGovernor.TimelockChange', ZERO, addressOf('GovernanceTimelock')],
    ['GovernanceTimelock.MinDelayChange', 0, 172_800],
  );
  tx(
    ['GovernanceTimelock.RoleGranted', word(1), ALICE, ALICE],
    ['GovernanceTimelock.RoleRevoked', word(1), ALICE, ALICE],
    ['GovernanceTimelock.RoleAdminChanged', word(1), word(0), word(0)],
  );
  s.expect(`{ parameters(where: { contract: "${addressOf('CyberPlazaGovernor')}" }, orderBy: name) { name value } }`, {
    parameters: [
      { name: 'lateQuorumVoteExtension', value: 172_800n },
      { name: 'leftOut', value: 1n },
      { name: 'proposalThreshold', value: 100_000n * VE },
      { name: 'quorumBps', value: 400n },
      { name: 'quorumFloor', value: 1_000_000n * VE },
      { name: 'votingDelay', value: 604_800n },
      { name: 'votingPeriod', value: 432_000n },
    ],
  });
  tx(['Council.MandateSet', COUNCIL, 1_800_000_000], ['Council.AuthorityUpdated', addressOf('AccessManager')]);
  tx(['treasury:ExecutionSuccess', word(70), 0]);
  tx(['treasury:ExecutionFailure', word(71), 0]);
  tx(['treasury:AddedOwner', BOB], ['treasury:RemovedOwner', CAROL], ['treasury:ChangedThreshold', 6]);
  s.expect(
    `{ mandate(id: "0x00") { member until } councilActs { member target selector reason }
       safe(id: "${SAFE}") { name threshold executions(orderBy: timestamp) { safeTxHash success } } safeOwnerChanges(orderBy: owner) { owner added } }`,
    {
      mandate: { member: COUNCIL, until: 1_800_000_000n },
      councilActs: [
        { member: COUNCIL, target: addressOf('CyberPlazaGovernor'), selector: '0x11223344', reason: 'a grab it is' },
      ],
      safe: {
        name: 'safe:treasury',
        threshold: 6n,
        executions: [
          { safeTxHash: word(70), success: true },
          { safeTxHash: word(71), success: false },
        ],
      },
      safeOwnerChanges: [
        { owner: BOB, added: true },
        { owner: CAROL, added: false },
      ],
    },
  );

  // ---- the treasury ----
  tx(['Treasury.SharesSet', [1500, 1000, 500, 500, 500, 500, 500]], ['Treasury.DailyLimitSet', 100_000n * USDC]);
  tx(
    ['Treasury.Allocated', 0, 300n * USDC],
    ['Treasury.Allocated', 4, 100n * USDC],
    ['Treasury.Allocated', 6, 100n * USDC],
  );
  tx(['Treasury.Paid', 0, BOB, 40n * USDC, true, 'servers']);
  tx(['Treasury.ReserveContributed', CAROL, 30n * USDC, 'the fund']);
  tx(['Treasury.TokenPaid', addressOf('CPT'), BOB, 5n, 'grant']);
  tx(['Treasury.Moved', 0, 4, 60n * USDC, 'fold']);
  const start = now + 100n;
  tx(['Treasury.StreamOpened', 1, 4, ALICE, 100n * USDC, start, start + 1_000n, false, 'salary']);
  tx(['Treasury.StreamWithdrawn', 1, ALICE, 10n * USDC]);
  const cancelled = tx(['Treasury.StreamCancelled', 1, 20n * USDC, 80n * USDC, 'left']);
  s.expect(
    '{ treasuryBudgets(orderBy: id) { id name balance received paid streamed movedOut } treasuryStreams { number budget { name } recipient amount withdrawn end cancelled } }',
    {
      treasuryBudgets: [
        budget(0, 'Engineering', 200n, 300n, 40n, 0n, 60n),
        budget(4, 'Team', 140n, 240n, 0n, 100n, 0n),
        budget(6, 'EmergencyReserve', 70n, 100n, 30n, 0n, 0n),
      ],
      treasuryStreams: [
        {
          number: 1n,
          budget: { name: 'Team' },
          recipient: ALICE,
          amount: 20n * USDC,
          withdrawn: 10n * USDC,
          end: cancelled,
          cancelled: true,
        },
      ],
    },
  );
  s.expect('{ treasuryPayments(orderBy: timestamp) { budget { name } token to amount daily reason } }', {
    treasuryPayments: [
      { budget: { name: 'Engineering' }, token: null, to: BOB, amount: 40n * USDC, daily: true, reason: 'servers' },
      {
        budget: { name: 'EmergencyReserve' },
        token: null,
        to: CAROL,
        amount: 30n * USDC,
        daily: false,
        reason: 'the fund',
      },
      { budget: null, token: addressOf('CPT'), to: BOB, amount: 5n, daily: false, reason: 'grant' },
    ],
  });
  s.expect(`{ treasuryStream(id: "${id(1)}") { start } }`, { treasuryStream: { start } });
  return s;
}

function vote(voter, support, weight, againstVotes, forVotes, abstainVotes, reason) {
  return { voter, support, weight, againstVotes, forVotes, abstainVotes, reason };
}

function budget(number, name, balance, received, paid, streamed, movedOut) {
  const [b, r, p, t, m] = [balance, received, paid, streamed, movedOut].map((n) => n * USDC);
  return { id: code(number), name, balance: b, received: r, paid: p, streamed: t, movedOut: m };
}
