import type { Address, Hash } from 'viem';
import { CyberPlazaError } from './CyberPlazaError.js';

/** No deployment is known for the chain. */
export class UnknownDeploymentError extends CyberPlazaError {
  override readonly name = 'UnknownDeploymentError';
  readonly chainId: number;

  constructor(chainId: number) {
    super(`CyberPlaza is not known to be deployed on chain ${chainId}; call registerDeployment() first.`, {
      docs: 'sdk/README.md',
    });
    this.chainId = chainId;
  }
}

/** A deployment file is not what it should be. */
export class InvalidDeploymentError extends CyberPlazaError {
  override readonly name = 'InvalidDeploymentError';
  /** Where in the file. */
  readonly path: string;

  constructor(path: string, expected: string) {
    super(`The deployment is invalid: ${path} must be ${expected}.`, { docs: 'sdk/README.md' });
    this.path = path;
  }
}

/** A name that the deployment does not hold. */
export class UnknownDeploymentNameError extends CyberPlazaError {
  override readonly name = 'UnknownDeploymentNameError';

  constructor(kind: 'feed' | 'holder', wanted: string, known: readonly string[]) {
    super(`There is no ${kind} named ${wanted}.`, { details: `known: ${known.join(', ') || 'none'}` });
  }
}

/** A listing's tag has the wrong length, or a description begins like a requirement or a provision. */
export class InvalidTagError extends CyberPlazaError {
  override readonly name = 'InvalidTagError';

  constructor(tag: string) {
    super(`"${tag}" is no tag: it needs 1 to 32 bytes, and "!" and "+" in front say what is required and provided.`, {
      docs: 'docs/how-it-works.md',
    });
  }
}

/** A workflow's plan cannot be. */
export class InvalidWorkflowError extends CyberPlazaError {
  override readonly name = 'InvalidWorkflowError';

  constructor(reason: string) {
    super(`The workflow is invalid: ${reason}.`, { docs: 'docs/workflows.md' });
  }
}

/** A path through Uniswap's pools cannot be. */
export class InvalidSwapPathError extends CyberPlazaError {
  override readonly name = 'InvalidSwapPathError';

  constructor(reason: string) {
    super(`The swap path is invalid: ${reason}.`, { docs: 'docs/workflows.md' });
  }
}

/** A write needs an account, on the client or in the call. */
export class AccountRequiredError extends CyberPlazaError {
  override readonly name = 'AccountRequiredError';

  constructor() {
    super('A write needs an account: give the client one, or pass `account`.', { docs: 'sdk/README.md' });
  }
}

/** A transaction was mined and reverted, although its simulation passed. */
export class TransactionRevertedError extends CyberPlazaError {
  override readonly name = 'TransactionRevertedError';
  readonly hash: Hash;

  constructor(hash: Hash) {
    super(`The transaction ${hash} was mined but reverted.`);
    this.hash = hash;
  }
}

/** The sender's wallet put another transaction in the place of this one: it cancelled it, or used its nonce for something else. */
export class TransactionReplacedError extends CyberPlazaError {
  override readonly name = 'TransactionReplacedError';
  readonly hash: Hash;
  /** What was mined in its place. */
  readonly replacement: Hash;

  constructor(hash: Hash, replacement: Hash) {
    super(`The transaction ${hash} was never mined: its sender's ${replacement} took its place.`);
    this.hash = hash;
    this.replacement = replacement;
  }
}

/** A mined transaction lacks the event its action promises. */
export class MissingEventError extends CyberPlazaError {
  override readonly name = 'MissingEventError';

  constructor(event: string, address: Address, hash: Hash) {
    super(`The transaction ${hash} emitted no ${event} at ${address}.`);
  }
}

/** A signature is not 65 bytes. */
export class InvalidSignatureLengthError extends CyberPlazaError {
  override readonly name = 'InvalidSignatureLengthError';

  constructor(bytes: number) {
    super(`A signature must have 65 bytes, this one has ${bytes}.`);
  }
}

/** A signature that a key can make but contracts refuse: the higher s of two, or a recovery byte other than 27 and 28. */
export class NonCanonicalSignatureError extends CyberPlazaError {
  override readonly name = 'NonCanonicalSignatureError';

  constructor() {
    super('The signature is not canonical: its s must be in the lower half, its v 27 or 28.', {
      docs: 'sdk/README.md',
    });
  }
}

/** Two signatures of one signer where signers must be distinct. */
export class DuplicateSignerError extends CyberPlazaError {
  override readonly name = 'DuplicateSignerError';
  readonly signer: Address;

  constructor(signer: Address) {
    super(`${signer} signed twice.`);
    this.signer = signer;
  }
}

/** A job's description cannot be hashed. */
export class InvalidJobSpecError extends CyberPlazaError {
  override readonly name = 'InvalidJobSpecError';

  constructor(path: string, problem: string) {
    super(`The job's description cannot be hashed: ${path} ${problem}.`);
  }
}
