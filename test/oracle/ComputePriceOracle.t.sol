// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../src/interfaces/IComputePriceOracle.sol";
import { ComputePriceFeed } from "../../src/oracle/ComputePriceFeed.sol";
import { ComputePriceOracle } from "../../src/oracle/ComputePriceOracle.sol";
import { PriceNodes } from "./utils/PriceNodes.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { Test } from "forge-std/Test.sol";

contract ComputePriceOracleTest is Test {
    PriceNodes internal nodes;
    ComputePriceOracle internal oracle;
    uint40 internal constant T0 = 1_750_000_000;

    function setUp() public {
        vm.warp(T0);
        nodes = new PriceNodes(16);
        oracle = new ComputePriceOracle(address(new AccessManager(address(this))), nodes.first(13));
        oracle.addFeed("AWS/c7i/eu-central", 6);
        oracle.addFeed("Azure/NC24/us-east", 6);
        oracle.addFeed("USDC/USD", 8);
    }

    // ---- helpers ----

    function _flat(uint256 count, uint64 value) internal pure returns (uint64[] memory values) {
        values = new uint64[](count);
        for (uint256 i; i < count; ++i) {
            values[i] = value;
        }
    }

    function _submit(uint32 feedId, uint64[] memory values, uint40 observedAt) internal {
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), feedId, values, observedAt);
        oracle.submit(ids, observedAt, reports);
    }

    function _submitRejected(uint64[] memory values, uint8 reason, uint64 median, uint8 agreeing) internal {
        uint40 observedAt = uint40(vm.getBlockTimestamp());
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, values, observedAt);
        // A second, healthy feed carries the submission so that the rejection can be seen.
        ids = new uint32[](2);
        (ids[0], ids[1]) = (1, 2);
        uint64[][] memory prices = new uint64[][](values.length);
        for (uint256 i; i < values.length; ++i) {
            prices[i] = new uint64[](2);
            (prices[i][0], prices[i][1]) = (values[i], 500);
        }
        reports = nodes.signAll(address(oracle), ids, prices, observedAt);
        IComputePriceOracle.Feed memory before = oracle.feed(1);
        vm.expectEmit(address(oracle));
        emit IComputePriceOracle.PriceRejected(1, reason, median, agreeing);
        oracle.submit(ids, observedAt, reports);
        assertEq(keccak256(abi.encode(oracle.feed(1))), keccak256(abi.encode(before)), "rejected feed is untouched");
        assertEq(oracle.feed(2).observedAt, observedAt, "the other feed moved on");
    }

    // ---- acceptance ----

    function test_SevenNodesSetTheFirstPrice() public {
        uint64[] memory values = new uint64[](7);
        for (uint64 i; i < 7; ++i) {
            values[i] = 1000 + i;
        }
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, values, T0 - 60);
        vm.expectEmit(address(oracle));
        emit IComputePriceOracle.PriceUpdated(1, 1, 1003, 0, T0 - 60, 7, address(0xbeef));
        vm.prank(address(0xbeef));
        oracle.submit(ids, T0 - 60, reports);

        (uint64 price, uint40 observedAt) = oracle.latest(1);
        assertEq(price, 1003);
        assertEq(observedAt, T0 - 60);
        IComputePriceOracle.Feed memory feed = oracle.feed(1);
        assertEq(feed.updatedAt, T0);
        assertEq(feed.round, 1);
        assertEq(feed.signers, 7);
        assertEq(feed.decimals, 6);
    }

    function test_OutliersAreDroppedOnceAndSevenMustRemain() public {
        uint64[] memory values = _flat(9, 1000);
        (values[0], values[8]) = (1, type(uint64).max);
        _submit(1, values, T0);
        assertEq(oracle.feed(1).price, 1000);
        assertEq(oracle.feed(1).signers, 7);

        vm.warp(T0 + 1);
        values[1] = 899;
        _submitRejected(values, 1, 1000, 6);
    }

    function test_MoveOfExactlyTwentyPercentNeedsSevenAndAnyMoreNeedsTen() public {
        _submit(1, _flat(7, 1000), T0);
        vm.warp(T0 + 1);
        _submitRejected(_flat(9, 1201), 2, 1201, 9);
        vm.warp(T0 + 2);
        _submitRejected(_flat(9, 799), 2, 799, 9);
        vm.warp(T0 + 3);
        _submit(1, _flat(7, 1200), T0 + 3);
        vm.warp(T0 + 4);
        _submit(1, _flat(7, 960), T0 + 4);
        vm.warp(T0 + 5);
        _submit(1, _flat(10, 5000), T0 + 5);
        assertEq(oracle.feed(1).price, 5000);
        assertEq(oracle.feed(1).round, 4);
    }

    /// @dev Ten that sign are not enough if one of them is an outlier.
    function test_LargeMoveCountsNodesThatAgree() public {
        _submit(1, _flat(7, 1000), T0);
        vm.warp(T0 + 1);
        uint64[] memory values = _flat(10, 2000);
        values[3] = 1000;
        _submitRejected(values, 2, 2000, 9);
    }

    function test_ZeroMedianIsRejected() public {
        _submitRejected(_flat(13, 0), 3, 0, 0);
    }

    function test_ObservationMustBeLaterThanTheLast() public {
        _submit(1, _flat(7, 1000), T0 - 10);
        _submit(2, _flat(7, 500), T0 - 20);
        vm.expectRevert(IComputePriceOracle.NothingAccepted.selector);
        this.submitExternally(1, _flat(7, 1001), T0 - 10);
        vm.expectRevert(IComputePriceOracle.NothingAccepted.selector);
        this.submitExternally(1, _flat(7, 1001), T0 - 11);
        _submit(1, _flat(7, 1001), T0);
        // At T0 feed 1 is up to date, feed 2 is not.
        _submitRejected(_flat(7, 1002), 4, 0, 0);
    }

    function test_UnknownFeedDoesNotBlockTheOthers() public {
        uint32[] memory ids = new uint32[](2);
        (ids[0], ids[1]) = (3, 77);
        uint64[][] memory prices = new uint64[][](7);
        for (uint256 i; i < 7; ++i) {
            prices[i] = _flat(2, 1e8);
        }
        IComputePriceOracle.NodeReport[] memory reports = nodes.signAll(address(oracle), ids, prices, T0);
        vm.expectEmit(address(oracle));
        emit IComputePriceOracle.PriceRejected(77, 5, 0, 0);
        oracle.submit(ids, T0, reports);
        assertEq(oracle.feed(3).price, 1e8);
        (uint64 price, uint40 observedAt) = oracle.latest(77);
        assertEq(price + observedAt, 0);
    }

    // ---- refusals ----

    function submitExternally(uint32 feedId, uint64[] memory values, uint40 observedAt) external {
        _submit(feedId, values, observedAt);
    }

    function test_RevertWhen_ObservedInTheFutureOrTooLongAgo() public {
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, _flat(7, 1000), T0 + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IComputePriceOracle.InvalidObservationTime.selector, T0 + 1, uint256(T0))
        );
        oracle.submit(ids, T0 + 1, reports);

        (ids, reports) = nodes.signOne(address(oracle), 1, _flat(7, 1000), T0 - 601);
        vm.expectRevert(
            abi.encodeWithSelector(IComputePriceOracle.InvalidObservationTime.selector, T0 - 601, uint256(T0))
        );
        oracle.submit(ids, T0 - 601, reports);
        _submit(1, _flat(7, 1000), T0 - 600);
    }

    function test_RevertWhen_TooFewOrTooManyReports() public {
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, _flat(6, 1000), T0);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.TooFewReports.selector, 6, 7));
        oracle.submit(ids, T0, reports);

        (ids, reports) = nodes.signOne(address(oracle), 1, _flat(14, 1000), T0);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.TooManyReports.selector, 14, 13));
        oracle.submit(ids, T0, reports);
        _submit(1, _flat(13, 1000), T0);
    }

    function test_RevertWhen_SignerRepeatsOrIsOutOfOrder() public {
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, _flat(8, 1000), T0);
        (reports[2], reports[3]) = (reports[3], reports[2]);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.DuplicateNode.selector, nodes.at(2)));
        oracle.submit(ids, T0, reports);
        reports[3] = reports[2];
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.DuplicateNode.selector, nodes.at(3)));
        oracle.submit(ids, T0, reports);
    }

    function test_RevertWhen_SignerIsNoNode() public {
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, _flat(7, 1000), T0);
        reports[6] = nodes.sign(14, address(oracle), ids, _flat(1, 1000), T0);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.NotNode.selector, nodes.at(14)));
        oracle.submit(ids, T0, reports);
    }

    /// @dev Anything that was signed binds: prices, feeds, time, contract and chain.
    function test_RevertWhen_SignedContentIsChanged() public {
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, _flat(7, 1000), T0);
        vm.expectPartialRevert(IComputePriceOracle.NotNode.selector);
        oracle.submit(ids, T0 - 1, reports);

        ids[0] = 2;
        vm.expectPartialRevert(IComputePriceOracle.NotNode.selector);
        oracle.submit(ids, T0, reports);
        ids[0] = 1;

        reports[0].prices[0] = 1001;
        vm.expectPartialRevert(IComputePriceOracle.NotNode.selector);
        oracle.submit(ids, T0, reports);
        reports[0].prices[0] = 1000;

        vm.chainId(block.chainid + 1);
        vm.expectPartialRevert(IComputePriceOracle.NotNode.selector);
        oracle.submit(ids, T0, reports);
        vm.chainId(31_337);

        (ids, reports) = nodes.signOne(address(this), 1, _flat(7, 1000), T0);
        vm.expectPartialRevert(IComputePriceOracle.NotNode.selector);
        oracle.submit(ids, T0, reports);
    }

    function test_RevertWhen_SignatureIsMalformed() public {
        bytes32 s;
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, _flat(7, 1000), T0);
        reports[0].signature = hex"1234";
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureLength.selector, 2));
        oracle.submit(ids, T0, reports);

        // The other signature of the same key over the same report.
        (, reports) = nodes.signOne(address(oracle), 1, _flat(7, 1000), T0);
        (reports[3].signature, s) = _twin(reports[3].signature);
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, s));
        oracle.submit(ids, T0, reports);
    }

    function _twin(bytes memory signature) private pure returns (bytes memory, bytes32 s) {
        bytes32 r;
        uint8 v;
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
            v := byte(0, mload(add(signature, 0x60)))
        }
        s = bytes32(0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141 - uint256(s));
        return (abi.encodePacked(r, s, v == 27 ? uint8(28) : uint8(27)), s);
    }

    function test_RevertWhen_LengthsDiffer() public {
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, _flat(7, 1000), T0);
        reports[4] = nodes.sign(4, address(oracle), ids, _flat(2, 1000), T0);
        vm.expectRevert(IComputePriceOracle.LengthMismatch.selector);
        oracle.submit(ids, T0, reports);
    }

    function test_RevertWhen_FeedIdsDoNotAscendOrAreNone() public {
        uint32[] memory ids = new uint32[](2);
        uint64[][] memory prices = new uint64[][](7);
        for (uint256 i; i < 7; ++i) {
            prices[i] = _flat(2, 1000);
        }
        (ids[0], ids[1]) = (1, 1);
        IComputePriceOracle.NodeReport[] memory reports = nodes.signAll(address(oracle), ids, prices, T0);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.DuplicateFeed.selector, 1));
        oracle.submit(ids, T0, reports);
        (ids[0], ids[1]) = (2, 1);
        reports = nodes.signAll(address(oracle), ids, prices, T0);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.DuplicateFeed.selector, 1));
        oracle.submit(ids, T0, reports);

        ids = new uint32[](0);
        for (uint256 i; i < 7; ++i) {
            prices[i] = new uint64[](0);
        }
        reports = nodes.signAll(address(oracle), ids, prices, T0);
        vm.expectRevert(IComputePriceOracle.NothingAccepted.selector);
        oracle.submit(ids, T0, reports);
    }

    // ---- governance ----

    function test_NodeSetStaysBetweenTenAndThirteen() public {
        (address first, address fourth, address spare) = (nodes.at(0), nodes.at(3), nodes.at(13));
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.InvalidNodeCount.selector, 14));
        oracle.setNode(spare, true);
        for (uint256 i; i < 3; ++i) {
            oracle.setNode(nodes.at(i), false);
        }
        assertEq(oracle.nodeCount(), 10);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.InvalidNodeCount.selector, 9));
        oracle.setNode(fourth, false);

        vm.expectEmit(address(oracle));
        emit IComputePriceOracle.NodeSet(spare, true, 11);
        oracle.setNode(spare, true);
        assertTrue(oracle.isNode(spare));

        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.DuplicateNode.selector, spare));
        oracle.setNode(spare, true);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.NotNode.selector, first));
        oracle.setNode(first, false);
        vm.expectRevert(IComputePriceOracle.ZeroAddress.selector);
        oracle.setNode(address(0), true);
    }

    /// @dev What was observed up to the second of a change keeps the old set, whoever transmits it and when.
    function test_ChangesOfTheSetNeverTakeEffectMidRound() public {
        (address leaver, address newcomer) = (nodes.at(12), nodes.at(13));
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory old) =
            nodes.signOne(address(oracle), 1, _flat(13, 1000), T0);
        oracle.setNode(leaver, false);
        oracle.setNode(newcomer, true);
        assertFalse(oracle.isNode(leaver));
        assertTrue(oracle.isNode(newcomer));
        assertTrue(oracle.countsAt(leaver, T0));
        assertFalse(oracle.countsAt(newcomer, T0));
        assertFalse(oracle.countsAt(leaver, T0 + 1));
        assertTrue(oracle.countsAt(newcomer, T0 + 1));

        vm.warp(T0 + 300);
        old[12] = nodes.sign(13, address(oracle), ids, _flat(1, 1000), T0);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.NotNode.selector, newcomer));
        oracle.submit(ids, T0, old);
        old[12] = nodes.sign(12, address(oracle), ids, _flat(1, 1000), T0);
        oracle.submit(ids, T0, old);
        assertEq(oracle.feed(1).signers, 13);

        IComputePriceOracle.NodeReport[] memory young = new IComputePriceOracle.NodeReport[](13);
        for (uint256 i; i < 13; ++i) {
            young[i] = nodes.sign(i, address(oracle), ids, _flat(1, 1000), T0 + 1);
        }
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.NotNode.selector, leaver));
        oracle.submit(ids, T0 + 1, young);
        young[12] = nodes.sign(13, address(oracle), ids, _flat(1, 1000), T0 + 1);
        oracle.submit(ids, T0 + 1, young);
    }

    /// @dev Nor does a node that comes back count for the time it was out.
    function test_ANodeThatComesBackDoesNotCountForWhatWasObservedMeanwhile() public {
        address node = nodes.at(12);
        vm.warp(T0 + 100);
        oracle.setNode(node, false);
        vm.warp(T0 + 300);
        oracle.setNode(node, true);
        (uint32[] memory ids, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), 1, _flat(13, 1000), T0 + 200);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.NotNode.selector, node));
        oracle.submit(ids, T0 + 200, reports);
        assertFalse(oracle.countsAt(node, T0 + 300));
        assertTrue(oracle.countsAt(node, T0 + 301));
    }

    function test_NodesAreListed() public {
        oracle.setNode(nodes.at(4), false);
        oracle.setNode(nodes.at(12), false);
        oracle.setNode(nodes.at(15), true);
        address[] memory listed = oracle.nodes();
        assertEq(listed.length, 12);
        assertEq(oracle.nodeCount(), 12);
        for (uint256 i; i < listed.length; ++i) {
            assertTrue(oracle.isNode(listed[i]));
            for (uint256 j; j < i; ++j) {
                assertTrue(listed[i] != listed[j]);
            }
        }
        oracle.setNode(nodes.at(4), true);
        assertTrue(oracle.isNode(nodes.at(4)), "may come back");
    }

    function test_ConstructorChecksTheNodes() public {
        address authority = oracle.authority();
        address[] memory few = nodes.first(9);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.InvalidNodeCount.selector, 9));
        new ComputePriceOracle(authority, few);
        few = nodes.first(10);
        few[9] = few[0];
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.DuplicateNode.selector, few[0]));
        new ComputePriceOracle(authority, few);
    }

    function test_OnlyTheAuthorityGoverns() public {
        address stranger = address(0xbad);
        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        oracle.setNode(address(1), true);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        oracle.addFeed("x", 6);
    }

    function test_AddFeedChecksDecimals() public {
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.InvalidDecimals.selector, 0));
        oracle.addFeed("x", 0);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.InvalidDecimals.selector, 19));
        oracle.addFeed("x", 19);
        (uint32 id,) = oracle.addFeed("x", 18);
        assertEq(id, 4);
        assertEq(oracle.feedCount(), 4);
    }

    // ---- aggregator ----

    function test_AggregatorSpeaksChainlink() public {
        ComputePriceFeed feed = ComputePriceFeed(oracle.aggregator(3));
        assertEq(feed.decimals(), 8);
        assertEq(feed.description(), "USDC/USD");
        assertEq(feed.version(), 1);
        vm.expectRevert(abi.encodeWithSelector(ComputePriceFeed.NoPrice.selector, 3));
        feed.latestRoundData();

        _submit(3, _flat(7, 99_990_000), T0 - 30);
        vm.warp(T0 + 5);
        _submit(3, _flat(8, 99_980_000), T0 + 1);
        (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) = feed.latestRoundData();
        assertEq(id, 2);
        assertEq(answer, 99_980_000);
        assertEq(startedAt, T0 + 1);
        assertEq(updatedAt, T0 + 5);
        assertEq(answeredIn, 2);
    }

    function test_AggregatorKeepsEveryRound() public {
        ComputePriceFeed feed = ComputePriceFeed(oracle.aggregator(3));
        for (uint40 i = 1; i <= 40; ++i) {
            vm.warp(T0 + i * 1 days);
            _submit(3, _flat(7 + i % 2, 99_990_000 + i), T0 + i * 1 days - i);
        }
        for (uint40 i = 1; i <= 40; ++i) {
            (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) = feed.getRoundData(i);
            assertEq(id, i);
            assertEq(answeredIn, i);
            assertEq(answer, int256(uint256(99_990_000 + i)));
            assertEq(startedAt, T0 + i * 1 days - i);
            assertEq(updatedAt, T0 + i * 1 days);
        }
        assertEq(oracle.round(3, 3).signers, 8);
        for (uint256 i; i < 3; ++i) {
            uint80 none = [0, 41, type(uint80).max][i];
            vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.UnknownRound.selector, 3, none));
            feed.getRoundData(none);
        }
    }

    function test_RevertWhen_AskedForAnUnknownFeed() public {
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.UnknownFeed.selector, 4));
        oracle.feed(4);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.UnknownFeed.selector, 0));
        oracle.description(0);
        vm.expectRevert(abi.encodeWithSelector(IComputePriceOracle.UnknownFeed.selector, 4));
        oracle.aggregator(4);
    }
}
