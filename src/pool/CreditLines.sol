// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../interfaces/ICreditLines.sol";
import { ILendingPool } from "../interfaces/ILendingPool.sol";
import { CreditMath } from "../libraries/CreditMath.sol";
import { LineStorage } from "./credit/LineStorage.sol";
import { LotBook } from "./credit/LotBook.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title CreditLines
/// @notice The parts: LineStorage (parameters), LineBook (settlement), LotBook (lots, draws, repayments), here the lines' lives.
contract CreditLines is LotBook {
    using SafeCast for uint256;

    constructor(address usdc_, address pool_, address oracle_) LineStorage(usdc_, pool_, oracle_) {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setDefaults();
        _terms.settledAt = uint40(block.timestamp);
    }

    /// @inheritdoc ICreditLines
    function openLine(address borrower, uint64 cap, uint16 rateBps, uint32 term)
        external
        override
        restricted
        nonReentrant
        returns (uint256 lineId)
    {
        // Check
        if (borrower == address(0)) revert ZeroAddress();
        if (cap == 0) revert ZeroAmount();
        if (rateBps > MAX_RATE_BPS) revert InvalidRate(rateBps, MAX_RATE_BPS);
        if (term < MIN_TERM || term > MAX_TERM) revert InvalidTerm(term, MIN_TERM, MAX_TERM);

        // Effect: what is due and repaid makes room first
        _report();
        if (_live.length >= MAX_LINES) revert TooManyLines(MAX_LINES);
        lineId = ++_terms.lineCount;
        _live.push(uint32(lineId));
        Debt storage d = _debts[lineId];
        d.rateBps = rateBps;
        d.due = uint40(block.timestamp + term);
        d.reservePct = _terms.reservePct;
        _borrowers[lineId] = Borrower(borrower, cap, LineState.Open);
        emit LineOpened(lineId, borrower, cap, rateBps, d.due, d.reservePct);
    }

    /// @inheritdoc ICreditLines
    function closeLine(uint256 lineId) external override nonReentrant {
        Borrower memory b = _open(lineId);
        Debt memory d = _debts[lineId];
        if (block.timestamp < d.due && msg.sender != b.account) revert NotBorrower(lineId, msg.sender);
        if (_owes(d)) revert StillOwed(lineId, _interestOf(d) + d.principal);
        _retire(lineId, LineState.Closed);
        emit LineClosed(lineId);
        _report();
    }

    /// @inheritdoc ICreditLines
    function writeOff(uint256 lineId) external override restricted nonReentrant {
        // Check
        _open(lineId);
        Session memory s = _begin();
        Debt memory d = s.debts[_placeOf(s, lineId)];
        uint256 loss = _impaired(d);
        if (CreditMath.markBps(d.due, block.timestamp) != BPS || !_owes(d)) {
            revert StillOwed(lineId, _interestOf(d) + d.principal);
        }

        // Effect: the mark first, with its cover, then out of the books
        _report();
        _retire(lineId, LineState.WrittenOff);
        emit LineWrittenOff(lineId, loss.toUint64());
        s = _begin();
        _sum(s, POOL.cash());
        _store(s);
        ILendingPool.Movement memory m;
        m.writtenOff = uint64(loss);
        POOL.report(s.book, m);
    }

    /// @inheritdoc ICreditLines
    function line(uint256 lineId) external view override returns (Line memory) {
        Borrower memory b = _known(lineId);
        Debt memory d = _debts[lineId];
        d.raw = _rawOf(d, _terms.settledAt);
        return Line({
            borrower: b.account,
            cap: b.cap,
            principal: d.principal,
            interest: _interestOf(d).toUint64(),
            rateBps: d.rateBps,
            appliedBps: d.appliedBps,
            due: d.due,
            reservePct: d.reservePct,
            state: b.state,
            markBps: _owes(d) ? uint16(CreditMath.markBps(d.due, block.timestamp)) : 0
        });
    }

    /// @inheritdoc ICreditLines
    function lineCount() external view override returns (uint256) {
        return _terms.lineCount;
    }

    function _report() private {
        Session memory s = _begin();
        _sum(s, POOL.cash());
        _store(s);
        ILendingPool.Movement memory none;
        POOL.report(s.book, none);
    }
}
