// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRewardVesting } from "../../src/interfaces/IRewardVesting.sol";
import { RewardVesting } from "../../src/rewards/RewardVesting.sol";
import { RewardsHouse } from "./utils/RewardsHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice Linear over 180 days (SPEC RWD 3).
contract RewardVestingTest is RewardsHouse {
    function setUp() public override {
        super.setUp();
        manager.grantRole(VESTER, address(this), 0);
    }

    function _vest(address account, uint256 amount) private {
        cpt.transfer(address(vesting), amount);
        vesting.vest(account, amount);
    }

    function testFuzz_oneAmountIsLinear(uint96 amount, uint32 elapsed) public {
        uint256 whole = bound(amount, 1, 1_000_000e18);
        uint256 time = bound(elapsed, 0, 400 days);
        _vest(alice, whole);
        vm.warp(vm.getBlockTimestamp() + time);
        uint256 vested = time >= 180 days ? whole : whole * time / 180 days;
        (uint256 claimable, uint256 waiting) = vesting.vestingOf(alice);
        assertEq(claimable, vested);
        assertEq(waiting, whole - vested);
        if (vested == 0) return;
        assertEq(vesting.claimFor(alice), vested);
        assertEq(vesting.totalOwed(), whole - vested);
    }

    /// @dev Weekly amounts with claims in between come to their sum, and at any moment to the exact line less rounding.
    function testFuzz_manyAmountsComeToTheirSum(uint96[12] calldata amounts, uint24[12] calldata gaps) public {
        uint256 sum;
        uint256[] memory at = new uint256[](12);
        for (uint256 i; i < 12; ++i) {
            uint256 amount = bound(amounts[i], 1, 100_000e18);
            _vest(alice, amount);
            (sum, at[i]) = (sum + amount, vm.getBlockTimestamp());
            vm.warp(vm.getBlockTimestamp() + bound(gaps[i], 0, 20 days));
            (uint256 claimable,) = vesting.vestingOf(alice);
            if (i % 3 == 0 && claimable != 0) vesting.claimFor(alice);
        }
        uint256 exact;
        for (uint256 i; i < 12; ++i) {
            uint256 elapsed = vm.getBlockTimestamp() - at[i];
            exact += bound(amounts[i], 1, 100_000e18) * (elapsed > 180 days ? 180 days : elapsed) / 180 days;
        }
        (uint256 due, uint256 waiting) = vesting.vestingOf(alice);
        uint256 vested = cpt.balanceOf(alice) + due;
        assertEq(vested + waiting, sum);
        // A tranche of one week ends at its mean: at most 7 days' vesting of it ahead of or behind its parts.
        assertApproxEqAbs(vested, exact, sum * 7 days / 180 days + 12);
        vm.warp(vm.getBlockTimestamp() + 181 days);
        vesting.claimFor(alice);
        assertEq(cpt.balanceOf(alice), sum);
        assertEq(vesting.totalOwed(), 0);
        assertEq(vesting.tranchesOf(alice).length, 0);
    }

    function test_amountsOfOneWeekShareATranche() public {
        vm.warp(START);
        _vest(alice, 100e18);
        vm.warp(START + 4 days);
        _vest(alice, 300e18);
        IRewardVesting.Tranche[] memory list = vesting.tranchesOf(alice);
        assertEq(list.length, 1);
        assertEq(list[0].amount, 400e18);
        assertEq(list[0].start, START + 3 days);
        vm.warp(START + 7 days);
        _vest(alice, 1);
        assertEq(vesting.tranchesOf(alice).length, 2);
    }

    /// @dev A dust amount that joins a tranche takes nothing back that was vested but rounding.
    function testFuzz_joiningATrancheTakesNothingBack(uint96 first, uint96 second, uint24 gap) public {
        vm.warp(START);
        uint256 amount = bound(first, 1e18, 1_000_000e18);
        _vest(alice, amount);
        vm.warp(START + bound(gap, 1 hours, 6 days));
        (uint256 before,) = vesting.vestingOf(alice);
        uint256 added = bound(second, 1, 1_000_000e18);
        _vest(alice, added);
        (uint256 later,) = vesting.vestingOf(alice);
        assertLe(later, before);
        assertGe(later + (amount + added) / 180 days + 1, before);
    }

    function test_aYearOfWeeksIsPaidAtOnce() public {
        for (uint256 i; i < 52; ++i) {
            _vest(alice, 7e18);
            vm.warp(vm.getBlockTimestamp() + 1 weeks);
        }
        assertEq(vesting.tranchesOf(alice).length, 52);
        vesting.claimFor(alice);
        assertLe(vesting.tranchesOf(alice).length, 27);
    }

    function test_onlyTheAccountSendsItElsewhere() public {
        _vest(alice, 180e18);
        vm.warp(vm.getBlockTimestamp() + 10 days);
        vm.startPrank(alice);
        vm.expectRevert(IRewardVesting.ZeroAddress.selector);
        vesting.claim(address(0));
        vesting.claim(bob);
        assertEq(cpt.balanceOf(bob), 10e18);
        vm.expectRevert(abi.encodeWithSelector(IRewardVesting.NothingVested.selector, alice));
        vesting.claim(bob);
        vm.expectRevert(abi.encodeWithSelector(IRewardVesting.NothingVested.selector, eve));
        vesting.claimFor(eve);
    }

    function test_RevertWhen_itIsNotFunded() public {
        _vest(alice, 10e18);
        vm.expectRevert(abi.encodeWithSelector(IRewardVesting.NotFunded.selector, 10e18, 10e18 + 1));
        vesting.vest(bob, 1);
        vm.expectRevert(abi.encodeWithSelector(IRewardVesting.AmountTooLarge.selector, type(uint256).max));
        vesting.vest(bob, type(uint256).max);
        vm.expectRevert(IRewardVesting.ZeroAmount.selector);
        vesting.vest(bob, 0);
        vm.expectRevert(IRewardVesting.ZeroAddress.selector);
        vesting.vest(address(0), 1);
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, eve));
        vesting.vest(eve, 1);
        vm.expectRevert(IRewardVesting.ZeroAddress.selector);
        new RewardVesting(address(manager), address(0));
    }
}
