import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type JobSpec, jobSpecHash } from '@cyberplaza/sdk';
import type { Hex } from 'viem';
import type { PlannedJob } from '../input/job.js';

/** Content-addressed job descriptions, where agent and meters look for them. */
export class SpecFolder {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  describe(job: PlannedJob): { spec: JobSpec; hash: Hex } {
    const spec: JobSpec = { command: [...job.command], runSeconds: job.runSeconds };
    return { spec, hash: jobSpecHash(spec) };
  }

  publish(spec: JobSpec, hash: Hex): void {
    writeFileSync(join(this.folder, `${hash}.json`), canonicalJson({ ...spec }));
  }
}
