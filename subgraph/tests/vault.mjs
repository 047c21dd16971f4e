import { account, addressOf, code } from './lib/scenario.mjs';
import { randomness } from './lib/ve-model.mjs';

const VAULT = addressOf('Vault');
const ROUTER = addressOf('RevenueRouter');
const MODULE = addressOf('JobMarket');
const PEOPLE = [1, 2, 3, 4, 5].map(account);
const STEPS = 200;

/** Random deposits, escrows, releases (to oneself too), withdrawals and collections against a plain ledger. */
export default function vault(scenario) {
  const s = scenario('vault: balances of everybody re-derived from events, law C');
  const random = randomness(7);
  const ledger = new Map(
    PEOPLE.map((who) => [who, { available: 0n, escrowed: 0n, deposited: 0n, withdrawn: 0n, received: 0n }]),
  );
  const uncollected = [0n, 0n, 0n, 0n, 0n];
  let [held, collected, gmv, discounts, deposits, withdrawals] = [0n, 0n, 0n, 0n, 0n, 0n];
  const part = (of) => (of === 0n ? 0n : (of * BigInt(random(1000))) / 1000n);
  const anyone = () => PEOPLE[random(PEOPLE.length)];
  let now = 1_700_000_000n;

  s.tx(now, ['Vault.ModuleSet', MODULE, true], ['Vault.RevenueRouterSet', ROUTER]);
  for (let i = 0; i < STEPS; i++) {
    now += 10n;
    const who = anyone();
    const book = ledger.get(who);
    switch (random(5)) {
      case 0: {
        const from = anyone();
        const amount = 1n + BigInt(random(1_000_000_000));
        book.available += amount;
        book.deposited += amount;
        deposits += amount;
        held += amount;
        s.tx(now, ['USDC.Transfer', from, VAULT, amount], ['Vault.Deposited', who, from, amount]);
        break;
      }
      case 1: {
        const amount = part(book.available);
        book.available -= amount;
        book.withdrawn += amount;
        withdrawals += amount;
        held -= amount;
        s.tx(now, ['Vault.Withdrawn', who, anyone(), amount], ['USDC.Transfer', VAULT, who, amount]);
        break;
      }
      case 2: {
        const amount = part(book.available);
        book.available -= amount;
        book.escrowed += amount;
        s.tx(now, ['Vault.Escrowed', who, MODULE, amount]);
        break;
      }
      case 3: {
        const payee = anyone();
        const volume = part(book.escrowed);
        const gross = volume / 20n;
        const discount = gross / 10n;
        const [toPayee, fee] = [volume - gross, gross - discount];
        const refund = part(book.escrowed - volume) + discount;
        const source = random(5);
        book.escrowed -= toPayee + fee + refund;
        book.available += refund;
        ledger.get(payee).available += toPayee;
        ledger.get(payee).received += toPayee;
        uncollected[source] += fee;
        gmv += volume;
        discounts += discount;
        s.tx(now, ['Vault.Released', who, payee, MODULE, toPayee, fee, refund, volume, source]);
        break;
      }
      default: {
        const source = random(5);
        const amount = uncollected[source];
        if (amount === 0n) break;
        uncollected[source] = 0n;
        collected += amount;
        held -= amount;
        s.tx(now, ['Vault.RevenueCollected', source, ROUTER, amount], ['USDC.Transfer', VAULT, ROUTER, amount]);
      }
    }
  }

  const sum = (field) => [...ledger.values()].reduce((total, book) => total + book[field], 0n);
  const owed = uncollected.reduce((a, b) => a + b, 0n);
  if (held !== sum('available') + sum('escrowed') + owed) throw new Error('law C in the model');
  const fields = 'id available escrowed deposited withdrawn received';
  s.expect(`{ accounts(orderBy: id, where: { id_in: ${JSON.stringify(PEOPLE)} }) { ${fields} } }`, {
    accounts: PEOPLE.map((who) => ({ id: who, ...ledger.get(who) })),
  });
  s.expect(
    `{ protocol(id: "0x00") { available inEscrow uncollectedRevenue collectedRevenue gmv discounts deposits withdrawals }
       holder(id: "${VAULT}") { usdc } router: holder(id: "${ROUTER}") { usdc } }`,
    {
      protocol: {
        available: sum('available'),
        inEscrow: sum('escrowed'),
        uncollectedRevenue: owed,
        collectedRevenue: collected,
        gmv,
        discounts,
        deposits,
        withdrawals,
      },
      holder: { usdc: held },
      router: { usdc: collected },
    },
  );
  s.expect('{ revenueSources(orderBy: id) { id uncollected } }', {
    revenueSources: uncollected.map((amount, i) => ({ id: code(i), uncollected: amount })),
  });
  s.expect('{ vaultModules { id allowed } vaultConfig(id: "0x00") { revenueRouter } }', {
    vaultModules: [{ id: MODULE, allowed: true }],
    vaultConfig: { revenueRouter: ROUTER },
  });
  return s;
}
