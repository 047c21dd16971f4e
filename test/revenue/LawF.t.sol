// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IStakingRewards } from "../../src/interfaces/IStakingRewards.sol";
import { StakingRewards } from "../../src/revenue/StakingRewards.sol";
import { Claimers, Clock, Payers, Stakers } from "./utils/StakingActors.sol";
import { StakingHouse } from "./utils/StakingHouse.sol";
import { Test } from "forge-std/Test.sol";

contract LawF is Test {
    StakingHouse internal house;
    StakingRewards internal rewards;
    Stakers internal stakers;
    Payers internal payers;
    Claimers internal claimers;

    function setUp() public {
        vm.warp(2893 * 1 weeks + 3 days);
        house = new StakingHouse();
        rewards = house.rewards();
        stakers = new Stakers(house);
        payers = new Payers(house);
        claimers = new Claimers(house, stakers);
        house.manager().grantRole(0, address(payers), 0);

        // Four of the claimers' kind of call for each of the others' would starve the stakers: name what is called.
        targetContract(address(stakers));
        targetContract(address(payers));
        targetContract(address(claimers));
        targetContract(address(new Clock()));
        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (Claimers.close.selector, Claimers.claim.selector);
        targetSelector(FuzzSelector({ addr: address(claimers), selectors: selectors }));
    }

    function invariant_F_HeldIsReceivedLessClaimed() public view {
        assertEq(house.usdc().balanceOf(address(rewards)), payers.paid() - claimers.claimed());
        assertLe(rewards.accounted(), house.usdc().balanceOf(address(rewards)));
    }

    function invariant_F_ClaimsOfAnEpochNeverExceedItsRevenue() public view {
        uint256 sum;
        for (uint256 id = 1; id <= rewards.epochCount(); ++id) {
            uint256 revenue = rewards.epoch(id).revenue;
            assertLe(claimers.claimedOf(id), revenue);
            sum += revenue;
        }
        assertEq(sum - claimers.claimed(), rewards.accounted(), "every credited unit is in exactly one epoch");
    }

    function invariant_F_EpochsFollowEachOtherAndOnlyPastOnesAreClosed() public view {
        uint256 count = rewards.epochCount();
        uint256 closed = rewards.closedEpochs();
        assertLe(closed, count);
        uint256 previous;
        for (uint256 id = 1; id <= count; ++id) {
            IStakingRewards.Epoch memory epoch = rewards.epoch(id);
            assertGt(epoch.end, previous);
            assertEq(epoch.end % 1 weeks, 0, "a week boundary");
            if (id <= closed) assertLt(epoch.end, vm.getBlockTimestamp());
            else assertEq(epoch.totalRaw, 0);
            if (id < count) assertLe(epoch.end, vm.getBlockTimestamp(), "only the last can be running");
            previous = epoch.end;
        }
        if (previous > vm.getBlockTimestamp()) assertEq(previous, rewards.currentEnd());
    }

    /// @dev Everyone claims everything: less than one unit an account and epoch is left.
    function afterInvariant() public {
        rewards.sync();
        // Somebody stays, so that the last revenue finds an owner.
        house.lock(address(0xB0B), 1e18, 126_144_000);
        vm.warp(rewards.currentEnd() + 1);
        house.pay(1);
        vm.warp(rewards.currentEnd() + 1);
        uint256 last = rewards.epochCount();
        address[] memory accounts = stakers.accounts();
        for (uint256 i; i < accounts.length; ++i) {
            while (claimers.claimFor(accounts[i], 1 + i * 3)) { }
        }
        while (claimers.claimFor(address(0xB0B), 0)) { }

        assertEq(rewards.closedEpochs(), last, "nothing is stranded in an open epoch");
        for (uint256 id = 1; id <= last; ++id) {
            uint256 revenue = rewards.epoch(id).revenue;
            uint256 claimed = claimers.claimedOf(id);
            assertLe(claimed, revenue);
            if (revenue != 0) assertLt(revenue - claimed, 5, "five accounts: less than five units");
        }
    }
}
