// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../src/interfaces/IComputePriceOracle.sol";
import { IPriceHub } from "../../src/interfaces/IPriceHub.sol";
import { ComputePriceOracle } from "../../src/oracle/ComputePriceOracle.sol";
import { PriceHub } from "../../src/oracle/PriceHub.sol";
import { DeadUptimeFeed, FaultyFeed, SettableFeed, ThirstyFeed } from "./utils/Feeds.sol";
import { PriceHubHouse } from "./utils/PriceHubHouse.sol";
import { PriceNodes } from "./utils/PriceNodes.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract PriceHubTest is PriceHubHouse {
    uint256 internal constant T0 = 1_750_000_000;
    uint32 internal constant MAX_AGE = 25 hours;
    bytes32 internal constant USDC = "USDC/USD";

    AccessManager internal manager;
    SettableFeed internal usdc;
    SettableFeed internal chainlink;
    SettableFeed internal reports;

    function setUp() public {
        vm.warp(T0);
        manager = new AccessManager(address(this));
        hub = new PriceHub(address(manager));
        usdc = new SettableFeed(8, 1e8);
        chainlink = new SettableFeed(8, 0.5e8);
        reports = new SettableFeed(18, 0.5e18);
        hub.setFeed(USDC, address(usdc), address(0), MAX_AGE);
        hub.setFeed(CPT, address(chainlink), address(reports), MAX_AGE);
    }

    function _expectUsdc(IPriceHub.Status status, uint256 price) internal view {
        (IPriceHub.Status got, uint256 value) = hub.usdcUsd();
        assertEq(uint8(got), uint8(status));
        assertEq(value, price);
    }

    // ---- USDC ----

    function test_UsdcWithinHalfAPercentIsFit() public {
        _expectUsdc(IPriceHub.Status.Fit, 1e8);
        usdc.set(1.005e8, T0);
        _expectUsdc(IPriceHub.Status.Fit, 1.005e8);
        usdc.set(0.995e8, T0);
        _expectUsdc(IPriceHub.Status.Fit, 0.995e8);
        usdc.set(1.005e8 + 1, T0);
        _expectUsdc(IPriceHub.Status.OutOfBand, 1.005e8 + 1);
        usdc.set(0.995e8 - 1, T0);
        _expectUsdc(IPriceHub.Status.OutOfBand, 0.995e8 - 1);
    }

    function testFuzz_UsdcBand(uint64 answer) public {
        uint256 price = bound(answer, 1, 3e8);
        usdc.set(int256(price), T0);
        bool inside = price >= 0.995e8 && price <= 1.005e8;
        _expectUsdc(inside ? IPriceHub.Status.Fit : IPriceHub.Status.OutOfBand, price);
    }

    function test_FreshUntilMaxAge() public {
        vm.warp(T0 + MAX_AGE);
        _expectUsdc(IPriceHub.Status.Fit, 1e8);
        vm.warp(T0 + MAX_AGE + 1);
        _expectUsdc(IPriceHub.Status.Stale, 1e8);
    }

    function test_AnUnsetFeedIsNoFeed() public {
        hub.setFeed(USDC, address(0), address(0), MAX_AGE);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
    }

    // ---- lying and dead feeds ----

    function test_LyingAnswersAreNoFeed() public {
        usdc.set(0, T0);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
        usdc.set(-1e8, T0);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
        usdc.set(type(int256).max, T0);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
        usdc.set(type(int256).min, T0);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
        usdc.set(1e8, T0 + 1);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
        usdc.set(1e8, type(uint256).max);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
        usdc.set(1e8, 0);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
        usdc.set(1e8, T0);
        usdc.setRound(6, 5);
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
        usdc.setRound(6, 6);
        _expectUsdc(IPriceHub.Status.Fit, 1e8);
    }

    function test_FaultyFeedsNeverMakeAReadRevert() public {
        for (uint8 kind; kind <= uint8(type(FaultyFeed.Fault).max); ++kind) {
            FaultyFeed.Fault fault = FaultyFeed.Fault(kind);
            address feed = address(new FaultyFeed(fault));
            hub.setFeed(USDC, feed, address(0), MAX_AGE);
            // A long answer that starts with a good round is a round.
            if (fault == FaultyFeed.Fault.ReturnsTooMuch) _expectUsdc(IPriceHub.Status.Fit, 1e8);
            else _expectUsdc(IPriceHub.Status.NoFeed, 0);

            uint256 before = gasleft();
            hub.usdcUsd();
            assertLt(before - gasleft(), 130_000, "bounded cost");
        }
    }

    /// @dev A feed that lost its code answers every call with nothing.
    function test_FeedWithoutCodeIsNoFeed() public {
        vm.etch(address(usdc), "");
        _expectUsdc(IPriceHub.Status.NoFeed, 0);
    }

    // ---- starved callers (63/64) ----

    function readWith(uint256 gas_) external view returns (bool ok, bytes memory data) {
        (ok, data) = address(hub).staticcall{ gas: gas_ }(abi.encodeCall(IPriceHub.usdcUsd, ()));
    }

    /// @dev Whatever gas the caller brings, a healthy feed is either read as it is or the call reverts as a whole.
    function testFuzz_PEERS_CallerCannotFakeAFeedFailureWithTooLittleGas(uint256 gas_) public view {
        _readStarved(bound(gas_, 1000, 400_000));
    }

    /// @dev Every amount around the limit, with a feed that needs nearly all it is given.
    function test_PEERS_ThirstyFeedIsNeverStarved() public {
        hub.setFeed(USDC, address(new ThirstyFeed()), address(0), MAX_AGE);
        for (uint256 gas_ = 100_000; gas_ < 125_000; gas_ += 100) {
            _readStarved(gas_);
        }
        (bool ok,) = this.readWith(125_000);
        assertTrue(ok);
    }

    function _readStarved(uint256 gas_) internal view {
        (bool ok, bytes memory data) = this.readWith(gas_);
        if (!ok) {
            bool starved = data.length == 4 && bytes4(data) == IPriceHub.InsufficientGas.selector;
            assertTrue(starved || data.length == 0, "InsufficientGas or out of gas before the check");
            return;
        }
        (IPriceHub.Status status, uint256 price) = abi.decode(data, (IPriceHub.Status, uint256));
        assertEq(uint8(status), uint8(IPriceHub.Status.Fit));
        assertEq(price, 1e8);
    }

    function test_PEERS_InsufficientGasIsToldApartFromAFailingFeed() public {
        (bool ok, bytes memory data) = this.readWith(100_000);
        assertFalse(ok);
        assertEq(bytes4(data), IPriceHub.InsufficientGas.selector);

        hub.setFeed(USDC, address(new FaultyFeed(FaultyFeed.Fault.BurnsGas)), address(0), MAX_AGE);
        (ok, data) = this.readWith(150_000);
        assertTrue(ok);
        (IPriceHub.Status status,) = abi.decode(data, (IPriceHub.Status, uint256));
        assertEq(uint8(status), uint8(IPriceHub.Status.NoFeed));
    }

    // ---- sequencer ----

    function test_SequencerDownAndGrace() public {
        SettableFeed uptime = new SettableFeed(0, 0);
        assertTrue(hub.sequencerUp(), "a chain without a sequencer");
        hub.setSequencerFeed(address(uptime), 1 hours);
        _expectUsdc(IPriceHub.Status.SequencerDown, 0);
        vm.warp(T0 + 1 hours);
        _expectCpt(IPriceHub.Status.SequencerDown, 0);
        vm.warp(T0 + 1 hours + 1);
        assertTrue(hub.sequencerUp());
        _expectUsdc(IPriceHub.Status.Fit, 1e8);
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);

        uptime.set(1, T0);
        _expectUsdc(IPriceHub.Status.SequencerDown, 0);
        // Up since a time that has not come, or that was never set: unknown counts as down.
        uptime.set(0, T0 + 2 hours);
        assertFalse(hub.sequencerUp());
        uptime.set(0, 0);
        assertFalse(hub.sequencerUp());
        hub.setSequencerFeed(address(new FaultyFeed(FaultyFeed.Fault.Reverts)), 1 hours);
        assertFalse(hub.sequencerUp());
        // Reverts with what would be the answer of a sequencer that is up.
        hub.setSequencerFeed(address(new DeadUptimeFeed()), 1 hours);
        assertFalse(hub.sequencerUp());
        hub.setSequencerFeed(address(0), 0);
        assertTrue(hub.sequencerUp());
    }

    // ---- CPT ----

    function _expectCptLow(IPriceHub.Status status, uint256 price) private view {
        (IPriceHub.Status got, uint256 value) = hub.cptUsdLow();
        assertEq(uint8(got), uint8(status));
        assertEq(value, price);
    }

    /// @dev SPEC PROV 6: slashing takes the lower of oracle and TWAP; its status is that of the two together.
    function test_CptLowIsTheLowerOfTwoFitSources() public {
        _expectCptLow(IPriceHub.Status.Fit, 0.5e8);
        reports.set(0.49e18, T0);
        _expectCptLow(IPriceHub.Status.Fit, 0.49e8);
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);
        reports.set(0.51e18, T0);
        _expectCptLow(IPriceHub.Status.Fit, 0.5e8);
        hub.setFeed(CPT, address(chainlink), address(0), MAX_AGE);
        _expectCptLow(IPriceHub.Status.Fit, 0.5e8);
        hub.setFeed(CPT, address(0), address(reports), MAX_AGE);
        _expectCptLow(IPriceHub.Status.Fit, 0.51e8);
    }

    function test_CptLowIsUnfitWhereverThePriceIs() public {
        reports.set(0.47e18, T0);
        _expectCptLow(IPriceHub.Status.Disagree, 0.47e8);
        reports.set(0.5e18, T0 - MAX_AGE - 1);
        _expectCptLow(IPriceHub.Status.Stale, 0.5e8);
        chainlink.set(0, T0);
        _expectCptLow(IPriceHub.Status.NoFeed, 0);
        hub.setFeed(CPT, address(0), address(0), MAX_AGE);
        _expectCptLow(IPriceHub.Status.NoFeed, 0);
    }

    /// @dev Same status as cptUsd, same price or the other source's.
    function testFuzz_CptLowNeverLiesAboveThePrice(uint256 a, uint256 b, uint256 age) public {
        chainlink.set(int256(bound(a, 0, 1e10)), T0);
        reports.set(int256(bound(b, 0, 1e20)), T0 - bound(age, 0, 2 * MAX_AGE));
        (IPriceHub.Status status, uint256 price) = hub.cptUsd();
        (IPriceHub.Status lowStatus, uint256 low) = hub.cptUsdLow();
        assertEq(uint8(status), uint8(lowStatus));
        assertLe(low, price);
    }

    function test_CptAgreementWithinFivePercentOfTheLower() public {
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);
        reports.set(0.525e18, T0);
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);
        reports.set(0.526e18, T0);
        _expectCpt(IPriceHub.Status.Disagree, 0.5e8);
        reports.set(0.47e18, T0);
        _expectCpt(IPriceHub.Status.Disagree, 0.5e8);
        hub.setMaxDeviation(700);
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);
    }

    function test_CptFallsBackToTheSecondaryWithoutAPrimary() public {
        hub.setFeed(CPT, address(0), address(reports), MAX_AGE);
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);
        reports.set(0.3e18 + 7, T0);
        _expectCpt(IPriceHub.Status.Fit, 0.3e8);
        hub.setFeed(CPT, address(0), address(0), MAX_AGE);
        _expectCpt(IPriceHub.Status.NoFeed, 0);
    }

    function test_CptIsUnfitWhereEitherSourceIs() public {
        reports.set(0.5e18, T0 - MAX_AGE - 1);
        _expectCpt(IPriceHub.Status.Stale, 0.5e8);
        reports.set(0, T0);
        _expectCpt(IPriceHub.Status.NoFeed, 0.5e8);
        reports.set(0.5e18, T0);
        chainlink.set(0.5e8, T0 - MAX_AGE - 1);
        _expectCpt(IPriceHub.Status.Stale, 0.5e8);
        hub.setFeed(CPT, address(chainlink), address(0), MAX_AGE);
        chainlink.set(0.5e8, T0);
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);
    }

    function testFuzz_DecimalsAreNormalisedToEight(uint8 decimals, uint64 whole) public {
        uint256 d = bound(decimals, 0, 18);
        uint256 units = bound(whole, 1, 1e6);
        SettableFeed feed = new SettableFeed(uint8(d), int256(units * 10 ** d));
        hub.setFeed(CPT, address(feed), address(0), MAX_AGE);
        _expectCpt(IPriceHub.Status.Fit, units * 1e8);
    }

    /// @dev Too small to be seen with 8 decimals is no price.
    function test_PriceThatRoundsToZeroIsNoFeed() public {
        reports.set(1e10 - 1, T0);
        hub.setFeed(CPT, address(0), address(reports), MAX_AGE);
        _expectCpt(IPriceHub.Status.NoFeed, 0);
    }

    // ---- governance ----

    function test_SettersCheckTheirBounds() public {
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.InvalidParameter.selector, bytes32("maxAge"), 59));
        hub.setFeed(CPT, address(0), address(reports), 59);
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.InvalidParameter.selector, bytes32("maxAge"), 7 days + 1));
        hub.setFeed(CPT, address(0), address(reports), 7 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.SameFeed.selector, address(reports)));
        hub.setFeed(CPT, address(reports), address(reports), MAX_AGE);
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.UnknownAsset.selector, bytes32("ETH/USD")));
        hub.setFeed("ETH/USD", address(0), address(reports), MAX_AGE);
        address wide = address(new SettableFeed(19, 1));
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.InvalidParameter.selector, bytes32("decimals"), 19));
        hub.setFeed(CPT, wide, address(0), MAX_AGE);
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.InvalidParameter.selector, bytes32("grace"), 1 days + 1));
        hub.setSequencerFeed(address(0), 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.InvalidParameter.selector, bytes32("maxDeviation"), 9));
        hub.setMaxDeviation(9);
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.InvalidParameter.selector, bytes32("maxDeviation"), 2001));
        hub.setMaxDeviation(2001);
    }

    function test_SettersEmitAndStore() public {
        vm.expectEmit(address(hub));
        emit IPriceHub.FeedSet(CPT, address(0), address(reports), 1 hours);
        hub.setFeed(CPT, address(0), address(reports), 1 hours);
        (address primary, address secondary, uint32 maxAge) = hub.feedOf(CPT);
        assertEq(primary, address(0));
        assertEq(secondary, address(reports));
        assertEq(maxAge, 1 hours);
        vm.expectEmit(address(hub));
        emit IPriceHub.SequencerFeedSet(address(usdc), 1800);
        hub.setSequencerFeed(address(usdc), 1800);
        (address feed, uint32 grace) = hub.sequencerFeed();
        assertEq(feed, address(usdc));
        assertEq(grace, 1800);
        vm.expectEmit(address(hub));
        emit IPriceHub.MaxDeviationSet(300);
        hub.setMaxDeviation(300);
        assertEq(hub.maxDeviation(), 300);
    }

    function test_OnlyTheAuthorityGoverns() public {
        address stranger = address(0xbad);
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        hub.setFeed(CPT, address(0), address(0), MAX_AGE);
        vm.expectRevert(refusal);
        hub.setSequencerFeed(address(0), 0);
        vm.expectRevert(refusal);
        hub.setMaxDeviation(300);
    }

    // ---- with the real oracle ----

    function test_ReadsSignedFeeds() public {
        PriceNodes nodes = new PriceNodes(13);
        ComputePriceOracle oracle = new ComputePriceOracle(address(manager), nodes.all());
        (uint32 id, address aggregator) = oracle.addFeed("CPT/USD", 8);
        hub.setFeed(CPT, address(0), aggregator, 25 hours);
        _expectCpt(IPriceHub.Status.NoFeed, 0);

        uint64[] memory values = new uint64[](7);
        for (uint256 i; i < 7; ++i) {
            values[i] = 0.42e8;
        }
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory signed) =
            nodes.signOne(address(oracle), id, values, uint40(T0));
        oracle.submit(ids, uint40(T0), signed);
        _expectCpt(IPriceHub.Status.Fit, 0.42e8);
        vm.warp(T0 + 25 hours + 1);
        _expectCpt(IPriceHub.Status.Stale, 0.42e8);
    }
}
