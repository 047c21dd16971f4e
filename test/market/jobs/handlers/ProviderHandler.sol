// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Takes jobs into its queue, starts them, gives some up.
contract ProviderHandler is MarketActor {
    address private immutable SELLER;
    uint32 private immutable PROVIDER;

    constructor(MarketWorld world_, address seller, uint32 providerId) MarketActor(world_) {
        (SELLER, PROVIDER) = (seller, providerId);
    }

    function acknowledge(uint256 seed, uint8 kind) external seen {
        uint256[] memory jobs = _waiting(IJobMarketTypes.State.Open);
        if (jobs.length == 0) return;
        if (kind % 4 == 0) jobs = one(jobs[seed % jobs.length]);
        vm.prank(SELLER);
        market.acknowledge(jobs, kind % 3 != 0);
    }

    function start() external seen {
        uint256[] memory jobs = _waiting(IJobMarketTypes.State.Acknowledged);
        if (jobs.length == 0) return;
        vm.prank(SELLER);
        market.start(jobs);
    }

    function fail(uint256 seed, uint8 code) external seen {
        if (code % 4 != 0) return;
        uint256 id = world.pick(seed, IJobMarketTypes.State(bound(seed, 1, 3)));
        if (id == 0 || market.job(id).providerId != PROVIDER) return;
        vm.prank(SELLER);
        market.fail(id, uint8(bound(code, 1, 99)));
    }

    function giveNotice(uint256 seed) external seen {
        uint256 id = world.pick(seed, IJobMarketTypes.State.Running);
        if (id == 0 || seed % 4 != 0 || market.job(id).providerId != PROVIDER) return;
        if (market.job(id).noticeEndsAt != 0) return;
        vm.prank(SELLER);
        market.giveNotice(id);
    }

    /// @dev All own jobs of the state whose wait has not run out.
    function _waiting(IJobMarketTypes.State state) private view returns (uint256[] memory jobs) {
        uint256 count = market.jobCount();
        jobs = new uint256[](count);
        uint256 found;
        for (uint256 id = 1; id <= count; ++id) {
            IJobMarketTypes.Job memory j = market.job(id);
            if (j.providerId == PROVIDER && j.state == state && market.due(id) == IJobMarketTypes.Reason.None) {
                jobs[found++] = id;
            }
        }
        assembly {
            mstore(jobs, found)
        }
    }
}
