// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRewardProgrammes } from "../../src/interfaces/IRewardProgrammes.sol";
import { MerkleRewards } from "../../src/rewards/MerkleRewards.sol";
import { RewardVesting } from "../../src/rewards/RewardVesting.sol";
import { Deployment } from "./Deployment.sol";
import { Genesis } from "./Genesis.sol";

/// @title Deploys and wires what pays rewards (SPEC RWD, TOK 3, 6)
library RewardSetup {
    /// @dev Needs CPT and VotingEscrow.
    function deploy(Deployment memory d) internal {
        d.rewardVesting = new RewardVesting(address(d.manager), address(d.cpt));
        d.merkleRewards =
            new MerkleRewards(address(d.manager), address(d.cpt), address(d.votingEscrow), address(d.rewardVesting));
    }

    /// @dev The deployer is still admin.
    function configure(Deployment memory d) internal {
        d.cpt.setExit(address(d.tokenVesting), true);
        d.cpt.setExit(address(d.rewardVesting), true);
        d.cpt.setExit(d.merkleRewards.reserve(), true);
        uint256 count = uint256(type(IRewardProgrammes.Programme).max) + 1;
        for (uint256 i; i < count; ++i) {
            d.cpt.setExit(d.merkleRewards.purseOf(IRewardProgrammes.Programme(i)), true);
        }
        d.emissions.setDistributor(address(d.merkleRewards));
        d.emissions.setPool(address(d.lendingPool));
        d.tokenVesting.create(Genesis.foundationGrant(d.holders));
    }
}
