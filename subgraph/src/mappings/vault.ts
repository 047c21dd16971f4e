import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { RevenueCollection, VaultConfig, VaultModule, VaultMove } from '../../generated/schema';
import {
  Deposited,
  Escrowed,
  ModuleSet,
  Released,
  RevenueCollected,
  RevenueRouterSet,
  Withdrawn,
} from '../../generated/Vault/Vault';
import { loadAccount, touchAccount } from '../lib/accounts';
import { revenueTagName } from '../lib/enums';
import { eventId, singletonId } from '../lib/ids';
import { pairRelease } from '../lib/jobs';
import { isNamed, loadProtocol } from '../lib/protocol';
import { loadSource } from '../lib/revenue';
import { flag, noteReward } from '../lib/rewardInputs';

function newMove(event: ethereum.Event, kind: string, account: Bytes, amount: BigInt): VaultMove {
  const move = new VaultMove(eventId(event));
  move.kind = kind;
  move.account = account;
  move.amount = amount;
  move.blockNumber = event.block.number;
  move.timestamp = event.block.timestamp;
  move.transaction = event.transaction.hash;
  return move;
}

function loadModule(address: Bytes): VaultModule {
  let module_ = VaultModule.load(address);
  if (module_ == null) {
    module_ = new VaultModule(address);
    module_.allowed = false;
    module_.escrow = BigInt.zero();
    module_.fees = BigInt.zero();
    module_.volume = BigInt.zero();
  }
  return module_;
}

export function handleVaultDeposited(event: Deposited): void {
  const amount = event.params.amount;
  const account = loadAccount(event.params.account);
  account.available = account.available.plus(amount);
  account.deposited = account.deposited.plus(amount);
  account.save();

  const protocol = loadProtocol(event);
  protocol.deposits = protocol.deposits.plus(amount);
  protocol.available = protocol.available.plus(amount);
  protocol.save();

  const move = newMove(event, 'Deposited', account.id, amount);
  move.counterparty = touchAccount(event.params.from);
  move.save();
}

export function handleVaultWithdrawn(event: Withdrawn): void {
  const amount = event.params.amount;
  const account = loadAccount(event.params.account);
  account.available = account.available.minus(amount);
  account.withdrawn = account.withdrawn.plus(amount);
  account.save();

  const protocol = loadProtocol(event);
  protocol.withdrawals = protocol.withdrawals.plus(amount);
  protocol.available = protocol.available.minus(amount);
  protocol.save();

  const move = newMove(event, 'Withdrawn', account.id, amount);
  move.counterparty = touchAccount(event.params.to);
  move.save();
}

export function handleVaultEscrowed(event: Escrowed): void {
  const amount = event.params.amount;
  const account = loadAccount(event.params.payer);
  account.available = account.available.minus(amount);
  account.escrowed = account.escrowed.plus(amount);
  account.save();

  const protocol = loadProtocol(event);
  protocol.available = protocol.available.minus(amount);
  protocol.inEscrow = protocol.inEscrow.plus(amount);
  protocol.save();

  const module_ = loadModule(event.params.module);
  module_.escrow = module_.escrow.plus(amount);
  module_.save();

  const move = newMove(event, 'Escrowed', account.id, amount);
  move.module = event.params.module;
  move.save();
}

export function handleVaultReleased(event: Released): void {
  const p = event.params;
  const amount = p.toPayee.plus(p.fee).plus(p.refund);
  // Plans, bonds and credit move money without a sale.
  const spent = p.volume.isZero() ? BigInt.zero() : p.toPayee.plus(p.fee);
  const discount = p.volume.isZero() ? BigInt.zero() : p.volume.minus(spent);

  const payer = loadAccount(p.payer);
  payer.escrowed = payer.escrowed.minus(amount);
  payer.available = payer.available.plus(p.refund);
  payer.volume = payer.volume.plus(p.volume);
  payer.spent = payer.spent.plus(spent);
  // Modules beside the market hold other things in escrow; what of them goes back is no refund of a job.
  const ofJob = isNamed(p.module, 'JobMarket');
  if (ofJob) payer.refunded = payer.refunded.plus(p.refund);
  payer.discounts = payer.discounts.plus(discount);
  payer.save();

  // Loaded after the payer is saved: they may be one.
  const payee = loadAccount(p.payee);
  payee.available = payee.available.plus(p.toPayee);
  payee.received = payee.received.plus(p.toPayee);
  payee.save();

  const source = loadSource(p.source);
  source.uncollected = source.uncollected.plus(p.fee);
  source.save();

  const protocol = loadProtocol(event);
  protocol.gmv = protocol.gmv.plus(p.volume);
  protocol.discounts = protocol.discounts.plus(discount);
  protocol.inEscrow = protocol.inEscrow.minus(amount);
  protocol.available = protocol.available.plus(p.refund).plus(p.toPayee);
  protocol.uncollectedRevenue = protocol.uncollectedRevenue.plus(p.fee);
  protocol.save();

  const module_ = loadModule(p.module);
  module_.escrow = module_.escrow.minus(amount);
  module_.fees = module_.fees.plus(p.fee);
  module_.volume = module_.volume.plus(p.volume);
  module_.save();

  const move = newMove(event, 'Released', payer.id, amount);
  move.counterparty = payee.id;
  move.module = p.module;
  move.toPayee = p.toPayee;
  move.fee = p.fee;
  move.refund = p.refund;
  move.volume = p.volume;
  move.source = source.source;
  move.save();
  if (ofJob) pairRelease(move);
}

export function handleVaultRevenueCollected(event: RevenueCollected): void {
  const amount = event.params.amount;
  const source = loadSource(event.params.source);
  source.uncollected = source.uncollected.minus(amount);
  source.save();

  const protocol = loadProtocol(event);
  protocol.uncollectedRevenue = protocol.uncollectedRevenue.minus(amount);
  protocol.collectedRevenue = protocol.collectedRevenue.plus(amount);
  protocol.save();

  const collection = new RevenueCollection(eventId(event));
  collection.source = revenueTagName(event.params.source);
  collection.to = event.params.to;
  collection.amount = amount;
  collection.blockNumber = event.block.number;
  collection.timestamp = event.block.timestamp;
  collection.transaction = event.transaction.hash;
  collection.save();
}

export function handleVaultModuleSet(event: ModuleSet): void {
  const module_ = loadModule(event.params.module);
  module_.allowed = event.params.allowed;
  module_.save();
  noteReward(event, 'ModuleSet', [event.params.module], [flag(event.params.allowed)]);
}

export function handleVaultRevenueRouterSet(event: RevenueRouterSet): void {
  const config = new VaultConfig(singletonId());
  config.revenueRouter = event.params.router;
  config.save();
}
