import { BigInt } from '@graphprotocol/graph-ts';
import { Redemption, VoucherWallet } from '../../generated/schema';
import { RedemptionClosed, RedemptionOpened, WalletCreated, WalletEmptied } from '../../generated/VoucherDesk/VoucherDesk';
import { touchAccount } from '../lib/accounts';
import { voucherId } from '../lib/campaigns';
import { numberId } from '../lib/ids';

export function handleVoucherDeskWalletCreated(event: WalletCreated): void {
  const wallet = new VoucherWallet(event.params.wallet);
  wallet.owner = touchAccount(event.params.holder);
  wallet.emptied = BigInt.zero();
  wallet.save();
}

export function handleVoucherDeskRedemptionOpened(event: RedemptionOpened): void {
  const p = event.params;
  const redemption = new Redemption(numberId(p.jobId));
  redemption.job = redemption.id;
  redemption.voucher = voucherId(p.tokenId);
  redemption.holder = touchAccount(p.holder);
  redemption.wallet = p.wallet;
  redemption.vouchers = p.vouchers;
  redemption.open = true;
  redemption.returned = BigInt.zero();
  redemption.paid = BigInt.zero();
  redemption.openedAt = event.block.timestamp;
  redemption.save();
}

export function handleVoucherDeskRedemptionClosed(event: RedemptionClosed): void {
  const p = event.params;
  const redemption = Redemption.load(numberId(p.jobId))!;
  redemption.open = false;
  redemption.returned = p.returned;
  redemption.paid = p.paid;
  redemption.closedAt = event.block.timestamp;
  redemption.save();
}

export function handleVoucherDeskWalletEmptied(event: WalletEmptied): void {
  const p = event.params;
  // Of an account that never redeemed there is nothing to empty, so its wallet is known.
  const wallets = touchAccount(p.holder);
  const wallet = VoucherWallet.load(wallets);
  if (wallet == null) return;
  wallet.emptied = wallet.emptied.plus(p.amount);
  wallet.save();
}
