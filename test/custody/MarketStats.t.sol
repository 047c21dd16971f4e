// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMarketStats } from "../../src/interfaces/IMarketStats.sol";
import { IVault } from "../../src/interfaces/IVault.sol";
import { VaultFixture } from "./utils/VaultFixture.sol";

contract MarketStatsTest is VaultFixture {
    struct Step {
        uint32 wait;
        uint64 volume;
        uint8 source;
    }

    struct Point {
        uint256 time;
        uint256 total;
    }

    Point[] private _history;

    /// @dev At every second the answer is the sum of all settlements before the last midnight, exact on midnights and so on
    /// the boundaries of weeks.
    function testFuzz_VolumeAt_MatchesAPlainHistory(Step[12] memory steps, uint256 probe) public {
        uint256 total;
        for (uint256 i; i < steps.length; ++i) {
            vm.warp(vm.getBlockTimestamp() + bound(steps[i].wait, 0, 3 days));
            uint256 volume = bound(steps[i].volume, 1, 1e15);
            total += volume;
            _settle(volume, uint8(bound(steps[i].source, 0, 4)));
            _history.push(Point(vm.getBlockTimestamp(), total));
        }
        assertEq(vault.totalVolume(), total);
        vm.warp(vm.getBlockTimestamp() + 2 days);

        uint256 first = _history[0].time - 2 days;
        uint256 last = vm.getBlockTimestamp() - 1;
        for (uint256 midnight = first - first % 1 days + 1 days; midnight <= last; midnight += 1 days) {
            uint256 expected = _totalBefore(midnight);
            assertEq(vault.volumeAt(midnight - 1), expected, "before midnight");
            assertEq(vault.volumeAt(midnight), expected, "at midnight");
        }
        probe = bound(probe, first, last);
        assertEq(vault.volumeAt(probe), _totalBefore((probe + 1) / 1 days * 1 days), "any second");
    }

    function test_VolumeAt_WeekBoundaryIsExact() public {
        uint256 boundary = (block.timestamp / 1 weeks + 1) * 1 weeks;
        vm.warp(boundary - 1);
        _settle(100, FEES);
        vm.warp(boundary);
        _settle(10, FEES);
        assertEq(vault.volumeAt(boundary - 1), 100);
        vm.warp(boundary + 1);
        _settle(1, FEES);
        assertEq(vault.volumeAt(boundary), 100);
        assertEq(vault.totalVolume(), 111);
    }

    /// @dev What was once answered stays so, whatever is settled afterwards.
    function testFuzz_VolumeAt_NeverChanges(uint32 wait, uint32 back) public {
        _settle(50, FEES);
        vm.warp(vm.getBlockTimestamp() + bound(wait, 1, 60 days));
        uint256 asked = vm.getBlockTimestamp() - bound(back, 1, 60 days);
        uint256 answer = vault.volumeAt(asked);
        _settle(7, FEES);
        _settle(8, 0);
        vm.warp(vm.getBlockTimestamp() + 5 days);
        _settle(9, FEES);
        assertEq(vault.volumeAt(asked), answer);
    }

    function test_VolumeAt_BeforeTheFirst() public {
        assertEq(vault.volumeAt(block.timestamp - 1), 0);
        _settle(50, FEES);
        vm.warp(vm.getBlockTimestamp() + 10 days);
        assertEq(vault.volumeAt(0), 0);
        assertEq(vault.volumeAt(vm.getBlockTimestamp() - 20 days), 0);
    }

    function test_RevertWhen_TimeIsNotPast() public {
        uint256 time = block.timestamp;
        vm.expectRevert(abi.encodeWithSelector(IMarketStats.FutureLookup.selector, time, time));
        vault.volumeAt(time);
        vm.expectRevert(abi.encodeWithSelector(IMarketStats.FutureLookup.selector, type(uint256).max, time));
        vault.volumeAt(type(uint256).max);
    }

    function _settle(uint256 volume, uint8 source) private {
        _escrow(alice, volume);
        IVault.Settlement memory s = _settlement(alice, bob, volume, 0, 0);
        s.source = source;
        _release(s);
    }

    function _totalBefore(uint256 time) private view returns (uint256 total) {
        for (uint256 i; i < _history.length && _history[i].time < time; ++i) {
            total = _history[i].total;
        }
    }
}
