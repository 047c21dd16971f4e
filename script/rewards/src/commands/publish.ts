import { sendCall } from '@cyberplaza/sdk/actions';
import { Command } from 'commander';
import { createWalletClient, http, publicActions } from 'viem';
import { connect } from '../chain.js';
import { readContent } from '../content/content.js';
import { InputError } from '../errors.js';
import { publishCall } from '../onchain.js';
import { RewardTree } from '../tree/tree.js';
import { type ChainFlags, chainOptions, connectOptions, KEY_ENV, loadKey } from './options.js';
import { reporter } from './progress.js';

interface Flags extends ChainFlags {
  file: string;
  keyFile?: string;
  send?: boolean;
}

/** Publishes a content file's root; without --send it only says what it would do. */
export const publishCommand = chainOptions(
  new Command('publish').description("publish a content file's root; a dry run without --send"),
)
  .requiredOption('--file <file>', 'content file written by calculate')
  .option('--key-file <file>', `file with the publisher's private key (or env ${KEY_ENV}); never logged`)
  .option('--send', 'really send the transaction')
  .action(async (flags: Flags) => {
    const options = connectOptions(flags);
    const chain = await connect(options);
    const content = await readContent(flags.file);
    const progress = reporter('publish');
    const tree = await RewardTree.build(content.claims, progress);
    progress.end();
    if (tree.root !== content.header.root) {
      throw new InputError(
        `${flags.file}: its claims give root ${tree.root}, its header says ${content.header.root}; calculate it anew`,
      );
    }
    const call = await publishCall(chain, content);
    const { programme, root, total, accounts } = content.header;
    process.stdout.write(
      `${programme}: root ${root}, ${accounts} accounts, ${total} CPT wei, content hash ${content.contentHash}\n`,
    );
    const account = loadKey(flags.keyFile);
    if (!account || !flags.send) {
      process.stdout.write(
        `Dry run: would call ${call.to} with ${call.data}\n${account ? 'Add --send to send it.' : `Needs a key (--key-file or ${KEY_ENV}) and --send to be sent.`}\n`,
      );
      return;
    }
    const client = createWalletClient({ account, transport: http(options.rpc) }).extend(publicActions);
    const { hash, wait } = await sendCall(client, { call });
    process.stdout.write(`sent as ${hash}\n`);
    await wait();
    process.stdout.write(
      'Published. Put the content file where anyone can fetch it; then: cyberplaza-rewards verify, and proofs once it is in force.\n',
    );
  });
