import { formatUsdc } from '../../src/index.js';
import { type Attack, net, type Outcome } from './attack.js';

export interface Played {
  attack: Attack;
  outcome: Outcome;
}

/** To the cent, with its sign. */
const money = (amount: bigint) => {
  const [whole, fraction = ''] = formatUsdc(amount < 0n ? -amount : amount).split('.');
  return `${amount < 0n ? '−' : ''}${whole}.${fraction.padEnd(6, '0')}`;
};

/** docs/simulation.md. */
export function markdown(played: readonly Played[]): string {
  return [
    '# What attacks on the rules come to',
    '',
    '<!-- Written by `npm run simulate -w sdk`. Do not edit. -->',
    '',
    'Every attack is played on the real contracts on a local chain; what moves in USDC is read from the accounts afterwards. Rewards in CPT are',
    'what the reward tree pays under the cap on a buyer and a provider ([decision 0045](decisions/0045-referral-credit-vests-with-fees.md), SDK:',
    '`capPairRewards`), valued at the price they were capped at. The attacker is taken to hold all veCPT there is, so that it gets the whole of the',
    'stakers’ 30% of its own fees back. Not counted, and all of it more loss: gas, the fee of certification, the plan’s price, the capital locked',
    'in CPT and bonds. Amounts are USDC.',
    '',
    '| Attack | Turnover | Fees and stakes lost | Got back | Without the cap | Net |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...played.map(({ attack, outcome }) => {
      const sum = (sign: 1 | -1) =>
        outcome.lines.reduce((total, { amount }) => (amount > 0n === sign > 0 ? total + amount : total), 0n);
      const cells = [outcome.turnover, sum(-1), sum(1), outcome.uncapped, net(outcome)].map(money);
      return `| ${attack.name} | ${cells.join(' | ')} |`;
    }),
    '',
    '“Without the cap” is what rewards at their headline rates would have paid: it is why the cap is there.',
    '',
    ...played.flatMap(({ attack, outcome }) => [
      `## ${attack.name[0]?.toUpperCase()}${attack.name.slice(1)}`,
      '',
      `${attack.story[0]?.toUpperCase()}${attack.story.slice(1)}.`,
      '',
      '| | USDC |',
      '| --- | ---: |',
      ...outcome.lines.map(({ what, amount }) => `| ${what} | ${money(amount)} |`),
      `| **net** | **${money(net(outcome))}** |`,
      '',
    ]),
  ].join('\n');
}

/** The same in short, for a terminal. */
export function summary(played: readonly Played[]): string {
  return played
    .map(({ attack, outcome }) => {
      const lines = outcome.lines.map(({ what, amount }) => `    ${what.padEnd(30)} ${money(amount).padStart(16)}`);
      return [`  ${attack.name}`, ...lines, `    ${'net'.padEnd(30)} ${money(net(outcome)).padStart(16)}`].join('\n');
    })
    .join('\n');
}
