#!/usr/bin/env node
import { buildProgram } from './command.js';

await buildProgram().parseAsync();
