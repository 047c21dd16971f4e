// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITokenVesting } from "../../src/interfaces/ITokenVesting.sol";
import { TokenVesting } from "../../src/token/TokenVesting.sol";
import { CPTFixture } from "./utils/CPTFixture.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice SPEC TOK 6. Alice and bob hold all CPT of the fixture; the pots are filled from alice's.
contract TokenVestingTest is CPTFixture {
    uint256 private constant MONTH = 2_628_000;
    uint256 private constant POTS = 43_250_000e18;

    TokenVesting private vesting;
    uint256 private genesis;
    address private carol = makeAddr("carol");

    function setUp() public override {
        super.setUp();
        genesis = vm.getBlockTimestamp();
        vesting = new TokenVesting(address(manager), address(cpt));
        vm.prank(alice);
        cpt.transfer(address(vesting), POTS);
        vm.prank(bob);
        cpt.transfer(address(this), 1_000_000e18);
    }

    function _grant(ITokenVesting.Pot pot, uint96 amount) private view returns (ITokenVesting.Grant memory grant) {
        grant.beneficiary = carol;
        grant.amount = amount;
        grant.start = uint40(genesis);
        grant.pot = pot;
        if (pot == ITokenVesting.Pot.Foundation) grant.duration = uint32(24 * MONTH);
        if (pot == ITokenVesting.Pot.PrivateSale) {
            (grant.cliff, grant.duration, grant.boughtUsd) = (uint32(6 * MONTH), uint32(18 * MONTH), 1000e6);
        }
        if (pot == ITokenVesting.Pot.Team) (grant.cliff, grant.duration) = (uint32(12 * MONTH), uint32(36 * MONTH));
    }

    function _at(uint256 months) private {
        vm.warp(genesis + months * MONTH);
    }

    // ---- the pots' terms, to the date ----

    function test_potsAreThoseOfTheGenesis() public view {
        assertEq(vesting.potLeft(ITokenVesting.Pot.Foundation), 15_750_000e18);
        assertEq(vesting.potLeft(ITokenVesting.Pot.PrivateSale), 12_500_000e18);
        assertEq(vesting.potLeft(ITokenVesting.Pot.Team), 15_000_000e18);
        assertEq(vesting.potLeft(ITokenVesting.Pot.Other), 0);
        assertEq(24 * MONTH, 730 days);
    }

    function test_everyDateOfTheThreePots() public {
        uint256 foundation = vesting.create(_grant(ITokenVesting.Pot.Foundation, 15_750_000e18));
        uint256 sale = vesting.create(_grant(ITokenVesting.Pot.PrivateSale, 18_000e18));
        uint256 team = vesting.create(_grant(ITokenVesting.Pot.Team, 36_000e18));
        for (uint256 month; month <= 50; ++month) {
            uint256 at = genesis + month * MONTH;
            assertEq(vesting.vestedAt(foundation, at), month >= 24 ? 15_750_000e18 : month * 656_250e18);
            assertEq(vesting.vestedAt(sale, at), month <= 6 ? 0 : month >= 24 ? 18_000e18 : (month - 6) * 1000e18);
            assertEq(vesting.vestedAt(team, at), month <= 12 ? 0 : month >= 48 ? 36_000e18 : (month - 12) * 1000e18);
        }
        assertEq(vesting.vestedAt(team, genesis + 12 * MONTH + 1), 36_000e18 / (36 * MONTH));
        assertLt(vesting.vestedAt(team, genesis + 48 * MONTH - 1), 36_000e18);
    }

    function test_RevertWhen_aPotsGrantHasOtherTerms() public {
        ITokenVesting.Grant memory grant = _grant(ITokenVesting.Pot.Team, 1e18);
        grant.cliff -= 1;
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.NotThePotsTerms.selector, grant.pot));
        grant = _grant(ITokenVesting.Pot.PrivateSale, 1e18);
        grant.startBps = 1;
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.NotThePotsTerms.selector, grant.pot));
        grant = _grant(ITokenVesting.Pot.Foundation, 1e18);
        grant.duration = 0;
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.NotThePotsTerms.selector, grant.pot));
    }

    function test_aPotIsGrantedToItsLastTokenAndNoFurther() public {
        vesting.create(_grant(ITokenVesting.Pot.Team, 15_000_000e18 - 1));
        _expectRefused(
            _grant(ITokenVesting.Pot.Team, 2),
            abi.encodeWithSelector(ITokenVesting.PotExceeded.selector, ITokenVesting.Pot.Team, 1, 2)
        );
        vesting.create(_grant(ITokenVesting.Pot.Team, 1));
        assertEq(vesting.potLeft(ITokenVesting.Pot.Team), 0);
        assertEq(vesting.committed(), 15_000_000e18);
        // The others' pots are still theirs.
        vesting.create(_grant(ITokenVesting.Pot.PrivateSale, 12_500_000e18));
        vesting.create(_grant(ITokenVesting.Pot.Foundation, 15_750_000e18));
        assertEq(vesting.committed(), POTS);
    }

    /// @dev Committed never above what the contract holds.
    function test_RevertWhen_thePotsWereNeverFilled() public {
        TokenVesting empty = new TokenVesting(address(manager), address(cpt));
        ITokenVesting.Grant memory grant = _grant(ITokenVesting.Pot.Team, 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NotFunded.selector, 0, POTS));
        empty.create(grant);
    }

    // ---- other grants ----

    function testFuzz_anyGrantVestsAlongItsLine(
        uint96 amount,
        uint32 cliff,
        uint32 duration,
        uint16 startBps,
        uint40 elapsed
    ) public {
        ITokenVesting.Grant memory grant = _other(uint96(bound(amount, 1, 1_000_000e18)));
        grant.cliff = uint32(bound(cliff, 0, 4 * 365 days));
        grant.duration = uint32(bound(duration, 0, 10 * 365 days));
        grant.startBps = uint16(bound(startBps, 0, 10_000));
        uint256 id = vesting.create(grant);
        uint256 time = bound(elapsed, 0, 15 * 365 days);
        uint256 atStart = uint256(grant.amount) * grant.startBps / 10_000;
        uint256 expected = grant.amount;
        if (time < uint256(grant.cliff) + grant.duration) {
            expected = atStart;
            if (time > grant.cliff) expected += (grant.amount - atStart) * (time - grant.cliff) / grant.duration;
        }
        assertEq(vesting.vestedAt(id, genesis + time), expected);
        if (time != 0) assertGe(expected, vesting.vestedAt(id, genesis + time - 1));
        vm.warp(genesis + time);
        if (expected == 0) return;
        vm.prank(bob);
        assertEq(vesting.release(id), expected);
        assertEq(cpt.balanceOf(carol), expected);
        assertEq(vesting.committed(), grant.amount - expected);
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NothingToRelease.selector, id));
        vesting.release(id);
    }

    /// @dev Not the pots' CPT, and none twice.
    function test_otherGrantsBringTheirOwnCpt() public {
        ITokenVesting.Grant memory grant = _grant(ITokenVesting.Pot.Other, 5e18);
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.NotFunded.selector, POTS, POTS + 5e18));
        cpt.transfer(address(vesting), 5e18);
        vesting.create(grant);
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.NotFunded.selector, POTS + 5e18, POTS + 10e18));
        assertEq(vesting.committed(), 5e18);
    }

    function test_RevertWhen_termsAreOutOfBounds() public {
        ITokenVesting.Grant memory grant = _other(1e18);
        grant.start = uint40(genesis - 1 days - 1);
        _expectInvalid(grant, "start", grant.start);
        grant.start = uint40(genesis + 365 days + 1);
        _expectInvalid(grant, "start", grant.start);
        grant = _other(1e18);
        grant.cliff = 4 * 365 days + 1;
        _expectInvalid(grant, "cliff", grant.cliff);
        grant = _other(1e18);
        grant.duration = 10 * 365 days + 1;
        _expectInvalid(grant, "duration", grant.duration);
        grant = _other(1e18);
        grant.startBps = 10_001;
        _expectInvalid(grant, "startBps", 10_001);
        grant = _other(1e18);
        grant.boughtUsd = 1;
        _expectInvalid(grant, "boughtUsd", 1);
        grant = _grant(ITokenVesting.Pot.PrivateSale, 1e18);
        grant.boughtUsd = 0;
        _expectInvalid(grant, "boughtUsd", 0);
        grant = _other(0);
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.ZeroAmount.selector));
        grant = _other(1);
        grant.beneficiary = address(0);
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.ZeroAddress.selector));
        vm.expectRevert(ITokenVesting.ZeroAddress.selector);
        new TokenVesting(address(manager), address(0));
    }

    function test_aBatchIsAllOrNothing() public {
        ITokenVesting.Grant[] memory grants = new ITokenVesting.Grant[](3);
        grants[0] = _grant(ITokenVesting.Pot.Team, 1e18);
        grants[1] = _other(2e18);
        grants[2] = _grant(ITokenVesting.Pot.PrivateSale, 3e18);
        vesting.create(_other(1));
        assertEq(vesting.createBatch(grants), 2);
        assertEq(vesting.scheduleCount(), 4);
        assertEq(vesting.scheduleOf(4).amount, 3e18);
        grants[2].boughtUsd = 100_000e6;
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.BuyerLimitExceeded.selector, carol, 101_000e6));
        vesting.createBatch(grants);
        assertEq(vesting.scheduleCount(), 4);
    }

    // ---- private sale ----

    function test_aBuyerBuysForAHundredThousandAtMost() public {
        ITokenVesting.Grant memory grant = _grant(ITokenVesting.Pot.PrivateSale, 1e18);
        grant.boughtUsd = 60_000e6;
        vesting.create(grant);
        grant.boughtUsd = 40_000e6 + 1;
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.BuyerLimitExceeded.selector, carol, 100_000e6 + 1));
        grant.boughtUsd = type(uint64).max;
        _expectRefused(
            grant,
            abi.encodeWithSelector(
                ITokenVesting.BuyerLimitExceeded.selector, carol, uint256(type(uint64).max) + 60_000e6
            )
        );
        grant.boughtUsd = 40_000e6;
        vesting.create(grant);
        assertEq(vesting.boughtUsd(carol), 100_000e6);
    }

    function test_fivePercentOfAGrantADay() public {
        uint256 id = vesting.create(_grant(ITokenVesting.Pot.PrivateSale, 1000e18));
        _at(30);
        for (uint256 day; day < 20; ++day) {
            assertEq(vesting.releasable(id), 50e18);
            assertEq(vesting.release(id), 50e18);
            vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NothingToRelease.selector, id));
            vesting.release(id);
            vm.warp((vm.getBlockTimestamp() / 1 days + 1) * 1 days);
        }
        assertEq(cpt.balanceOf(carol), 1000e18);
    }

    /// @dev Several releases a day come to the same, by each grant of its own.
    function testFuzz_theDailyCapHoldsInPieces(uint96 amount, uint32[8] calldata gaps) public {
        uint256 id = vesting.create(_grant(ITokenVesting.Pot.PrivateSale, uint96(bound(amount, 1, 1_000_000e18))));
        uint256 limit = (uint256(vesting.scheduleOf(id).amount) * 500 + 9999) / 10_000;
        _at(7);
        uint256 day;
        uint256 taken;
        for (uint256 i; i < 8; ++i) {
            if (vm.getBlockTimestamp() / 1 days != day) (day, taken) = (vm.getBlockTimestamp() / 1 days, 0);
            uint256 can = vesting.releasable(id);
            if (can != 0) taken += vesting.release(id);
            assertLe(taken, limit);
            vm.warp(vm.getBlockTimestamp() + bound(gaps[i], 1, 100 days));
        }
    }

    // ---- beneficiary and revocation ----

    function test_theBeneficiaryChangesInTwoSteps() public {
        uint256 id = vesting.create(_grant(ITokenVesting.Pot.Team, 36e18));
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NotBeneficiary.selector, id, address(this)));
        vesting.proposeBeneficiary(id, bob);
        vm.prank(carol);
        vesting.proposeBeneficiary(id, bob);
        assertEq(vesting.proposedBeneficiary(id), bob);
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NotProposed.selector, id, address(this)));
        vesting.acceptBeneficiary(id);
        assertEq(vesting.scheduleOf(id).beneficiary, carol);
        // Taken back.
        vm.prank(carol);
        vesting.proposeBeneficiary(id, address(0));
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NotProposed.selector, id, bob));
        vesting.acceptBeneficiary(id);
        vm.prank(address(0));
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.UnknownSchedule.selector, 99));
        vesting.acceptBeneficiary(99);

        vm.prank(carol);
        vesting.proposeBeneficiary(id, bob);
        vm.prank(bob);
        vesting.acceptBeneficiary(id);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NotProposed.selector, id, bob));
        vesting.acceptBeneficiary(id);
        _at(13);
        uint256 before = cpt.balanceOf(bob);
        vesting.release(id);
        assertEq(cpt.balanceOf(bob) - before, 1e18);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NotBeneficiary.selector, id, carol));
        vesting.releaseTo(id, carol);
    }

    function test_theBeneficiarySendsItWhereItLikes() public {
        uint256 id = vesting.create(_grant(ITokenVesting.Pot.Team, 36e18));
        _at(14);
        vm.startPrank(carol);
        vm.expectRevert(ITokenVesting.ZeroAddress.selector);
        vesting.releaseTo(id, address(0));
        vm.expectEmit(address(vesting));
        emit ITokenVesting.Released(id, address(0xBEEF), 2e18);
        vesting.releaseTo(id, address(0xBEEF));
        assertEq(cpt.balanceOf(address(0xBEEF)), 2e18);
    }

    function testFuzz_revokingLeavesWhatHasVested(uint32 elapsed, bool releaseFirst) public {
        ITokenVesting.Grant memory grant = _other(1000e18);
        (grant.duration, grant.revocable) = (365 days, true);
        uint256 id = vesting.create(grant);
        uint256 time = bound(elapsed, 0, 500 days);
        vm.warp(genesis + time / 2);
        if (releaseFirst && vesting.releasable(id) != 0) vesting.release(id);
        vm.warp(genesis + time);
        uint256 vested = vesting.vestedAt(id, genesis + time);
        assertEq(vesting.revoke(id, address(0xBEEF)), 1000e18 - vested);
        assertEq(cpt.balanceOf(address(0xBEEF)), 1000e18 - vested);
        vm.warp(genesis + time + 400 days);
        if (vesting.releasable(id) != 0) vesting.release(id);
        assertEq(cpt.balanceOf(carol), vested);
        assertEq(vesting.committed(), 0);
        assertEq(cpt.balanceOf(address(vesting)), POTS);
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NotRevocable.selector, id));
        vesting.revoke(id, address(0xBEEF));
    }

    function test_RevertWhen_aGrantIsNotRevocable() public {
        uint256 id = vesting.create(_other(1e18));
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.NotRevocable.selector, id));
        vesting.revoke(id, address(this));
        ITokenVesting.Grant memory grant = _other(1e18);
        grant.revocable = true;
        id = vesting.create(grant);
        vm.expectRevert(ITokenVesting.ZeroAddress.selector);
        vesting.revoke(id, address(0));
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.UnknownSchedule.selector, 99));
        vesting.revoke(99, address(this));
    }

    function test_RevertWhen_aStrangerActs() public {
        ITokenVesting.Grant[] memory grants = new ITokenVesting.Grant[](1);
        grants[0] = _other(1e18);
        bytes[3] memory calls = [
            abi.encodeCall(vesting.create, (grants[0])),
            abi.encodeCall(vesting.createBatch, (grants)),
            abi.encodeCall(vesting.revoke, (1, bob))
        ];
        for (uint256 i; i < 3; ++i) {
            vm.prank(bob);
            (bool done, bytes memory answer) = address(vesting).call(calls[i]);
            assertFalse(done);
            assertEq(bytes4(answer), IAccessManaged.AccessManagedUnauthorized.selector);
        }
        vm.expectRevert(abi.encodeWithSelector(ITokenVesting.UnknownSchedule.selector, 1));
        vesting.release(1);
    }

    /// @dev TOK 3: what has vested leaves while CPT is paused.
    function test_LawJ_vestedCptLeavesWhileCptIsPaused() public {
        uint256 id = vesting.create(_grant(ITokenVesting.Pot.Team, 36e18));
        cpt.setExit(address(vesting), true);
        _at(13);
        cpt.pause();
        assertEq(vesting.release(id), 1e18);
    }

    /// @dev Sends its CPT along.
    function _other(uint96 amount) private returns (ITokenVesting.Grant memory) {
        cpt.transfer(address(vesting), amount);
        return _grant(ITokenVesting.Pot.Other, amount);
    }

    function _expectInvalid(ITokenVesting.Grant memory grant, bytes32 name, uint256 value) private {
        _expectRefused(grant, abi.encodeWithSelector(ITokenVesting.InvalidParameter.selector, name, value));
    }

    function _expectRefused(ITokenVesting.Grant memory grant, bytes memory reason) private {
        vm.expectRevert(reason);
        vesting.create(grant);
    }
}
