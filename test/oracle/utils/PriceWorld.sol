// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../../src/interfaces/IComputePriceOracle.sol";
import { ComputePriceOracle } from "../../../src/oracle/ComputePriceOracle.sol";
import { PriceNodes } from "./PriceNodes.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { Test } from "forge-std/Test.sol";

/// @notice An oracle, sixteen nodes of which six collude, what honest ones see at a second, and law K worked out anew for whatever the
/// oracle accepts.
contract PriceWorld is Test {
    /// @param proper whether the signature is that node's over exactly this, for this contract and chain
    struct Entry {
        uint256 node;
        uint64[] prices;
        bytes signature;
        bool proper;
    }

    /// @dev A node counts for what was observed after since and no later than until.
    struct Span {
        uint256 since;
        uint256 until;
    }

    uint256 public constant NODES = 16;
    uint256 public constant COLLUDERS = 6;
    uint256 public constant FEEDS = 2;
    uint256 private constant WALK = 10_000;
    uint256 private constant JUMP = 50_000;

    PriceNodes public immutable nodes;
    ComputePriceOracle public immutable oracle;
    mapping(uint256 node => Span[]) private _spans;
    uint256 public accepted;
    uint256 public refused;
    uint256 public bent;

    constructor() {
        nodes = new PriceNodes(NODES);
        oracle = new ComputePriceOracle(address(new AccessManager(address(this))), nodes.first(13));
        for (uint256 i; i < 13; ++i) {
            _spans[i].push(Span(0, type(uint256).max));
        }
        oracle.addFeed("a", 6);
        oracle.addFeed("b", 6);
    }

    // ---- who and what ----

    /// @notice Scattered through the order of addresses.
    function colludes(uint256 node) public pure returns (bool) {
        return node % 2 == 0 && node < 2 * COLLUDERS;
    }

    /// @notice What a price is at a second: it walks by up to 6 parts in 70,000 a second and doubles or halves every 14 hours.
    function truth(uint256 feed, uint256 at) public pure returns (uint256 price) {
        uint256 phase = (at + feed * 3000) % (2 * WALK);
        price = 70_000 + 6 * (phase < WALK ? phase : 2 * WALK - phase);
        if (((at + feed * 11_111) / JUMP) % 2 == 1) price *= 2;
    }

    /// @notice What an honest node signs: the truth within 2%, always the same for a second.
    function honest(uint256 node, uint256 at) public pure returns (uint64[] memory prices) {
        prices = new uint64[](FEEDS);
        for (uint256 k; k < FEEDS; ++k) {
            uint256 price = truth(k, at);
            prices[k] = uint64(price * 98 / 100 + uint256(keccak256(abi.encode(node, at, k))) % (price * 4 / 100));
        }
    }

    function ids() public pure returns (uint32[] memory list) {
        list = new uint32[](FEEDS);
        for (uint256 k; k < FEEDS; ++k) {
            list[k] = uint32(k + 1);
        }
    }

    function counts(uint256 node, uint256 at) public view returns (bool) {
        Span[] storage spans = _spans[node];
        if (spans.length == 0) return false;
        Span storage last = spans[spans.length - 1];
        return at > last.since && at <= last.until;
    }

    function member(uint256 node) public view returns (bool) {
        return oracle.isNode(nodes.at(node));
    }

    function entry(uint256 node, uint64[] memory prices, uint256 at) public view returns (Entry memory e) {
        IComputePriceOracle.NodeReport memory report = nodes.sign(node, address(oracle), ids(), prices, uint40(at));
        return Entry({ node: node, prices: prices, signature: report.signature, proper: true });
    }

    // ---- what may happen ----

    function setNode(uint256 node, bool active) external {
        oracle.setNode(nodes.at(node), active);
        if (active) _spans[node].push(Span(vm.getBlockTimestamp(), type(uint256).max));
        else _spans[node][_spans[node].length - 1].until = vm.getBlockTimestamp();
    }

    /// @notice Tries a submission; law K holds for what comes of it.
    function submit(Entry[] memory entries, uint256 observedAt) external returns (bool taken) {
        IComputePriceOracle.NodeReport[] memory reports = new IComputePriceOracle.NodeReport[](entries.length);
        for (uint256 i; i < entries.length; ++i) {
            reports[i] = IComputePriceOracle.NodeReport(entries[i].prices, entries[i].signature);
        }
        IComputePriceOracle.Feed[FEEDS] memory before;
        for (uint32 k; k < FEEDS; ++k) {
            before[k] = oracle.feed(k + 1);
        }
        try oracle.submit(ids(), uint40(observedAt), reports) {
            ++accepted;
            taken = true;
        } catch {
            ++refused;
        }
        if (taken) _checkReports(entries, observedAt);
        for (uint32 k; k < FEEDS; ++k) {
            IComputePriceOracle.Feed memory current = oracle.feed(k + 1);
            if (taken && current.round != before[k].round) _checkPrice(before[k], current, entries, k, observedAt);
            else assertEq(abi.encode(current), abi.encode(before[k]), "what is not accepted changes nothing");
        }
    }

    function _checkReports(Entry[] memory entries, uint256 observedAt) private view {
        uint256 now_ = vm.getBlockTimestamp();
        assertTrue(observedAt <= now_ && now_ - observedAt <= 600, "observed now");
        assertGe(entries.length, 7, "at least seven");
        for (uint256 i; i < entries.length; ++i) {
            assertTrue(entries[i].proper, "signed for this, here");
            assertTrue(counts(entries[i].node, observedAt), "in the set when it was observed");
            for (uint256 j; j < i; ++j) {
                assertTrue(entries[i].node != entries[j].node, "each node once");
            }
        }
    }

    function _checkPrice(
        IComputePriceOracle.Feed memory before,
        IComputePriceOracle.Feed memory current,
        Entry[] memory entries,
        uint256 k,
        uint256 observedAt
    ) private {
        assertEq(current.round, before.round + 1);
        assertGt(observedAt, before.observedAt, "strictly later");
        assertEq(current.observedAt, observedAt);
        assertEq(current.updatedAt, vm.getBlockTimestamp());

        uint256[] memory values = new uint256[](entries.length);
        (uint256 low, uint256 high) = (type(uint256).max, 0);
        for (uint256 i; i < values.length; ++i) {
            values[i] = entries[i].prices[k];
            if (colludes(entries[i].node)) continue;
            if (values[i] < low) low = values[i];
            if (values[i] > high) high = values[i];
        }
        values = vm.sort(values);
        uint256 middle = values.length / 2;
        uint256 median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        uint256 agreeing;
        for (uint256 i; i < values.length; ++i) {
            if (_distance(values[i], median) * 10 <= median) ++agreeing;
        }
        assertLe(_distance(current.price, median) * 10, median, "within 10% of the median of all");
        assertEq(current.signers, agreeing);
        assertGe(agreeing, 7, "seven agree");
        if (before.price != 0 && agreeing < 10) {
            assertLe(_distance(current.price, before.price) * 5, before.price, "at most a fifth");
        }
        // Six against whatever honest values they let in. A median of two is rounded down, so one unit off.
        assertLe(uint256(current.price) * 9, high * 11 + 9, "not bent up by more than 11/9");
        assertGe(uint256(current.price) * 11 + 11, low * 9, "not bent down by more than 9/11");
        if (current.price > high || current.price < low) ++bent;
    }

    function _distance(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a - b : b - a;
    }
}
