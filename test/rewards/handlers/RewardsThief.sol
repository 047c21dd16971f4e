// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRewardProgrammes } from "../../../src/interfaces/IRewardProgrammes.sol";
import { EmissionSchedule } from "../../../src/rewards/EmissionSchedule.sol";
import { MerkleRewards } from "../../../src/rewards/MerkleRewards.sol";
import { RewardVesting } from "../../../src/rewards/RewardVesting.sol";
import { CPT } from "../../../src/token/CPT.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @notice Holds no role and no leaf, and tries everything.
contract RewardsThief is CommonBase, StdUtils, IRewardProgrammes {
    EmissionSchedule private immutable SCHEDULE;
    MerkleRewards private immutable REWARDS;
    RewardVesting private immutable VESTING;
    CPT private immutable TOKEN;

    uint256 public done;

    constructor(EmissionSchedule schedule, MerkleRewards rewards, RewardVesting vesting, CPT token) {
        (SCHEDULE, REWARDS, VESTING, TOKEN) = (schedule, rewards, vesting, token);
    }

    function forge(uint8 which, uint256 cumulative, bytes32[3] calldata path) external {
        bytes32[] memory proof = new bytes32[](3);
        (proof[0], proof[1], proof[2]) = (path[0], path[1], path[2]);
        _try(
            address(REWARDS),
            abi.encodeWithSignature(
                "claim(uint8,address,uint256,bytes32[])", which % 6, address(this), cumulative, proof
            )
        );
    }

    function publish(uint8 which, bytes32 root) external {
        _try(address(REWARDS), abi.encodeCall(REWARDS.publishRoot, (Programme(which % 6), root, 1, "")));
        _try(address(REWARDS), abi.encodeCall(REWARDS.vetoRoot, (Programme(which % 6), "")));
        _try(address(REWARDS), abi.encodeCall(REWARDS.fund, (Programme(which % 6), 1)));
        _try(address(REWARDS), abi.encodeCall(REWARDS.setDelay, (12 hours)));
    }

    function empty(uint8 which, uint256 amount) external {
        address purse = REWARDS.purseOf(Programme(which % 6));
        _try(address(TOKEN), abi.encodeCall(TOKEN.transferFrom, (purse, address(this), bound(amount, 1, 1e24))));
        _try(address(VESTING), abi.encodeCall(VESTING.vest, (address(this), amount)));
        _try(address(VESTING), abi.encodeCall(VESTING.claim, (address(this))));
        _try(address(SCHEDULE), abi.encodeCall(SCHEDULE.setDistributor, (address(this))));
        _try(address(SCHEDULE), abi.encodeCall(SCHEDULE.setPool, (address(this))));
    }

    function _try(address target, bytes memory data) private {
        (bool ok,) = target.call(data);
        if (ok) ++done;
    }
}
