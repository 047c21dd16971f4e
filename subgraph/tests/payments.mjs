import { account, addressOf } from './lib/scenario.mjs';

const [PAYER, FRIEND, TOKEN] = [1, 2, 3].map(account);
const POOL = account(9);

/** Payments in other tokens, one of them for somebody else. */
export default function payments(scenario) {
  const s = scenario('payments: USDC that other tokens became, beside the vault’s own books');
  let now = 1_700_000_000n;
  const pay = (who, received, spent) => {
    now += 10n;
    s.tx(
      now,
      ['USDC.Transfer', POOL, addressOf('TokenPayments'), received],
      ['TokenPayments.TokenPaid', PAYER, who, TOKEN, spent, received],
      ['USDC.Transfer', addressOf('TokenPayments'), addressOf('Vault'), received],
      ['Vault.Deposited', who, addressOf('TokenPayments'), received],
    );
  };
  pay(PAYER, 1_992_000_000n, 10n ** 18n);
  pay(FRIEND, 5_000_000n, 2_500n);
  s.expect(
    `{ tokenPayments(orderBy: timestamp) { payer { id } account { id } token spent received }
       protocol(id: "0x00") { tokenPaymentCount tokenPaymentsReceived available deposits }
       holder(id: "${addressOf('TokenPayments')}") { usdc } vault: holder(id: "${addressOf('Vault')}") { usdc } }`,
    {
      tokenPayments: [
        { payer: { id: PAYER }, account: { id: PAYER }, token: TOKEN, spent: 10n ** 18n, received: 1_992_000_000n },
        { payer: { id: PAYER }, account: { id: FRIEND }, token: TOKEN, spent: 2_500n, received: 5_000_000n },
      ],
      protocol: {
        tokenPaymentCount: 2,
        tokenPaymentsReceived: 1_997_000_000n,
        available: 1_997_000_000n,
        deposits: 1_997_000_000n,
      },
      holder: { usdc: 0n },
      vault: { usdc: 1_997_000_000n },
    },
  );
  return s;
}
