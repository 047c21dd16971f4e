// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Gaps } from "../../../src/pool/queue/Gaps.sol";
import { PoolHouse } from "../utils/PoolHouse.sol";

/// @notice The queue against a plain list that is walked request by request.
contract QueueModelTest is PoolHouse {
    using Gaps for Gaps.Set;

    struct Entry {
        uint256 id;
        address who;
        uint256 pending;
        uint256 filled;
        uint256 worth;
        uint256 claimed;
    }

    Gaps.Set private _set;
    Entry[] private entries;
    uint256 private lotId;
    uint256 private repaid;
    uint256 private filled;

    function setUp() public override {
        super.setUp();
        pool.setParameter("dailyBps", 100);
        for (uint256 i; i < 5; ++i) {
            put(_holder(i), 2000e6);
        }
        vm.prank(_holder(0));
        pool.withdraw(100e6, _holder(0), _holder(0));
        for (uint256 i; i < 4; ++i) {
            lotId = borrow(lines.openLine(borrower, 1900e6, 0, 700 days), 1900e6);
        }
        pool.setParameter("notice", 7 days);
    }

    function testFuzz_queueIsAPlainList(uint256 seed) public {
        for (uint256 i; i < 40; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 act = seed % 10;
            if (act < 4) _request(seed);
            else if (act < 6) _cancel(seed);
            else if (act < 7) _claim(seed);
            else _repay(seed);
            _compare();
        }
        for (uint256 i; i < entries.length; ++i) {
            _claimOf(i);
        }
        uint256 worth;
        uint256 claimed;
        for (uint256 i; i < entries.length; ++i) {
            worth += entries[i].worth;
            claimed += entries[i].claimed;
        }
        assertApproxEqAbs(claimed, worth, entries.length * 40);
        assertLawG();
    }

    function _holder(uint256 i) private pure returns (address) {
        return address(uint160(0xA000 + i));
    }

    function _request(uint256 seed) private {
        address who = _holder(seed / 16 % 5);
        uint256 shares = bound(seed, 10e12, 300e12);
        if (pool.balanceOf(who) < shares + 1e12) return;
        entries.push(Entry(request(who, shares), who, shares, 0, 0, 0));
    }

    function _cancel(uint256 seed) private {
        if (entries.length == 0) return;
        Entry storage e = entries[seed / 16 % entries.length];
        if (e.pending == 0) return;
        vm.prank(e.who);
        assertEq(pool.cancelRedeemRequest(e.id, e.who), e.pending);
        e.pending = 0;
    }

    function _claim(uint256 seed) private {
        if (entries.length != 0) _claimOf(seed / 16 % entries.length);
    }

    function _claimOf(uint256 i) private {
        Entry storage e = entries[i];
        if (pool.claimableRedeemRequest(e.id, e.who) == 0) return;
        e.claimed += claim(e.who, e.id);
    }

    /// @dev Money comes back; the model gives it to the first that waits, then to the next.
    function _repay(uint256 seed) private {
        uint256 amount = bound(seed, 5e6, 200e6);
        uint256 line = 1 + seed / 16 % 4;
        if (lines.line(line).principal < amount) return;
        uint256 supply = pool.totalSupply();
        pay(line, lotId + line - 4, uint64(amount));
        for (uint256 i; i < 3; ++i) {
            try pool.fillQueue(100) { } catch { }
        }
        uint256 burnt = supply - pool.totalSupply();
        repaid += amount;
        filled += burnt;
        assertLe(filled, repaid * 1e6 + 1e8, "no more is filled than came back");
        for (uint256 i; i < entries.length && burnt != 0; ++i) {
            Entry storage e = entries[i];
            uint256 part = e.pending < burnt ? e.pending : burnt;
            e.pending -= part;
            e.filled += part;
            e.worth += part / 1e6;
            burnt -= part;
        }
        assertEq(burnt, 0);
    }

    function _compare() private view {
        uint256 pending;
        for (uint256 i; i < entries.length; ++i) {
            Entry memory e = entries[i];
            assertEq(pool.pendingRedeemRequest(e.id, e.who), e.pending, "pending");
            pending += e.pending;
        }
        assertEq(pool.pendingShares(), pending);
        assertEq(pool.balanceOf(address(pool)), pending);
    }

    function testFuzz_gaps(uint256 seed) public {
        uint256[12] memory ids;
        for (uint256 i; i < 12; ++i) {
            ids[i] = uint256(keccak256(abi.encode(seed, i))) % (i < 6 ? 700 : 200_000);
            _set.add(ids[i]);
        }
        if (seed % 2 == 0) _set.remove(ids[3]);
        uint256 from = ids[seed % 3] / 2;
        uint256 least = type(uint256).max;
        for (uint256 i; i < 12; ++i) {
            if (seed % 2 == 0 && ids[i] == ids[3]) continue;
            if (ids[i] >= from && ids[i] < least) least = ids[i];
        }
        if (least != type(uint256).max) assertEq(_set.next(from), least);
    }
}
