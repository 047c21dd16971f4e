import { CyberPlazaError } from './CyberPlazaError.js';

/** Bytes that are no LayerZero packet. */
export class MalformedPacketError extends CyberPlazaError {
  override readonly name = 'MalformedPacketError';

  constructor(bytes: number) {
    super(`These ${bytes} bytes are no packet of LayerZero's version 1.`, { docs: 'docs/bridge.md' });
  }
}

/** The deployment has no bridge. */
export class NoBridgeError extends CyberPlazaError {
  override readonly name = 'NoBridgeError';
  readonly chainId: number;

  constructor(chainId: number) {
    super(`CyberPlaza has no bridge on chain ${chainId}: its deployment names no LayerZero endpoint.`, {
      docs: 'docs/bridge.md',
    });
    this.chainId = chainId;
  }
}

/** No transfer across chains has this guid, or waits to leave under this id. */
export class UnknownTransferError extends CyberPlazaError {
  override readonly name = 'UnknownTransferError';

  constructor(which: string) {
    super(`The bridge knows no transfer ${which} on its source chain.`, { docs: 'docs/bridge.md' });
  }
}
