// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { MarketStorage } from "./jobs/MarketStorage.sol";
import { DeskBook } from "./jobs/desk/DeskBook.sol";
import { DeskChanges } from "./jobs/desk/DeskChanges.sol";
import { DeskExits } from "./jobs/desk/DeskExits.sol";
import { DeskParams } from "./jobs/desk/DeskParams.sol";
import { DeskRulings } from "./jobs/desk/DeskRulings.sol";
import { DeskViews } from "./jobs/desk/DeskViews.sol";

/// @title JobDesk: the half of the job market that few jobs need
/// @notice Runs in JobMarket's storage, by delegatecall; on its own it is empty and nobody's. Documentation is in IJobDesk.
/// @dev Must have the same peers and the same storage as the JobMarket that names it.
/// @custom:oz-upgrades-unsafe-allow external-library-linking
contract JobDesk is DeskExits, DeskBook, DeskChanges, DeskRulings, DeskParams, DeskViews {
    constructor(Peers memory peers) MarketStorage(peers) {
        _disableInitializers();
    }
}
