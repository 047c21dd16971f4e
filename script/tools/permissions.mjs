#!/usr/bin/env node
// Writes docs/permissions.md from script/deploy/config/roles.json; with --check it only says whether the file is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const OUT = join(ROOT, 'docs', 'permissions.md');
const HOURS = 3_600;

const { roles, functions, grants } = JSON.parse(readFileSync(join(ROOT, 'script/deploy/config/roles.json'), 'utf8'));
const delay = (seconds) => (seconds === 0 ? 'none' : `${seconds / HOURS} h`);
const byTarget = new Map();
for (const entry of functions) byTarget.set(entry.contract, [...(byTarget.get(entry.contract) ?? []), entry]);

const lines = [
  '# Who may call what',
  '',
  '<!-- Generated from script/deploy/config/roles.json by `node script/tools/permissions.mjs`. Do not edit. -->',
  '',
  'One AccessManager holds every permission. A function that is not in this table can be called by anyone, or checks its own',
  'caller (the owner of a lock, the payer of a job, a module of the vault); script/deploy/config/open.json lists them all. Upgrades of all proxies belong to UPGRADER.',
  '`test/governance/Permissions.t.sol` calls every function of every contract as a stranger and fails if this table is wrong.',
  '',
  '| Role | Id | Delay | Can be cancelled by |',
  '| --- | --- | --- | --- |',
  ...roles.map((role) => `| ${role.name} | ${role.id} | ${delay(role.delay)} | ${role.cancelledBy || '–'} |`),
  '',
  '| Contract | Function | Role |',
  '| --- | --- | --- |',
  '| every proxy | `upgradeAndCall` (on its ProxyAdmin) | UPGRADER |',
  '| every proxy | `transferOwnership`, `renounceOwnership` (on its ProxyAdmin) | GOVERNANCE |',
  '| AccessManager | all of the admin, cancelled by COUNCIL but for `revokeRole`, `setRoleGuardian`, `labelRole` | GOVERNANCE |',
  ...[...byTarget]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([target, entries]) => entries.map((entry) => `| ${target} | \`${entry.function}\` | ${entry.role} |`)),
  '',
  ...(grants.length > 0
    ? [
        'Contracts that hold a role:',
        '',
        '| Contract | Role |',
        '| --- | --- |',
        ...grants.map((grant) => `| ${grant.contract} | ${grant.role} |`),
        '',
      ]
    : []),
];
const text = lines.join('\n');
if (process.argv.includes('--check')) {
  let current = '';
  try {
    current = readFileSync(OUT, 'utf8');
  } catch {
    // missing counts as out of date
  }
  if (current !== text) {
    console.log('docs/permissions.md is out of date: run node script/tools/permissions.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(OUT, text);
  console.log('wrote docs/permissions.md');
}
