#!/usr/bin/env node
import { Command } from 'commander';
import { main, meterRunCommand } from './command.js';

await main(
  new Command('cyberplaza-meter')
    .description('Witness compute: sign usage reports that match what this machine saw')
    .addCommand(meterRunCommand()),
);
