// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Deployment } from "../../../script/deploy/Deployment.sol";
import { Vault } from "../../../src/custody/Vault.sol";
import { IJobMarket } from "../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { Hub } from "../utils/Hub.sol";
import { Town } from "../utils/Town.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @dev Acts, and has the hub read what the events say. What the contracts refuse reverts and is passed over.
abstract contract TownActor is CommonBase, StdUtils {
    Town internal immutable town;
    Hub internal immutable hub;
    IJobMarket internal immutable market;
    Vault internal immutable vault;
    IERC20 internal immutable usdc;

    modifier seen() {
        vm.recordLogs();
        _;
        hub.take(vm.getRecordedLogs());
    }

    constructor(Town town_, Hub hub_, Deployment memory d) {
        (town, hub, market, vault, usdc) = (town_, hub_, d.market, d.vault, d.usdc);
    }

    /// @dev One of the five who pay and stake.
    function _person(uint256 seed) internal view returns (address) {
        address[5] memory people = [town.buyer(), town.sponsor(), town.alice(), town.bob(), town.operator()];
        return people[seed % 5];
    }

    function _order(uint256 units, uint256 duration) internal view returns (IJobMarketTypes.OpenParams memory p) {
        p.listingId = town.mainListing();
        p.units = uint24(units);
        p.duration = uint24(duration);
        p.maxUnitPrice = type(uint40).max;
    }

    function _one(uint256 id) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = id;
    }
}
