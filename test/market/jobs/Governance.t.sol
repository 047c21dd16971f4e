// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IUsageVerifier, JobContext, UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { JobMarket } from "../../../src/market/JobMarket.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

/// @dev Parameters, verifiers, roles, the copies of the peers.
contract GovernanceTest is MarketHouse {
    // ---- parameters ----

    function test_defaults() public view {
        IJobMarketTypes.Params memory p = market.params();
        assertEq(
            keccak256(abi.encode(p)),
            keccak256(
                abi.encode(
                    IJobMarketTypes.Params({
                        freeCancelWindow: 120,
                        ackWindow: 600,
                        overdueGrace: 86_400,
                        disputeWindow: 259_200,
                        rulingWindow: 4_752_000,
                        quickFailWindow: 300,
                        priceMaxAge: 93_600,
                        statusMaxAge: 3600,
                        bufferBps: 2000,
                        priceBandBps: 2500,
                        holdbackCertifiedBps: 1000,
                        holdbackProbationBps: 5000,
                        holdbackOrdinaryBps: 10_000,
                        maxUncodedFailures: 3
                    })
                )
            )
        );
    }

    /// @dev Each parameter may take its lowest and highest value and nothing beyond.
    function test_boundsOfParameters() public {
        bytes32[14] memory names = [
            bytes32("freeCancelWindow"),
            "ackWindow",
            "overdueGrace",
            "disputeWindow",
            "rulingWindow",
            "quickFailWindow",
            "priceMaxAge",
            "statusMaxAge",
            "bufferBps",
            "priceBandBps",
            "holdbackCertifiedBps",
            "holdbackProbationBps",
            "holdbackOrdinaryBps",
            "maxUncodedFailures"
        ];
        uint256[14] memory lowest =
            [uint256(0), 1 minutes, 1 hours, 24 hours, 50 days, 0, 1 hours, 1 minutes, 0, 0, 0, 0, 0, 0];
        uint256[14] memory highest = [
            uint256(1 hours),
            1 days,
            7 days,
            14 days,
            90 days,
            1 hours,
            7 days,
            1 days,
            5000,
            10_000,
            10_000,
            10_000,
            10_000,
            20
        ];
        for (uint256 i; i < 14; ++i) {
            _set(i, lowest[i]);
            _set(i, highest[i]);
            _assertRefused(i, names[i], highest[i] + 1);
            if (lowest[i] != 0) _assertRefused(i, names[i], lowest[i] - 1);
        }
    }

    function test_newParametersTakeEffectWhereTheyAreRead() public {
        IJobMarketTypes.Params memory p = market.params();
        (p.bufferBps, p.overdueGrace, p.statusMaxAge) = (5000, 1 hours, 1 minutes);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.ParamsSet(p);
        market.setParams(p);
        assertEq(keccak256(abi.encode(market.params())), keccak256(abi.encode(p)));
        assertEq(market.verifier(0), address(quorum));

        uint256 id = running(4, 2 hours);
        assertEq(market.job(id).escrow, 30e6);
        skip(3 hours + 1);
        market.expire(id);
    }

    // ---- verifiers ----

    function test_aListingChoosesItsVerifier() public {
        AnyReport other = new AnyReport();
        vm.expectEmit(address(market));
        emit IJobMarketTypes.VerifierSet(5, address(other));
        market.setVerifier(5, address(other));
        assertEq(market.verifier(5), address(other));
        IListings.Listing memory l = terms();
        l.verifier = 5;
        listingId = list(l);
        IJobMarketTypes.OpenParams memory p = order(4, 2 hours);
        p.buyer = buyer;
        vm.prank(sponsor);
        uint256 id = market.open(p);
        vm.prank(seller);
        market.acknowledge(ids(id), true);
        skip(1 hours);
        UsageReport memory r = completion(id, 14_400);
        JobContext memory context = JobContext(sponsor, buyer, payout, PROVIDER, 0);
        vm.expectCall(address(other), abi.encodeCall(IUsageVerifier.verify, (r, context, "proof")));
        market.report(r, "proof");
        assertState(id, IJobMarketTypes.State.Reported);
    }

    function test_RevertWhen_theVerifierIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.UnknownVerifier.selector, 8));
        market.setVerifier(8, address(1));
    }

    // ---- roles ----

    function test_RevertWhen_notGovernance() public {
        IJobMarketTypes.Params memory p = market.params();
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, anyone);
        vm.startPrank(anyone);
        vm.expectRevert(refused);
        market.setParams(p);
        vm.expectRevert(refused);
        market.setVerifier(0, anyone);
        vm.expectRevert(refused);
        market.freeze(1);
        vm.expectRevert(refused);
        market.rule(1, 0);
        vm.expectRevert(refused);
        market.pause();
        vm.stopPrank();
    }

    function test_RevertWhen_initializedAgain() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        JobMarket(address(market)).initialize(anyone, anyone);
        JobMarket implementation =
            new JobMarket(IJobMarketTypes.Peers(anyone, anyone, anyone, anyone, anyone, anyone, anyone), anyone);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(anyone, anyone);
    }

    // ---- copies ----

    function test_anyoneRefreshes() public {
        uint256 id = openJob(4, 2 hours);
        vm.startPrank(anyone);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.ListingRefreshed(listingId);
        market.refreshListing(listingId);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.ProviderRefreshed(PROVIDER, payout, 4, uint40(block.timestamp + 7 days), 400, BOND);
        market.refreshProvider(PROVIDER);
        vm.expectEmit(address(market));
        emit IJobMarketTypes.StatusRefreshed(true, false);
        market.refreshStatus();
        vm.stopPrank();
        // and loses none of the market's own counters
        assertEq(market.unitsInUse(listingId), 4);
        (uint256 openJobs,) = market.providerLoad(PROVIDER);
        assertEq(openJobs, 1);
        assertEq(market.jobCount(), id);
        openJob(4, 2 hours);
    }

    function test_aCopyOutOfDateIsRefreshedByTheOpening() public {
        skip(7 days - 1);
        refreshFeeds();
        openJob(1, 1 hours);
        // the seller locks CPT, which the market learns from the next refresh
        lockFor(seller, 50_000e18);
        openJob(1, 1 hours);
        assertEq(market.job(2).feeBps, 400);
        skip(1);
        openJob(1, 1 hours);
        assertEq(market.job(3).feeBps, 200);
    }

    /// @dev The certificate runs out: nothing is sold, although nobody refreshed.
    function test_RevertWhen_theCertificateHasExpired() public {
        skip(365 days - 1);
        refreshPrices();
        openJob(1, 1 hours);
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ProviderCannotSell.selector, PROVIDER));
        openJob(1, 1 hours);
    }

    function _set(uint256 index, uint256 value) private {
        market.setParams(_with(index, value));
        assertEq(keccak256(abi.encode(market.params())), keccak256(abi.encode(_with(index, value))));
    }

    function _assertRefused(uint256 index, bytes32 name, uint256 value) private {
        IJobMarketTypes.Params memory p = _with(index, value);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.InvalidParameter.selector, name, value));
        market.setParams(p);
    }

    /// @dev The present parameters with one word changed.
    function _with(uint256 index, uint256 value) private view returns (IJobMarketTypes.Params memory) {
        bytes memory words = abi.encode(market.params());
        assembly {
            mstore(add(add(words, 0x20), mul(index, 0x20)), value)
        }
        return abi.decode(words, (IJobMarketTypes.Params));
    }
}

contract AnyReport is IUsageVerifier {
    function verify(UsageReport calldata, JobContext calldata, bytes calldata) external view { }
}
