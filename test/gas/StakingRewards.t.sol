// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { StakingRewards } from "../../src/revenue/StakingRewards.sol";
import { StakingHouse } from "../revenue/utils/StakingHouse.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Through proxies, with the real VotingEscrow. Alice has two locks and changed them in several weeks.
contract StakingRewardsGasTest is Test {
    uint256 internal constant WEEK = 1 weeks;
    uint256 internal constant B0 = 2893 * WEEK;

    StakingHouse internal house;
    StakingRewards internal rewards;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");

    function setUp() public {
        vm.warp(B0 + 1 days);
        house = new StakingHouse();
        rewards = house.rewards();
        house.lock(alice, 100e18, 104 weeks);
        house.lock(bob, 900e18, 208 weeks);
        house.pay(1000e6);
        _nextWeek();
        house.lock(alice, 50e18, 208 weeks);
        rewards.closeEpoch();
        vm.prank(alice);
        rewards.claim(alice, 0);
    }

    function _nextWeek() internal {
        vm.warp(vm.getBlockTimestamp() / WEEK * WEEK + WEEK + 1);
    }

    function _weeks(uint256 count) internal {
        for (uint256 i; i < count; ++i) {
            house.pay(1000e6);
            _nextWeek();
        }
    }

    function _closeAll() internal {
        while (rewards.closedEpochs() < rewards.epochCount()) {
            rewards.closeEpoch();
        }
    }

    function test_claim_1_week() public {
        _weeks(1);
        _closeAll();
        vm.prank(alice);
        rewards.claim(alice, 0);
        vm.snapshotGasLastCall("StakingRewards", "claim 1 week");
    }

    function test_claim_10_weeks() public {
        _weeks(10);
        _closeAll();
        vm.prank(alice);
        rewards.claim(alice, 0);
        vm.snapshotGasLastCall("StakingRewards", "claim 10 weeks");
    }

    function test_claim_52_weeks() public {
        _weeks(52);
        _closeAll();
        vm.prank(alice);
        rewards.claim(alice, 0);
        vm.snapshotGasLastCall("StakingRewards", "claim 52 weeks");
    }

    function test_claim_1_week_closing_it() public {
        _weeks(1);
        vm.prank(alice);
        rewards.claim(alice, 0);
        vm.snapshotGasLastCall("StakingRewards", "claim 1 week, closing it");
    }

    function test_first_claim_of_an_account() public {
        _weeks(1);
        _closeAll();
        vm.prank(bob);
        rewards.claim(bob, 1);
        vm.snapshotGasLastCall("StakingRewards", "first claim of an account, 1 week");
    }

    function test_sync_and_close() public {
        house.give(address(rewards), 1e6);
        rewards.sync();
        vm.snapshotGasLastCall("StakingRewards", "sync, first of a week");
        _nextWeek();
        rewards.closeEpoch();
        vm.snapshotGasLastCall("StakingRewards", "close an epoch");
    }
}
