// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IInsuranceFund } from "../../src/interfaces/IInsuranceFund.sol";
import { InsuranceFund } from "../../src/pool/InsuranceFund.sol";
import { FundHouse } from "./utils/FundHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract InsuranceFundTest is FundHouse {
    // ---- money in ----

    function test_contribute_isBookedFortyFortyTwenty() public {
        vm.expectEmit(address(fund));
        emit IInsuranceFund.FundReceived(IInsuranceFund.Source.Donations, address(this), 1000e6, 400e6, 400e6, 200e6);
        fund.contribute(1000e6);
        assertBooks(400e6, 400e6, 200e6);
        assertEq(fund.received(IInsuranceFund.Source.Donations), 1000e6);
        (uint256 forClaims, uint256 forPool) = fund.available();
        assertEq(forClaims, 600e6);
        assertEq(forPool, 600e6);
    }

    function testFuzz_contribute_partsSum(uint64 amount, uint16 floorBps) public {
        amount = uint64(bound(amount, 1, 1_000_000_000e6));
        floorBps = uint16(bound(floorBps, 4000, 5000));
        fund.setParameter("floorBps", floorBps);
        fund.contribute(amount);
        IInsuranceFund.Books memory b = fund.books();
        assertEq(uint256(b.claimsOnly) + b.poolOnly + b.shared, amount);
        assertEq(b.claimsOnly, uint256(amount) * floorBps / 10_000);
        assertEq(b.claimsOnly, b.poolOnly);
    }

    function test_contribute_underTheSourceGovernanceNamed() public {
        fund.setContributor(address(this), IInsuranceFund.Source.ReserveFactor);
        assertEq(uint256(fund.sourceOf(address(this))), uint256(IInsuranceFund.Source.ReserveFactor));
        fund.contribute(5e6);
        assertEq(fund.received(IInsuranceFund.Source.ReserveFactor), 5e6);
    }

    function test_sync_booksWhatWasSentAsSlashes() public {
        usdc.transfer(address(fund), 100e6);
        assertBooks(0, 0, 0);
        vm.prank(anyone);
        assertEq(fund.sync(), 100e6);
        assertBooks(40e6, 40e6, 20e6);
        assertEq(fund.received(IInsuranceFund.Source.Slashes), 100e6);
        vm.expectRevert(IInsuranceFund.NothingToBook.selector);
        fund.sync();
    }

    function test_RevertWhen_contributingNothing() public {
        vm.expectRevert(IInsuranceFund.ZeroAmount.selector);
        fund.contribute(0);
        vm.expectRevert();
        vm.prank(anyone);
        fund.contribute(1);
    }

    // ---- a claim's life ----

    function test_claim_isPaidAfterFourteenPublicDays() public {
        fund.contribute(1000e6);
        uint256 until = block.timestamp + 14 days;
        vm.expectEmit(address(fund));
        emit IInsuranceFund.ClaimFiled(1, 77, 3, alice, 300e6, 500e6, until);
        uint256 id = file(alice, 300e6, 3, 500e6);
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceFund.TooEarly.selector, id, until + 1));
        fund.grantClaim(id);
        vm.warp(until + 1);
        vm.expectEmit(address(fund));
        emit IInsuranceFund.ClaimGranted(id, 300e6);
        vm.expectEmit(address(fund));
        emit IInsuranceFund.ClaimPaid(id, alice, 300e6, 200e6, 0);
        vm.prank(anyone);
        assertEq(fund.grantClaim(id), 300e6);
        assertEq(vault.balanceOf(alice), 300e6);
        assertClaim(id, IInsuranceFund.ClaimState.Paid, 300e6, 300e6);
        assertBooks(300e6, 400e6, 0);
        assertEq(fund.grantedAgainst(3), 300e6);
        (uint256 onClaims, uint256 onLosses) = fund.spent();
        assertEq(onClaims, 300e6);
        assertEq(onLosses, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IInsuranceFund.WrongClaimState.selector, id, IInsuranceFund.ClaimState.Paid)
        );
        fund.grantClaim(id);
    }

    function test_claim_isCutToTheMaximum() public {
        uint256 id = file(alice, 100_000e6 + 1, 1, type(uint64).max);
        assertClaim(id, IInsuranceFund.ClaimState.Filed, 100_000e6, 0);
    }

    function test_claim_maybeRejectedInItsPublicDays() public {
        fund.contribute(1000e6);
        uint256 id = file(alice, 300e6, 1, 300e6);
        uint256 until = block.timestamp + 14 days;
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceFund.TooLate.selector, id, until));
        fund.rejectClaim(id, "late");
        vm.warp(until);
        vm.expectEmit(address(fund));
        emit IInsuranceFund.ClaimRejected(id, address(this), "the evidence is forged");
        fund.rejectClaim(id, "the evidence is forged");
        assertClaim(id, IInsuranceFund.ClaimState.Rejected, 300e6, 0);
        (uint256 filed,) = fund.outstanding();
        assertEq(filed, 0);
        skip(1);
        vm.expectRevert(
            abi.encodeWithSelector(IInsuranceFund.WrongClaimState.selector, id, IInsuranceFund.ClaimState.Rejected)
        );
        fund.grantClaim(id);
    }

    function test_claims_waitInOrderAndArePaidInParts() public {
        fund.contribute(100e6);
        uint256 first = ripe(alice, 90e6);
        uint256 second = ripe(bob, 30e6);
        fund.grantClaim(first);
        assertClaim(first, IInsuranceFund.ClaimState.Queued, 90e6, 60e6);
        fund.grantClaim(second);
        assertEq(vault.balanceOf(bob), 0);
        vm.expectRevert(IInsuranceFund.NothingPayable.selector);
        fund.payClaims(10);

        // of 50 claims may take 30: all that the first still waits for, and nothing for the second
        fund.contribute(50e6);
        vm.prank(anyone);
        assertEq(fund.payClaims(10), 30e6);
        assertClaim(first, IInsuranceFund.ClaimState.Paid, 90e6, 90e6);
        assertClaim(second, IInsuranceFund.ClaimState.Queued, 30e6, 0);
        fund.contribute(30e6);
        assertEq(fund.payClaims(10), 18e6);
        (, uint256 queued) = fund.outstanding();
        assertEq(queued, 12e6);
        fund.contribute(100e6);
        assertEq(fund.payClaims(10), 12e6);
        assertEq(vault.balanceOf(alice) + vault.balanceOf(bob), 120e6);
    }

    function test_payClaims_atMostSoMany() public {
        uint256[3] memory claims = [ripe(alice, 1e6), ripe(alice, 2e6), ripe(bob, 3e6)];
        for (uint256 i; i < 3; ++i) {
            fund.grantClaim(claims[i]);
        }
        fund.contribute(1000e6);
        vm.expectRevert(IInsuranceFund.NothingPayable.selector);
        fund.payClaims(0);
        assertEq(fund.payClaims(2), 3e6);
        assertEq(fund.payClaims(2), 3e6);
    }

    /// @dev A grant counts against its provider for 90 days to the second.
    function test_claims_ofOneProviderStayWithinItsBondOver90Days() public {
        fund.contribute(10_000e6);
        uint256 first = file(alice, 60e6, 9, 100e6);
        uint256 second = file(bob, 60e6, 9, 100e6);
        uint256 third = file(bob, 60e6, 9, 100e6);
        uint256 other = file(bob, 60e6, 8, 100e6);
        skip(14 days + 1);
        uint256 t = block.timestamp;
        assertEq(fund.grantClaim(first), 60e6);
        vm.warp(t + 90 days - 1);
        assertEq(fund.grantClaim(second), 40e6);
        assertEq(fund.grantedAgainst(9), 100e6);
        assertEq(fund.grantClaim(other), 60e6);
        vm.warp(t + 90 days);
        assertEq(fund.grantedAgainst(9), 40e6);
        assertEq(fund.grantClaim(third), 60e6);
        vm.warp(t + 180 days);
        assertEq(fund.grantedAgainst(9), 0);
    }

    function test_claim_aboveTheCapLapses() public {
        fund.contribute(100e6);
        uint256 id = file(alice, 10e6, 1, 0);
        skip(14 days + 1);
        assertEq(fund.grantClaim(id), 0);
        assertClaim(id, IInsuranceFund.ClaimState.Paid, 0, 0);
        (uint256 filed, uint256 queued) = fund.outstanding();
        assertEq(filed + queued, 0);
    }

    /// @dev Payments go into the vault's books: a blacklisted beneficiary holds nobody up.
    function test_claims_blacklistedBeneficiariesHoldNobodyUp() public {
        fund.contribute(100e6);
        usdc.blacklist(alice);
        uint256 first = ripe(alice, 10e6);
        uint256 second = ripe(bob, 10e6);
        fund.grantClaim(first);
        fund.grantClaim(second);
        vm.prank(bob);
        vault.withdraw(10e6, bob);
        vm.prank(alice);
        vault.withdraw(10e6, address(0xcafe));
    }

    function test_RevertWhen_theFilingIsNone() public {
        vm.expectRevert(IInsuranceFund.ZeroAmount.selector);
        file(alice, 0, 1, 1);
        vm.expectRevert(IInsuranceFund.ZeroAddress.selector);
        file(address(0), 1, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceFund.UnknownClaim.selector, 1));
        fund.claim(1);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceFund.UnknownClaim.selector, 1));
        fund.grantClaim(1);
    }

    // ---- the pool ----

    function test_coverLoss_takesTheSharedPartThenItsOwn() public {
        fund.contribute(1000e6);
        uint256 before = usdc.balanceOf(address(this));
        vm.expectEmit(address(fund));
        emit IInsuranceFund.LossCovered(address(this), 250e6, 200e6);
        assertEq(fund.coverLoss(250e6), 250e6);
        assertBooks(400e6, 350e6, 0);
        assertEq(fund.coverLoss(1000e6), 350e6, "never what is claims' own");
        assertEq(fund.coverLoss(1), 0);
        assertEq(usdc.balanceOf(address(this)) - before, 600e6);
        (, uint256 onLosses) = fund.spent();
        assertEq(onLosses, 600e6);
        vm.expectRevert(IInsuranceFund.ZeroAmount.selector);
        fund.coverLoss(0);
    }

    function test_neitherDutyStarvesTheOther() public {
        fund.contribute(1000e6);
        uint256 id = ripe(alice, 5000e6);
        fund.grantClaim(id);
        assertBooks(0, 400e6, 0);
        assertEq(fund.coverLoss(5000e6), 400e6);
        fund.contribute(1000e6);
        fund.coverLoss(5000e6);
        assertBooks(400e6, 0, 0);
        assertEq(fund.payClaims(1), 400e6);
    }

    // ---- looking ----

    function test_coverageRatio() public {
        assertEq(fund.coverageRatio(), type(uint256).max);
        fund.contribute(1000e6);
        uint256 id = ripe(alice, 400e6);
        assertEq(fund.coverageRatio(), 15_000);
        file(bob, 800e6, 1, type(uint64).max);
        assertEq(fund.coverageRatio(), 5000);
        fund.grantClaim(id);
        assertEq(fund.coverageRatio(), 2500);
    }

    function test_parametersStayWithinTheirBounds() public {
        bytes32[3] memory names = [bytes32("maxClaim"), "reviewTime", "floorBps"];
        uint256[3] memory least = [uint256(1000e6), 7 days, 4000];
        uint256[3] memory most = [uint256(1_000_000e6), 30 days, 5000];
        for (uint256 i; i < 3; ++i) {
            _refuse(names[i], least[i] - 1);
            _refuse(names[i], most[i] + 1);
            fund.setParameter(names[i], least[i]);
            fund.setParameter(names[i], most[i]);
            assertEq(fund.parameter(names[i]), most[i]);
        }
        _refuse("no such", 1);
        vm.expectRevert(abi.encodeWithSelector(IInsuranceFund.InvalidParameter.selector, bytes32("no such"), 0));
        fund.parameter("no such");
    }

    function _refuse(bytes32 name, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IInsuranceFund.InvalidParameter.selector, name, value));
        fund.setParameter(name, value);
    }

    function test_RevertWhen_strangersGovernFileOrDraw() public {
        bytes[6] memory calls = [
            abi.encodeCall(fund.fileClaim, (IInsuranceFund.Filing(1, 1, alice, 1, 1))),
            abi.encodeCall(fund.rejectClaim, (1, "")),
            abi.encodeCall(fund.coverLoss, (1)),
            abi.encodeCall(fund.setContributor, (alice, IInsuranceFund.Source.Slashes)),
            abi.encodeCall(fund.setParameter, ("maxClaim", 1000e6)),
            abi.encodeCall(fund.initialize, (alice))
        ];
        for (uint256 i; i < 6; ++i) {
            vm.prank(anyone);
            (bool ok, bytes memory why) = address(fund).call(calls[i]);
            assertFalse(ok);
            if (i != 5) assertEq(bytes4(why), IAccessManaged.AccessManagedUnauthorized.selector);
        }
        vm.expectRevert(IInsuranceFund.ZeroAddress.selector);
        fund.setContributor(address(0), IInsuranceFund.Source.Slashes);
        vm.expectRevert(IInsuranceFund.ZeroAddress.selector);
        new InsuranceFund(address(0), address(vault));
    }
}
