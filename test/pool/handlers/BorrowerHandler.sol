// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../../src/interfaces/ICreditLines.sol";
import { CreditLines } from "../../../src/pool/CreditLines.sol";
import { InsuranceFund } from "../../../src/pool/InsuranceFund.sol";
import { LendingPool } from "../../../src/pool/LendingPool.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { TestOracle } from "../utils/TestOracle.sol";
import { PoolHandler } from "./PoolHandler.sol";

/// @notice Governance, borrowers who pay or do not, keepers, the fund's donors; and time.
contract BorrowerHandler is PoolHandler {
    InsuranceFund private immutable FUND;

    uint256 public lent;
    uint256 public repaid;
    uint256 public covered;
    uint256 public pushed;
    uint256 public defaults;
    uint256 public fills;
    uint256 public writtenOff;

    constructor(LendingPool pool, CreditLines lines, TestUSDC usdc, TestOracle oracle, InsuranceFund fund)
        PoolHandler(pool, lines, usdc, oracle)
    {
        FUND = fund;
        usdc.approve(address(fund), type(uint256).max);
        usdc.approve(address(lines), type(uint256).max);
    }

    function open(uint64 cap, uint16 rate, uint32 term) external watched("open") {
        if (LINES.liveLines().length == 16) return;
        LINES.openLine(
            address(this), uint64(bound(cap, 1000e6, 1_000_000e6)), rate % 3000, uint32(bound(term, 7 days, 60 days))
        );
        _did("open");
    }

    function draw(uint256 seed, uint64 amount) external watched("draw") {
        uint256[] memory ids = LINES.liveLines();
        if (ids.length == 0) return;
        uint256 id = ids[seed % ids.length];
        ICreditLines.Line memory l = LINES.line(id);
        uint256 most = POOL.lendable() * 8 / 10;
        uint256 limit = POOL.totalAssets() / 5;
        if (l.principal >= limit || l.principal >= l.cap || block.timestamp >= l.due || most == 0) return;
        if (most > limit - l.principal) most = limit - l.principal;
        if (most > l.cap - l.principal) most = l.cap - l.principal;
        amount = uint64(bound(amount, 1, most));
        LINES.draw(id, _lot(seed, amount), amount);
        lent += amount;
        _did("draw");
    }

    function repay(uint256 seed, uint64 amount) external watched("repay") {
        uint256 count = LINES.lotCount();
        if (count == 0) return;
        uint256 lotId = _owing(1 + seed % count, count);
        if (lotId == 0) return;
        ICreditLines.Lot memory lot = LINES.lot(lotId);
        ICreditLines.Line memory l = LINES.line(lot.lineId);
        uint256 owed = l.interest + lot.drawn - lot.repaid;
        amount = uint64(bound(amount, 1, owed));
        _mint(address(this), amount);
        (uint64 interest, uint64 principal) = LINES.repay(lot.lineId, lotId, amount);
        assertEq(uint256(interest) + principal, amount);
        repaid += amount;
        _did("repay");
    }

    /// @dev A borrower that is late: time goes on to the second at which the next mark falls due, and nobody has looked yet.
    function default_(uint256 later) external watched("default_") {
        for (uint256 i; i < 3 && LINES.book().nextEvent != type(uint40).max; ++i) {
            uint256 loss = _loss();
            vm.warp(LINES.book().nextEvent);
            ORACLE.refresh();
            if (_loss() <= loss) continue;
            ++defaults;
            _did("default_");
            break;
        }
        vm.warp(vm.getBlockTimestamp() + later % 2 hours);
    }

    function writeOff(uint256 seed) external watched("writeOff") {
        uint256[] memory ids = LINES.liveLines();
        if (ids.length == 0) return;
        uint256 id = ids[seed % ids.length];
        ICreditLines.Line memory l = LINES.line(id);
        if (l.markBps != 10_000) return;
        LINES.writeOff(id);
        ++writtenOff;
        _did("writeOff");
    }

    function insure(uint256 amount) external watched("insure") {
        amount = bound(amount, 1e6, 20_000e6);
        _mint(address(this), amount);
        FUND.contribute(amount);
        _did("insure");
    }

    function keep(uint256 gaps) external watched("keep") {
        try POOL.fillQueue(bound(gaps, 0, 5)) returns (uint256 shares, uint256) {
            _checkPriced();
            if (shares != 0) ++fills;
        } catch { }
        try POOL.pushReserve() returns (uint256 amount) {
            pushed += amount;
        } catch { }
        try POOL.coverLoss() { } catch { }
        POOL.accrue();
        _checkPriced();
        _did("keep");
    }

    function pass(uint256 time) external watched("pass") {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1 minutes, 6 days));
        ORACLE.refresh();
        _did("pass");
    }

    /// @dev A lot from this one on for which something is owed, those of marked lines first.
    function _owing(uint256 from, uint256 count) private view returns (uint256 lotId) {
        for (uint256 i; i < 2 * count; ++i) {
            uint256 id = 1 + (from + i) % count;
            ICreditLines.Lot memory lot = LINES.lot(id);
            ICreditLines.Line memory l = LINES.line(lot.lineId);
            if (l.state == ICreditLines.LineState.Closed || l.interest + lot.drawn == lot.repaid) continue;
            if (l.markBps != 0 || i >= count) return id;
        }
    }

    function _lot(uint256 seed, uint64 amount) private pure returns (ICreditLines.LotTerms memory) {
        return ICreditLines.LotTerms({
            descriptionHash: bytes32(seed),
            feedId: 3,
            units: amount,
            pledged: amount / 10,
            cost: amount * 2,
            expiry: type(uint40).max,
            marginBps: 0
        });
    }
}
