import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCpt } from '@cyberplaza/sdk';
import { afterAll, describe, expect, test } from 'vitest';
import { useWorld } from '../../../sdk/test/support/world.js';
import { buildProgram, CannotPassError, ProposalFileError, parseProposalFile, printPlan } from '../src/index.js';
import { anyone, fail, fileOf, lockAndDelegate, plan, voters } from './support.js';

const world = useWorld(lockAndDelegate);
const folder = mkdtempSync(join(tmpdir(), 'cyberplaza-governance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ACTION = (contract: string, call: string, args: string) => `
  [[actions]]
  contract = "${contract}"
  function = "${call}"
  arguments = ${args}`;
const BY_VOTERS = `title = "A test"\nproposer = "${voters[0].address}"`;
const bySafe = (name: string) => `title = "A test"\nsafe = "${name}"`;

describe('a proposal file', () => {
  test('is TOML or JSON and says exactly what is meant', () => {
    const toml = fileOf(`${BY_VOTERS}${ACTION('Treasury', 'setDailyLimit', '{ limit = "50,000 USDC" }')}`);
    expect(
      parseProposalFile(JSON.stringify({ ...toml, actions: [{ ...toml.actions[0], value: '0' }] }), 'json'),
    ).toEqual(toml);
    expect(() => fileOf('title = "x"')).toThrow(ProposalFileError);
    expect(() => fileOf(`${BY_VOTERS}\nsafe = "council"${ACTION('CPT', 'pause', '{}')}`)).toThrow('either a proposer');
    expect(() => fileOf(`${BY_VOTERS}\nsurprise = 1${ACTION('CPT', 'pause', '{}')}`)).toThrow('surprise');
    expect(() => fileOf('= no toml')).toThrow('no TOML');
  });

  test('turns words into the values of the chain', async () => {
    const { calls } = await plan(
      world.current,
      fileOf(
        `${BY_VOTERS}${ACTION('Treasury', 'setDailyLimit', '{ limit = "50,000 USDC" }')}${ACTION(
          'CyberPlazaGovernor',
          'setQuorumRule',
          '{ bps = "4.5%", floor = "2_000_000 veCPT" }',
        )}${ACTION('GovernanceTimelock', 'updateDelay', '{ newDelay = "3 days" }')}${ACTION(
          'Treasury',
          'setShares',
          '{ shares_ = [1500, 1000, 500, 500, 500, 500, 500] }',
        )}${ACTION('InsuranceFund', 'setContributor', '{ contributor = "safe:treasury", source = 3 }')}`,
      ),
    );
    expect(calls.map(({ args }) => args)).toEqual([
      [50_000_000_000n],
      [450n, parseCpt('2000000')],
      [259_200n],
      [[1500, 1000, 500, 500, 500, 500, 500]],
      [world.current.deployment.safes.treasury, 3],
    ]);
  });

  test.each([
    ['a contract there is not', 'Nobody', 'pause', '{}', 'Nobody is neither'],
    ['a function there is not', 'CPT', 'print', '{}', 'no function print'],
    ['a view', 'CPT', 'totalSupply', '{}', 'changes nothing'],
    ['an argument too many', 'CPT', 'pause', '{ now = true }', 'no argument now'],
    ['an argument too few', 'CPT', 'extendPause', '{}', 'needs until'],
    ['a unit there is not', 'CPT', 'extendPause', '{ until = "5 moons" }', 'moons is no unit'],
    ['a number that does not fit', 'Treasury', 'setDailyLimit', '{ limit = "99999999999999999999" }', 'does not fit'],
    ['a list of the wrong length', 'Treasury', 'setShares', '{ shares_ = [1] }', 'must have 7'],
  ])('is refused for %s', async (_, contract, call, args, message) => {
    await expect(plan(world.current, fileOf(`${BY_VOTERS}${ACTION(contract, call, args)}`))).rejects.toThrow(message);
  });
});

describe('a plan', () => {
  test('shows the state and every event of the simulation, and leaves the chain as it was', async () => {
    const before = await world.current.chain.getBlockNumber();
    const planned = await plan(
      world.current,
      fileOf(`${BY_VOTERS}${ACTION('Treasury', 'setDailyLimit', '{ limit = "50,000 USDC" }')}`),
    );
    const [step] = planned.simulation?.steps ?? [];
    expect(step?.events).toMatchObject([
      { contract: 'Treasury', name: 'DailyLimitSet', args: { limit: 50_000_000_000n } },
    ]);
    const changes = step?.changes.filter(({ contract }) => contract === 'Treasury') ?? [];
    expect(changes).toHaveLength(1);
    expect(changes[0]?.before).not.toBe(changes[0]?.after);
    expect(await world.current.chain.getBlockNumber()).toBe(before);
    const text = printPlan(planned, world.current.deployment);
    for (const part of [planned.voters?.operationId, planned.voters?.propose, 'event Treasury.DailyLimitSet', '→']) {
      expect(text).toContain(part ?? fail('nothing to look for'));
    }
  });

  test('warns of a change of owners', async () => {
    const { warnings } = await plan(
      world.current,
      fileOf(
        `${bySafe('council')}${ACTION('safe:council', 'addOwnerWithThreshold', `{ owner = "${anyone.address}", threshold = 1 }`)}`,
      ),
    );
    expect(warnings).toEqual(
      expect.arrayContaining([
        'safe:council.addOwnerWithThreshold adds an owner to a Safe',
        'safe:council: a Safe has a new owner',
        "safe:council: a Safe's threshold changed",
      ]),
    );
  });

  test.each([
    ['a Safe without the role', bySafe('parameters'), 'CPT', 'pause', '{}', 'the Safe parameters may not call'],
    ['a Safe there is not', bySafe('nobody'), 'CPT', 'pause', '{}', 'no Safe nobody'],
    ['voters who would pause', BY_VOTERS, 'CPT', 'pause', '{}', 'the timelock may not call'],
    [
      'a value out of bounds',
      BY_VOTERS,
      'Treasury',
      'setDailyLimit',
      '{ limit = "1 USDC" }',
      'OutOfBounds(1000000, 1000000000, 1000000000000)',
    ],
    [
      'a proposer with too little',
      `title = "x"\nproposer = "${anyone.address}"`,
      'Treasury',
      'setDailyLimit',
      '{ limit = "5000 USDC" }',
      'the proposer has 0 veCPT, a proposal takes 100000',
    ],
  ])('is refused to %s', async (_, head, contract, call, args, message) => {
    await expect(plan(world.current, fileOf(`${head}${ACTION(contract, call, args)}`))).rejects.toThrow(message);
  });

  test('mixes no delays', async () => {
    const text = `${bySafe('parameters')}${ACTION('PriceHub', 'setMaxDeviation', '{ bps = "0.6%" }')}${ACTION(
      'MeterQuorum',
      'setMinimumBond',
      '{ amount = "9000 USDC" }',
    )}`;
    await expect(plan(world.current, fileOf(text))).rejects.toThrow('write a file for each');
  });
});

describe('the command', () => {
  test('prints the plan, writes the files, and says why it refuses', async () => {
    const deployment = join(folder, 'deployment.json');
    const good = join(folder, 'good.toml');
    const bad = join(folder, 'bad.json');
    writeFileSync(deployment, JSON.stringify(world.current.deployment));
    writeFileSync(
      good,
      `${bySafe('parameters')}${ACTION('MeterQuorum', 'setMinimumBond', '{ amount = "9000 USDC" }')}`,
    );
    writeFileSync(
      bad,
      JSON.stringify({ title: 'x', safe: 'council', actions: [{ contract: 'CPT', function: 'pause' }] }),
    );
    const lines: string[] = [];
    const run = (...args: string[]) =>
      buildProgram((text) => lines.push(text)).parseAsync(
        ['plan', ...args, '--deployment', deployment, '--rpc', world.current.url],
        { from: 'user' },
      );
    await run(good, '--out', join(folder, 'out'));
    expect(lines.join('\n')).toContain('Safe tx hash');
    const schedule = JSON.parse(readFileSync(join(folder, 'out/safe-schedule.json'), 'utf8'));
    expect(schedule).toMatchObject({
      chainId: '31337',
      meta: { createdFromSafeAddress: world.current.deployment.safes.parameters },
      transactions: [{ to: world.current.contracts.AccessManager, value: '0' }],
    });
    lines.length = 0;
    await run(bad);
    expect(lines[0]).toContain('REFUSED');
    expect(process.exitCode).toBe(2);
    process.exitCode = 0;
    await expect(plan(world.current, parseProposalFile(readFileSync(bad, 'utf8'), 'json'))).rejects.toThrow(
      CannotPassError,
    );
  });
});
