import { Transfer } from '../../generated/USDC/USDC';
import { loadProtocol, moveUsdc } from '../lib/protocol';

// What the token itself says our contracts hold, beside their own books. A transfer between two of them reaches both handlers.

export function handleUSDCReceived(event: Transfer): void {
  loadProtocol(event).save();
  moveUsdc(event.params.to, event.params.value);
}

export function handleUSDCSent(event: Transfer): void {
  loadProtocol(event).save();
  moveUsdc(event.params.from, event.params.value.neg());
}
