// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRevenueRouter } from "../../../src/interfaces/IRevenueRouter.sol";

/// @notice A first destination whose sync() starts to fail after it was accepted.
contract FickleStaking {
    enum Mood {
        Fine,
        Reverts,
        Malformed,
        ReEnters
    }

    Mood public mood;
    IRevenueRouter public immutable router;
    uint256 public syncs;

    constructor(IRevenueRouter router_) {
        router = router_;
    }

    function setMood(Mood mood_) external {
        mood = mood_;
    }

    function sync() external returns (uint256) {
        if (mood == Mood.Reverts) revert("no");
        if (mood == Mood.ReEnters) router.distribute();
        if (mood == Mood.Malformed) {
            assembly {
                return(0, 1)
            }
        }
        return ++syncs;
    }
}
