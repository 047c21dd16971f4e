import { account, id, text, word } from './lib/scenario.mjs';

const [OWNER, ATTESTOR, CERTIFIER, GOVERNANCE, METER] = [1, 2, 3, 4, 5].map(account);
const MONTH = 2_592_000n;

/** KYC levels that come and go, invoices of a settlement agent, months of uptime, and what they do to a provider's card. */
export default function records(scenario) {
  const s = scenario('records: KYC, invoices, months of uptime');
  let now = 1_700_000_000n;
  const tx = (...logs) => {
    now += 100n;
    s.tx(now, ...logs);
    return now;
  };

  tx(
    ['ProviderRecords.ParameterSet', text('tradingLimit'), 10_000_000_000],
    ['ProviderRecords.RequiredSuitesSet', [text('HPL'), text('STREAM')]],
    ['UptimeMonitor.ParameterSet', text('uptimeBps'), 9_950],
  );
  tx(['ProviderRegistry.ProviderRegistered', 1, OWNER, OWNER, 'ipfs://a']);
  tx(['ProviderRecords.KycAttested', OWNER, ATTESTOR, 2, 1_900_000_000, 1_700_000_200, word(1)]);
  const certified = tx(['ProviderRegistry.StatusChanged', 1, 3, 4, 1_800_000_000, CERTIFIER, word(1), 'fine']);
  tx(['ProviderRecords.KycAttested', METER, ATTESTOR, 1, 1_900_000_000, 1_700_000_300, word(2)]);
  const revoked = tx(['ProviderRecords.KycRevoked', METER, GOVERNANCE]);
  tx(['ProviderRecords.AttestorDisowned', ATTESTOR, 1_700_000_450]);
  tx(['ProviderRecords.SettlementAgentSet', 1, true, CERTIFIER, word(3)]);
  tx(['ProviderRecords.InvoiceAttested', 7, CERTIFIER, word(4), 100, text('EUR'), word(5), 1_699_000_000]);
  const paid = tx([
    'ProviderRecords.InvoiceAttested',
    7,
    CERTIFIER,
    word(4),
    123_456,
    text('EUR'),
    word(5),
    1_699_000_000,
  ]);
  const first = tx(['UptimeMonitor.UptimeReported', 1, 655, MONTH, MONTH, 10_000, false, word(6)]);
  tx(['UptimeMonitor.MonthExcused', 1, 656, CERTIFIER, word(7), 'meters were down']);
  const late = tx(
    ['UptimeMonitor.UptimeReported', 1, 656, 1_000_000, 900_000, 9_000, true, word(8)],
    ['ProviderRegistry.StatusChanged', 1, 4, 5, 1_800_000_000, METER, word(8), 'monthly uptime below the bar'],
  );
  tx(['ProviderRegistry.StatusChanged', 1, 5, 4, 1_800_000_000, CERTIFIER, word(9), 'repaired']);

  s.expect(
    `{ provider(id: "${id(1)}") { status certifiedAt settlementAgent settlementAgentChanges { agent certifier evidenceHash }
       monthsReported observedSeconds upSeconds uptimeSuspensions
       uptimeMonths(orderBy: month) { month start observed up uptimeBps reportedAt suspended excused excusedBy excuse } } }`,
    {
      provider: {
        status: 'Certified',
        certifiedAt: certified,
        settlementAgent: true,
        settlementAgentChanges: [{ agent: true, certifier: CERTIFIER, evidenceHash: word(3) }],
        monthsReported: 2,
        observedSeconds: MONTH + 1_000_000n,
        upSeconds: MONTH + 900_000n,
        uptimeSuspensions: 1,
        uptimeMonths: [
          {
            month: 655,
            start: 655n * MONTH,
            observed: MONTH,
            up: MONTH,
            uptimeBps: 10_000,
            reportedAt: first,
            suspended: false,
            excused: false,
            excusedBy: null,
            excuse: null,
          },
          {
            month: 656,
            start: 656n * MONTH,
            observed: 1_000_000,
            up: 900_000,
            uptimeBps: 9_000,
            reportedAt: late,
            suspended: true,
            excused: true,
            excusedBy: CERTIFIER,
            excuse: 'meters were down',
          },
        ],
      },
    },
  );
  s.expect(
    `{ kycs(orderBy: id) { id level attestor { id disownedSince } expiry issuedAt revokedBy
       history(orderBy: timestamp) { level by expiry } } }`,
    {
      kycs: [
        {
          id: OWNER,
          level: 'Enhanced',
          attestor: { id: ATTESTOR, disownedSince: 1_700_000_450 },
          expiry: 1_900_000_000,
          issuedAt: 1_700_000_200,
          revokedBy: null,
          history: [{ level: 'Enhanced', by: ATTESTOR, expiry: 1_900_000_000 }],
        },
        {
          id: METER,
          level: 'None',
          attestor: { id: ATTESTOR, disownedSince: 1_700_000_450 },
          expiry: 1_900_000_000,
          issuedAt: revoked,
          revokedBy: GOVERNANCE,
          history: [
            { level: 'Basic', by: ATTESTOR, expiry: 1_900_000_000 },
            { level: 'None', by: GOVERNANCE, expiry: 1_900_000_000 },
          ],
        },
      ],
    },
  );
  s.expect('{ invoices { id job { number } attestor { id } amount currency vendor paidAt recordedAt } }', {
    invoices: [
      {
        id: id(7),
        job: null,
        attestor: { id: CERTIFIER },
        amount: 123_456,
        currency: 'EUR',
        vendor: word(5),
        paidAt: 1_699_000_000,
        recordedAt: paid,
      },
    ],
  });
  s.expect('{ recordsConfig(id: "0x00") { requiredSuites } parameters(orderBy: name) { name value } }', {
    recordsConfig: { requiredSuites: ['HPL', 'STREAM'] },
    parameters: [
      { name: 'tradingLimit', value: 10_000_000_000 },
      { name: 'uptimeBps', value: 9_950 },
    ],
  });
  return s;
}
