import { Transfer } from '../../generated/USDC/USDC'
import { loadProtocol, moveUsdc } from '../lib/protocol'

/** Only transfers from or to our own contracts reach this: what the token says they hold, beside their own books. */
export function handleUSDCTransfer(event: Transfer): void {
  loadProtocol(event).save()
  moveUsdc(event.params.from, event.params.value.neg())
  moveUsdc(event.params.to, event.params.value)
}
