// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyCore } from "./IGroupBuyCore.sol";
import { IGroupBuyDesk } from "./IGroupBuyDesk.sol";

/// @title GroupBuy: a lot bought together, in part on the pool's credit (SPEC POOL 5, 6)
/// @notice A campaign buys units of a listing's capacity from its provider, the vendor (for a cloud that takes no USDC a settlement
/// agent, SPEC PROV 9). Pledges are escrows of their pledgers in the vault at the first tier's price; the price is fixed at the close by what was
/// pledged, the difference goes back. A missed minimum refunds everybody. A met one buys: the vendor is paid firstBps of its cost for
/// every unit before its voucher exists, up to prepaidBps once its invoice is attested, the rest by the jobs that redeem. What was not
/// pledged is bought with a credit line of the pool and resold 10 to 30% below list. The pool is repaid first, then, once the
/// vouchers have expired or are used up, the margin is revenue (source GroupBuying).
/// @dev Money lies in this contract's account in the vault, per campaign in its Books; USDC is here only between a draw and a deposit, or
/// a withdrawal and a repayment. Of its cash a campaign keeps for others: unitDue for each live voucher, and the invoice's part for
/// each unit while that is unpaid. The rest is free: first for the pool, then for refunds, then margin.
/// Law: paidIn + drawn = toVendor + toPool + toRevenue + refunded + cash + inJobs; vouchers of a campaign (sold) <= units whose first
/// part was paid; vault.balanceOf(this) >= Σ cash.
/// Loss order of a failed campaign: the margin, then the pool's claim (and behind it the insurance fund), then holders' price paid.
interface IGroupBuy is IGroupBuyCore, IGroupBuyDesk { }
