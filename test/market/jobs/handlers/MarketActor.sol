// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { MarketWorld } from "./MarketWorld.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @dev Acts, and has the world read what the events say.
abstract contract MarketActor is CommonBase, StdUtils {
    MarketWorld internal immutable world;
    IJobMarket internal immutable market;

    modifier seen() {
        vm.recordLogs();
        _;
        world.digest(vm.getRecordedLogs());
    }

    constructor(MarketWorld world_) {
        world = world_;
        market = world_.market();
    }

    function one(uint256 jobId) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = jobId;
    }

    function all() internal view returns (uint256[] memory list) {
        list = new uint256[](market.jobCount());
        for (uint256 i; i < list.length; ++i) {
            list[i] = i + 1;
        }
    }
}
