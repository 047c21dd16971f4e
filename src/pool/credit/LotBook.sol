// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../interfaces/IComputePriceOracle.sol";
import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { ILendingPool } from "../../interfaces/ILendingPool.sol";
import { CreditMath } from "../../libraries/CreditMath.sol";
import { LineBook } from "./LineBook.sol";
import { IERC4626 } from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What the money bought, lot by lot: draws, repayments, sales
abstract contract LotBook is LineBook {
    using SafeERC20 for IERC20;

    uint256 private constant USDC_UNIT = 1e6;

    /// @inheritdoc ICreditLines
    function draw(uint256 lineId, LotTerms calldata terms, uint64 amount)
        external
        override
        nonReentrant
        returns (uint256 lotId)
    {
        _borrowed(lineId);
        lotId = ++_terms.lotCount;
        if (
            terms.units == 0 || terms.pledged > terms.units || terms.cost == 0 || terms.expiry < block.timestamp
                || terms.marginBps > BPS
        ) {
            revert InvalidLot(lotId);
        }
        _lots[lotId] = Lot({
            lineId: uint32(lineId),
            feedId: terms.feedId,
            drawn: 0,
            repaid: 0,
            cost: terms.cost,
            units: terms.units,
            unsold: terms.units,
            pledged: terms.pledged,
            expiry: terms.expiry,
            marginBps: terms.marginBps
        });
        emit LotOpened(lotId, lineId, terms);
        _draw(lineId, lotId, amount);
    }

    /// @inheritdoc ICreditLines
    function drawMore(uint256 lotId, uint64 amount) external override nonReentrant {
        uint256 lineId = _knownLot(lotId).lineId;
        _borrowed(lineId);
        _draw(lineId, lotId, amount);
    }

    /// @inheritdoc ICreditLines
    function repay(uint256 lineId, uint256 lotId, uint64 amount)
        external
        override
        nonReentrant
        returns (uint64 interest, uint64 principal)
    {
        // Check
        LineState state = _known(lineId).state;
        if (state == LineState.Closed) revert LineNotOpen(lineId, state);
        if (amount == 0) revert ZeroAmount();
        Lot storage lot_ = _knownLot(lotId);
        if (lot_.lineId != lineId) revert UnknownLot(lotId);

        Session memory s = _begin();
        Debt memory d = state == LineState.Open ? s.debts[_placeOf(s, lineId)] : _debts[lineId];
        interest = uint64(Math.min(amount, _interestOf(d)));
        principal = uint64(Math.min(amount - interest, lot_.drawn - lot_.repaid));
        if (interest + principal == 0) revert NothingOwed(lineId, lotId);

        // Interaction: nothing has changed yet, and nothing here can be entered again
        _take(interest + principal);

        // Effect
        d.raw -= uint112(Math.min(d.raw, uint256(interest) * CreditMath.DEBT_SCALE));
        d.principal -= principal;
        lot_.repaid += principal;
        uint64 toReserve = uint64(uint256(interest) * d.reservePct / CreditMath.PERCENT);
        if (state == LineState.WrittenOff) {
            // It is no longer the holders' loss that is paid for, but a gain: all of it is theirs.
            toReserve = 0;
            _debts[lineId] = d;
        }
        emit Repaid(lineId, lotId, msg.sender, interest, principal, toReserve);
        _bookPaid(s, interest + principal, toReserve);
    }

    /// @inheritdoc ICreditLines
    function updateLot(uint256 lotId, uint64 unsold, uint64 pledged) external override nonReentrant {
        Lot storage lot_ = _knownLot(lotId);
        Borrower memory b = _borrowers[lot_.lineId];
        if (msg.sender != b.account) revert NotBorrower(lot_.lineId, msg.sender);
        if (unsold > lot_.unsold || pledged > unsold) revert InvalidLot(lotId);
        (lot_.unsold, lot_.pledged) = (unsold, pledged);
        emit LotUpdated(lotId, unsold, pledged);
    }

    /// @inheritdoc ICreditLines
    function lot(uint256 lotId) external view override returns (Lot memory) {
        return _knownLot(lotId);
    }

    /// @inheritdoc ICreditLines
    function lotCount() external view override returns (uint256) {
        return _terms.lotCount;
    }

    /// @inheritdoc ICreditLines
    function lotValue(uint256 lotId) external view override returns (uint256 value, uint256 drawable) {
        Lot memory l = _knownLot(lotId);
        (value,) = _valueOf(l);
        drawable = Math.saturatingSub(_limitOf(l, value), l.drawn);
    }

    function _take(uint64 amount) private {
        uint256 before = USDC.balanceOf(address(POOL));
        USDC.safeTransferFrom(msg.sender, address(POOL), amount);
        uint256 got = USDC.balanceOf(address(POOL)) - before;
        if (got != amount) revert ILendingPool.TransferMismatch(amount, got);
    }

    function _bookPaid(Session memory s, uint64 paid, uint64 toReserve) private {
        ILendingPool.Movement memory m;
        (m.paidIn, m.toReserve) = (paid, toReserve);
        _sum(s, POOL.cash() + paid - toReserve);
        _store(s);
        POOL.report(s.book, m);
    }

    /// @dev Everything but what the pool itself checks: its pause, its queue, its buffer.
    function _draw(uint256 lineId, uint256 lotId, uint64 amount) private {
        // Check
        if (amount == 0) revert ZeroAmount();
        Session memory s = _begin();
        Debt memory d = s.debts[_placeOf(s, lineId)];
        if (block.timestamp >= d.due) revert LinePastDue(lineId, d.due);
        Lot storage lot_ = _lots[lotId];
        _checkLot(lotId, lot_, amount);
        uint256 owed = uint256(d.principal) + amount;
        uint256 cap = _borrowers[lineId].cap;
        if (owed > cap) revert AboveCap(lineId, owed, cap);
        uint256 limit = IERC4626(address(POOL)).totalAssets() * s.terms.maxLineBps / BPS;
        if (owed > limit) revert AboveLineLimit(lineId, owed, limit);
        uint256 cash = POOL.cash();
        if (amount > cash) revert ILendingPool.AboveLendable(amount, cash);

        // Effect
        d.principal = uint64(owed);
        lot_.drawn += amount;
        emit Drawn(lineId, lotId, msg.sender, amount);
        _sum(s, cash - amount);
        _store(s);

        // Interaction
        ILendingPool.Movement memory m;
        (m.to, m.out) = (msg.sender, amount);
        POOL.report(s.book, m);
    }

    function _checkLot(uint256 lotId, Lot memory l, uint256 amount) private view {
        (uint256 value, uint40 observedAt) = _valueOf(l);
        if (block.timestamp > l.expiry) revert InvalidLot(lotId);
        if (block.timestamp > uint256(observedAt) + _terms.maxPriceAge) revert StalePrice(l.feedId, observedAt);
        uint256 limit = _limitOf(l, value);
        if (l.drawn + amount > limit) revert AboveLotLimit(lotId, l.drawn + amount, limit);
    }

    /// @return value of the units that are neither sold nor pledged, rounded down; 0 for a price that is stale and for a lot that has
    /// expired
    function _valueOf(Lot memory l) private view returns (uint256 value, uint40 observedAt) {
        IComputePriceOracle.Feed memory feed = ORACLE.feed(l.feedId);
        observedAt = feed.observedAt;
        if (block.timestamp > l.expiry || block.timestamp > uint256(observedAt) + _terms.maxPriceAge) {
            return (0, observedAt);
        }
        value = uint256(l.unsold - l.pledged) * feed.price * USDC_UNIT / 10 ** feed.decimals;
    }

    /// @return up to where drawn may go: what is owed stays within the value, what was ever drawn within the cost
    function _limitOf(Lot memory l, uint256 value) private view returns (uint256) {
        return Math.min(l.cost, l.repaid + value * _terms.maxDrawBps / BPS);
    }

    function _borrowed(uint256 lineId) private view {
        if (msg.sender != _open(lineId).account) revert NotBorrower(lineId, msg.sender);
    }

    function _knownLot(uint256 lotId) private view returns (Lot storage l) {
        l = _lots[lotId];
        if (l.lineId == 0) revert UnknownLot(lotId);
    }

    function _interestOf(Debt memory d) internal pure returns (uint256) {
        return Math.ceilDiv(d.raw, CreditMath.DEBT_SCALE);
    }
}
