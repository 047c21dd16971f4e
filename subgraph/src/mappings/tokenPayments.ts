import { TokenPayment } from '../../generated/schema';
import { TokenPaid } from '../../generated/TokenPayments/TokenPayments';
import { touchAccount } from '../lib/accounts';
import { eventId } from '../lib/ids';
import { loadProtocol } from '../lib/protocol';

export function handleTokenPaymentsTokenPaid(event: TokenPaid): void {
  const p = event.params;
  const payment = new TokenPayment(eventId(event));
  payment.payer = touchAccount(p.payer);
  payment.account = touchAccount(p.account);
  payment.token = p.tokenIn;
  payment.spent = p.spent;
  payment.received = p.received;
  payment.blockNumber = event.block.number;
  payment.timestamp = event.block.timestamp;
  payment.transaction = event.transaction.hash;
  payment.save();

  const protocol = loadProtocol(event);
  protocol.tokenPaymentCount = protocol.tokenPaymentCount + 1;
  protocol.tokenPaymentsReceived = protocol.tokenPaymentsReceived.plus(p.received);
  protocol.save();
}
