// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../src/interfaces/IComputePriceOracle.sol";
import { ComputePriceOracle } from "../../src/oracle/ComputePriceOracle.sol";
import { PriceNodes } from "./utils/PriceNodes.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Transmits vectors of two feeds from honest, drifting and lying nodes at honest and dishonest times.
contract Transmitter is Test {
    PriceNodes public immutable nodes;
    ComputePriceOracle public immutable oracle;
    uint256 public accepted;
    uint256 public refused;

    constructor(PriceNodes nodes_, ComputePriceOracle oracle_) {
        nodes = nodes_;
        oracle = oracle_;
    }

    function submit(uint256 seed, uint8 count, uint8 liars, uint16 age, uint64 base) external {
        uint256 n = bound(count, 5, 14);
        uint256 bad = bound(liars, 0, 5);
        uint64 price = uint64(bound(base, 900, 1300));
        uint40 observedAt = uint40(vm.getBlockTimestamp() - bound(age, 0, 700));
        uint32[] memory ids = new uint32[](2);
        (ids[0], ids[1]) = (1, 2);
        uint64[][] memory prices = new uint64[][](n);
        for (uint256 i; i < n; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, i)));
            prices[i] = new uint64[](2);
            prices[i][0] = i < bad ? uint64(r) : price + uint64(r % (price / 8));
            prices[i][1] = price;
        }
        IComputePriceOracle.NodeReport[] memory reports = nodes.signAll(address(oracle), ids, prices, observedAt);
        IComputePriceOracle.Feed[2] memory before = [oracle.feed(1), oracle.feed(2)];

        try oracle.submit(ids, observedAt, reports) {
            ++accepted;
            assertGe(n, 7, "at least seven reports");
            assertLe(n, 13, "nodes only");
            for (uint32 k; k < 2; ++k) {
                _checkFeed(before[k], oracle.feed(k + 1), prices, k, observedAt);
            }
        } catch {
            ++refused;
        }
    }

    /// @dev Law K and the bound on a move, worked out anew.
    function _checkFeed(
        IComputePriceOracle.Feed memory before,
        IComputePriceOracle.Feed memory current,
        uint64[][] memory prices,
        uint256 k,
        uint40 observedAt
    ) private {
        if (current.round == before.round) {
            assertEq(keccak256(abi.encode(current)), keccak256(abi.encode(before)), "rejected: nothing changed");
            return;
        }
        assertEq(current.round, before.round + 1);
        assertGt(observedAt, before.observedAt, "strictly later");
        assertEq(current.observedAt, observedAt);
        assertLe(vm.getBlockTimestamp() - current.observedAt, 600, "not stale");

        uint256[] memory values = new uint256[](prices.length);
        for (uint256 i; i < values.length; ++i) {
            values[i] = prices[i][k];
        }
        values = vm.sort(values);
        uint256 middle = values.length / 2;
        uint256 median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        uint256 agreeing;
        for (uint256 i; i < values.length; ++i) {
            if (_distance(values[i], median) * 10 <= median) ++agreeing;
        }
        assertLe(_distance(current.price, median) * 10, median, "within 10% of the median of all submitted");
        assertEq(current.signers, agreeing);
        assertGe(current.signers, 7, "seven agree");
        if (before.price != 0 && current.signers < 10) {
            assertLe(_distance(current.price, before.price) * 5, before.price, "at most a fifth");
        }
    }

    function _distance(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a - b : b - a;
    }

    function wait(uint16 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1, 900));
    }
}

contract LawK is Test {
    Transmitter internal transmitter;

    function setUp() public {
        vm.warp(1_750_000_000);
        PriceNodes nodes = new PriceNodes(14);
        ComputePriceOracle oracle = new ComputePriceOracle(address(new AccessManager(address(this))), nodes.first(13));
        oracle.addFeed("a", 6);
        oracle.addFeed("b", 6);
        transmitter = new Transmitter(nodes, oracle);
        targetContract(address(transmitter));
    }

    /// @dev The checks run in the handler after every submission.
    function invariant_K_AcceptedPricesLieNearTheMedianOfSevenNodes() public view {
        IComputePriceOracle.Feed memory feed = transmitter.oracle().feed(2);
        assertEq(feed.round == 0, feed.price == 0);
        assertLe(feed.observedAt, feed.updatedAt);
        assertLe(feed.updatedAt - feed.observedAt, 600);
        assertLe(feed.round, transmitter.accepted());
    }
}
