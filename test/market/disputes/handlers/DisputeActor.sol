// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IArbiterPanel } from "../../../../src/interfaces/IArbiterPanel.sol";
import { IDisputes } from "../../../../src/interfaces/IDisputes.sol";
import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { DisputeWorld } from "./DisputeWorld.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @dev Acts, and has the world read what the events say.
abstract contract DisputeActor is CommonBase, StdUtils {
    DisputeWorld internal immutable world;
    IJobMarket internal immutable market;
    IDisputes internal immutable disputes;
    IArbiterPanel internal immutable panel;

    modifier seen() {
        vm.recordLogs();
        _;
        world.digest(vm.getRecordedLogs());
    }

    constructor(DisputeWorld world_) {
        world = world_;
        (market, disputes, panel) = (world_.market(), world_.disputes(), world_.panel());
    }

    /// @dev Neither decided by the panel nor ended by the market.
    function _undecided(uint256 id) internal view returns (bool) {
        (bool decided,,) = panel.ruling(id);
        return !decided && _alive(id);
    }

    function _alive(uint256 id) internal view returns (bool) {
        return market.job(id).state == IJobMarketTypes.State.Disputed && market.due(id) == IJobMarketTypes.Reason.None;
    }
}
