// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

import { IVotingEscrow } from "../../src/interfaces/IVotingEscrow.sol";
import { VotingEscrow } from "../../src/locking/VotingEscrow.sol";
import { LockFixture } from "./utils/LockFixture.sol";

contract PastWeightsTest is LockFixture {
    function test_clock() external view {
        assertEq(escrow.clock(), block.timestamp);
        assertEq(escrow.CLOCK_MODE(), "mode=timestamp");
    }

    function test_identity() external {
        assertEq(escrow.token(), address(token));
        assertEq(escrow.symbol(), "veCPT");
        assertEq(escrow.decimals(), 18);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        escrow.initialize();
        VotingEscrow implementation = new VotingEscrow(address(token));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize();
        vm.expectRevert(IVotingEscrow.ZeroAddress.selector);
        new VotingEscrow(address(0));
    }

    function test_getPast_needsATimeStrictlyPast() external {
        create(alice, 100e18, WEEK);
        bytes memory refused =
            abi.encodeWithSelector(IVotingEscrow.FutureLookup.selector, block.timestamp, block.timestamp);
        vm.expectRevert(refused);
        escrow.getPastVotes(alice, block.timestamp);
        vm.expectRevert(refused);
        escrow.getPastTotalSupply(block.timestamp);
        skip(1);
        assertEq(escrow.getPastVotes(alice, block.timestamp - 1), escrow.balanceOfAt(alice, block.timestamp - 1));
        assertEq(escrow.getPastTotalSupply(block.timestamp - 1), escrow.balanceOfAt(alice, block.timestamp - 1));
    }

    function test_RevertWhen_readingTheFuture() external {
        uint256 at = block.timestamp + 1;
        bytes memory refused = abi.encodeWithSelector(IVotingEscrow.FutureLookup.selector, at, block.timestamp);
        vm.expectRevert(refused);
        escrow.balanceOfAt(alice, at);
        vm.expectRevert(refused);
        escrow.rawBalanceOfAt(alice, at);
        vm.expectRevert(refused);
        escrow.rawVotesAt(alice, at);
        vm.expectRevert(refused);
        escrow.rawTotalSupplyAt(at);
        uint256[] memory times = new uint256[](2);
        (times[0], times[1]) = (block.timestamp, at);
        vm.expectRevert(refused);
        escrow.rawBalancesAt(alice, times);
        (times[0], times[1]) = (block.timestamp, block.timestamp - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IVotingEscrow.TimepointsNotAscending.selector, block.timestamp, times[1])
        );
        escrow.rawBalancesAt(alice, times);
        assertEq(escrow.rawBalancesAt(alice, new uint256[](0)).length, 0);
    }

    /// @dev Several reads at once say what single reads say, whatever happened between them.
    function testFuzz_rawBalancesAt_agreesWithSingleReads(uint256 seed) external {
        uint256 start = block.timestamp;
        for (uint256 i; i < 12; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            create(alice, 1e18 + seed % 1e20, WEEK + (seed >> 32) % (60 * WEEK));
            if (seed & 3 == 0) {
                vm.prank(alice);
                escrow.setAutoRenew(i, true);
            }
            skip((seed >> 64) % (6 * WEEK));
        }
        skip(40 * WEEK);
        uint256[] memory times = new uint256[](40);
        uint256 span = block.timestamp - start + WEEK;
        for (uint256 i; i < times.length; ++i) {
            times[i] = start - WEEK + span * i / (times.length - 1);
            if (i % 3 == 0) times[i] = times[i] / WEEK * WEEK;
            if (i != 0 && times[i] < times[i - 1]) times[i] = times[i - 1];
        }
        uint256[] memory raws = escrow.rawBalancesAt(alice, times);
        for (uint256 i; i < times.length; ++i) {
            assertEq(raws[i], escrow.rawBalanceOfAt(alice, times[i]));
            assertEq(raws[i], escrow.rawTotalSupplyAt(times[i]));
        }
        assertEq(raws[0], 0);
        assertGt(raws[20], 0);
    }

    /// @dev Many points: any past second is found, by account and in total.
    function testFuzz_manyPoints(uint256 at) external {
        create(alice, 1e18, FOUR_YEARS);
        uint256 start = block.timestamp;
        uint256 end = endOf(alice, 0);
        for (uint256 i; i < 100; ++i) {
            skip(1 hours);
            vm.prank(bob);
            escrow.increaseAmount(alice, 0, 1e18);
        }
        at = bound(at, start - 1 days, block.timestamp);
        uint256 amount = at < start ? 0 : ((at - start) / 1 hours + 1) * 1e18;
        assertEq(escrow.rawBalanceOfAt(alice, at), amount * (end - at));
        assertEq(escrow.rawTotalSupplyAt(at), amount * (end - at));
    }
}
