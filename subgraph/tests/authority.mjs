import { account, addressOf, id, word, ZERO } from './lib/scenario.mjs';

const CPT = 10n ** 18n;
const TOKEN = addressOf('CPT');
const USERS = addressOf('genesis.poolSeed');
const MANAGER = addressOf('AccessManager');
const [ALICE, BOB, IMPLEMENTATION, ADMIN] = [1, 2, 3, 4].map(account);
const GENESIS = 100_000_000n * CPT;
const PUBLIC_ROLE = 2n ** 64n - 1n;

/** Supply and burning, fund holders, pauses, proxies, roles and delayed operations. */
export default function authority(scenario) {
  const s = scenario('token and authority: law H at home, fund releases, pauses, upgrades, roles');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += 100n;
    s.tx(now, ...logs);
    return now;
  };

  tx(
    ['CPT.Upgraded', IMPLEMENTATION],
    ['CPT.Initialized', 1],
    ['CPT.AuthorityUpdated', MANAGER],
    ['CPT.AdminChanged', ZERO, ADMIN],
    ['CPT.Transfer', ZERO, USERS, GENESIS],
  );
  tx(
    ['genesis.poolSeed:Released', TOKEN, ALICE, 1_000n * CPT, 'pool seed'],
    ['CPT.Transfer', USERS, ALICE, 1_000n * CPT],
  );
  tx(['CPT.Approval', ALICE, BOB, 70n * CPT]);
  tx(['CPT.Transfer', ALICE, BOB, 70n * CPT], ['CPT.Transfer', BOB, BOB, 5n * CPT]);
  tx(['CPT.Transfer', BOB, ZERO, 20n * CPT]);
  tx(['CPT.Transfer', ALICE, ZERO, 30n * CPT]);
  tx(['CPT.ExitSet', ALICE, true]);
  s.expect(
    `{ protocol(id: "0x00") { cptMinted cptSupply cptBurned cptCirculating } accounts(where: { cpt_gt: 0 }, orderBy: id) { id cpt } holder(id: "${USERS}") { name cpt } }`,
    {
      protocol: {
        cptMinted: GENESIS,
        cptSupply: GENESIS - 50n * CPT,
        cptBurned: 50n * CPT,
        cptCirculating: 950n * CPT,
      },
      accounts: [
        { id: ALICE, cpt: 900n * CPT },
        { id: BOB, cpt: 50n * CPT },
        { id: USERS, cpt: GENESIS - 1_000n * CPT },
      ],
      holder: { name: 'genesis.poolSeed', cpt: GENESIS - 1_000n * CPT },
    },
  );
  s.expect(
    '{ cptBurns(orderBy: timestamp) { from { id } amount total } cptTransfers { id } cptAllowances { owner { id } spender amount } cptExits { id allowed } }',
    {
      cptBurns: [
        { from: { id: BOB }, amount: 20n * CPT, total: 20n * CPT },
        { from: { id: ALICE }, amount: 30n * CPT, total: 50n * CPT },
      ],
      cptTransfers: [1, 2, 4, 4, 5, 6].map((block, i) => ({
        id: `${word(block)}${['04', '01', '00', '01', '00', '00'][i]}000000`,
      })),
      cptAllowances: [{ owner: { id: ALICE }, spender: BOB, amount: 70n * CPT }],
      cptExits: [{ id: ALICE, allowed: true }],
    },
  );
  s.expect('{ fundReleases { holder { name } token to amount reason } }', {
    fundReleases: [
      { holder: { name: 'genesis.poolSeed' }, token: TOKEN, to: ALICE, amount: 1_000n * CPT, reason: 'pool seed' },
    ],
  });

  // ---- pause ----
  tx(['CPT.Paused', ADMIN, 1_800_000_000]);
  tx(['CPT.PauseExtended', ADMIN, 1_900_000_000]);
  const ended = tx(['CPT.Unpaused', ADMIN]);
  tx(['CPT.Upgraded', BOB]);
  s.expect(
    `{ contract(id: "${TOKEN}") { name implementation proxyAdmin version authority pausedUntil
       pauses(orderBy: timestamp) { kind by until } upgrades(orderBy: timestamp) { implementation } } }`,
    {
      contract: {
        name: 'CPT',
        implementation: BOB,
        proxyAdmin: ADMIN,
        version: 1,
        authority: MANAGER,
        pausedUntil: ended,
        pauses: [
          { kind: 'Paused', by: ADMIN, until: 1_800_000_000 },
          { kind: 'Extended', by: ADMIN, until: 1_900_000_000 },
          { kind: 'Unpaused', by: ADMIN, until: ended },
        ],
        upgrades: [{ implementation: IMPLEMENTATION }, { implementation: BOB }],
      },
    },
  );

  // ---- roles ----
  tx(
    ['AccessManager.RoleLabel', 1, 'GUARDIAN'],
    ['AccessManager.RoleAdminChanged', 1, 0],
    ['AccessManager.RoleGuardianChanged', 1, 7],
    ['AccessManager.RoleGrantDelayChanged', 1, 86_400, now],
    ['AccessManager.RoleGranted', 1, ALICE, 0, now, true],
  );
  const changed = now;
  tx(['AccessManager.RoleGranted', 1, BOB, 0, now, true]);
  const since = now - 100n;
  tx(['AccessManager.RoleGranted', 1, BOB, 172_800, now, false]);
  tx(
    ['AccessManager.RoleRevoked', 1, ALICE],
    ['AccessManager.TargetFunctionRoleUpdated', TOKEN, '0x8456cb59', 1],
    ['AccessManager.TargetFunctionRoleUpdated', TOKEN, '0x12345678', PUBLIC_ROLE],
    ['AccessManager.TargetClosed', TOKEN, true],
    ['AccessManager.TargetAdminDelayUpdated', TOKEN, 3_600, now],
  );
  s.expect(
    `{ role(id: "${id(1)}") { number label admin guardian grantDelay members(orderBy: account) { account active delay since } functions { target { name } selector } } }`,
    {
      role: {
        number: 1,
        label: 'GUARDIAN',
        admin: 0,
        guardian: 7,
        grantDelay: 86_400,
        members: [
          { account: ALICE, active: false, delay: 0, since: changed - 100n },
          { account: BOB, active: true, delay: 172_800, since },
        ],
        functions: [{ target: { name: 'CPT' }, selector: '0x8456cb59' }],
      },
    },
  );
  s.expect(
    `{ contract(id: "${TOKEN}") { closed adminDelay functions(orderBy: selector) { selector role { number } } } }`,
    {
      contract: {
        closed: true,
        adminDelay: 3_600,
        functions: [
          { selector: '0x12345678', role: { number: PUBLIC_ROLE } },
          { selector: '0x8456cb59', role: { number: 1 } },
        ],
      },
    },
  );

  const [FIRST, SECOND] = [word(101), word(102)];
  tx(
    ['AccessManager.OperationScheduled', FIRST, 1, now + 10n, ALICE, TOKEN, '0x1234'],
    ['AccessManager.OperationScheduled', SECOND, 1, now + 10n, ALICE, TOKEN, '0x5678'],
  );
  tx(['AccessManager.OperationExecuted', FIRST, 1], ['AccessManager.OperationCanceled', SECOND, 1]);
  s.expect('{ operations(orderBy: operation) { operation nonce state caller target data } }', {
    operations: [
      { operation: FIRST, nonce: 1, state: 'Executed', caller: ALICE, target: TOKEN, data: '0x1234' },
      { operation: SECOND, nonce: 1, state: 'Canceled', caller: ALICE, target: TOKEN, data: '0x5678' },
    ],
  });
  return s;
}
