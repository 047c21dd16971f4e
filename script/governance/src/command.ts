import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDeployment } from '@cyberplaza/sdk';
import { Command } from 'commander';
import { CannotPassError, ProposalFileError } from './errors.js';
import { type Plan, planProposal } from './plan.js';
import { printPlan } from './print.js';
import { readProposalFile } from './proposalFile.js';
import { readCheckedCode } from './upgrades.js';

const CANNOT_PASS = 2;

interface Options {
  deployment: string;
  rpc: string;
  out?: string;
  simulation: boolean;
  checked?: string;
  unchecked: boolean;
}

/** `cyberplaza-governance plan FILE`. */
export function buildProgram(print: (text: string) => void = console.log): Command {
  const program = new Command('cyberplaza-governance').description('What signers and proposers sign, and what it does');
  program
    .command('plan', { isDefault: true })
    .description('bytes, ids, hashes, warnings and a simulation of a proposal file; ends with 2 where it cannot pass')
    .argument('<file>', 'a .toml or .json proposal')
    .requiredOption('--deployment <file>', 'deployments/<chainId>.json')
    .requiredOption('--rpc <url>', 'a node of that chain; it is only read and forked')
    .option('--out <folder>', 'where to write calldata and Transaction Builder files')
    .option('--checked <file>', 'out-release/upgrades.json of check-upgrades.mjs: the new code an upgrade may bring')
    .option('--unchecked', 'let any new code pass with a warning, on a chain that guards nothing', false)
    .option('--no-simulation', 'only the bytes and hashes')
    .action(async (path: string, options: Options) => {
      const deployment = parseDeployment(JSON.parse(readFileSync(options.deployment, 'utf8')));
      try {
        const file = readProposalFile(path);
        const checked = options.unchecked ? 'any' : options.checked ? readCheckedCode(options.checked) : {};
        const { rpc: rpcUrl, simulation } = options;
        const plan = await planProposal(file, { rpcUrl, deployment, simulation, checked });
        print(printPlan(plan, deployment));
        if (options.out) for (const name of writeFiles(plan, options.out)) print(`wrote ${name}`);
      } catch (error) {
        if (!(error instanceof CannotPassError || error instanceof ProposalFileError)) throw error;
        print(
          error instanceof CannotPassError ? `REFUSED\n${list(error.reasons)}` : `REFUSED\n${list([error.message])}`,
        );
        process.exitCode = CANNOT_PASS;
      }
    });
  return program;
}

function list(reasons: readonly string[]): string {
  return reasons.map((reason) => `  ✖ ${reason}`).join('\n');
}

/** The files that wallets and the Transaction Builder take. */
export function writeFiles(plan: Plan, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const files: [string, unknown][] = [];
  if (plan.voters) {
    const { proposalId, operationId, governor, propose, queue, execute, cancel, proposal } = plan.voters;
    const { description } = proposal;
    files.push([
      'governor.json',
      { proposalId: String(proposalId), operationId, governor, description, propose, queue, execute, cancel },
    ]);
  }
  for (const { what, builder } of plan.safe?.transactions ?? []) files.push([`safe-${what}.json`, builder]);
  return files.map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
    return path;
  });
}
