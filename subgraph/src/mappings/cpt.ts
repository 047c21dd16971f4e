import { Address, BigInt } from '@graphprotocol/graph-ts';
import { CptAllowance, CptBurn, CptExit, CptTransfer } from '../../generated/schema';
import { Approval, ExitSet, Transfer } from '../../generated/CPT/CPT';
import { loadAccount, touchAccount } from '../lib/accounts';
import { eventId } from '../lib/ids';
import { circulatesAt, loadProtocol, moveCpt } from '../lib/protocol';

export function handleCPTTransfer(event: Transfer): void {
  const p = event.params;
  const minted = p.from.equals(Address.zero());
  const burned = p.to.equals(Address.zero());
  // The first event of all creates the named holders, so the totals come first.
  const protocol = loadProtocol(event);
  if (minted) {
    protocol.cptMinted = protocol.cptMinted.plus(p.value);
    protocol.cptSupply = protocol.cptSupply.plus(p.value);
  }
  if (burned) {
    protocol.cptBurned = protocol.cptBurned.plus(p.value);
    protocol.cptSupply = protocol.cptSupply.minus(p.value);
  }
  if (!minted && circulatesAt(p.from)) protocol.cptCirculating = protocol.cptCirculating.minus(p.value);
  if (!burned && circulatesAt(p.to)) protocol.cptCirculating = protocol.cptCirculating.plus(p.value);
  protocol.save();

  if (!minted) move(p.from, p.value.neg());
  if (!burned) move(p.to, p.value);

  const transfer = new CptTransfer(eventId(event));
  transfer.from = p.from;
  transfer.to = p.to;
  transfer.amount = p.value;
  transfer.blockNumber = event.block.number;
  transfer.timestamp = event.block.timestamp;
  transfer.transaction = event.transaction.hash;
  transfer.save();
  if (!burned) return;

  const burn = new CptBurn(transfer.id);
  burn.from = touchAccount(p.from);
  burn.amount = p.value;
  burn.total = protocol.cptBurned;
  burn.blockNumber = transfer.blockNumber;
  burn.timestamp = transfer.timestamp;
  burn.transaction = transfer.transaction;
  burn.save();
}

function move(address: Address, amount: BigInt): void {
  const account = loadAccount(address);
  account.cpt = account.cpt.plus(amount);
  account.save();
  moveCpt(address, amount);
}

export function handleCPTApproval(event: Approval): void {
  const p = event.params;
  const allowance = new CptAllowance(p.owner.concat(p.spender));
  allowance.owner = touchAccount(p.owner);
  allowance.spender = p.spender;
  allowance.amount = p.value;
  allowance.save();
}

export function handleCPTExitSet(event: ExitSet): void {
  const exit = new CptExit(event.params.account);
  exit.allowed = event.params.allowed;
  exit.save();
}
