// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "./IGuardianPausable.sol";
import { IJobDesk } from "./IJobDesk.sol";
import { IJobMarketCore } from "./IJobMarketCore.sol";
import { IJobModules } from "./IJobModules.sol";

/// @title Jobs: escrow, reports, settlement, refunds (SPEC JOB 2-9; laws C and D)
/// @notice cost(usage) = ceil(usage * unitPrice / periodSeconds) for timed prices, usage * unitPrice for unit prices.
/// escrow = ceil(cost(units * duration) * 1.2) (units instead of units * duration for unit prices). All amounts are USDC units.
/// A deadline's last second belongs to whoever must act by it: what is due is due from the next second on.
/// @dev Once a job is open nothing about it reads a price, a pause, USDC's state, or whether the listing is active or the
/// provider in good standing, and no party is called or paid by push: every exit always works (SPEC JOB 11).
/// The implementation also declares AccessManaged's authority and NoncesKeyed's nonces.
interface IJobMarket is IJobMarketCore, IJobModules, IJobDesk, IGuardianPausable { }
