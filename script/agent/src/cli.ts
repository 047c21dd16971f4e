#!/usr/bin/env node
import { Command } from 'commander';
import { agentRunCommand, main, meterRunCommand } from './command.js';

await main(
  new Command('cyberplaza-agent')
    .description('Sell compute: run funded jobs as real processes and get paid for what meters saw')
    .addCommand(agentRunCommand())
    .addCommand(meterRunCommand('meter')),
);
