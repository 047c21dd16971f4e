// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { ILendingPool } from "../../interfaces/ILendingPool.sol";
import { CreditMath } from "../../libraries/CreditMath.sol";
import { FirstLoss } from "./FirstLoss.sol";
import { PoolStorage } from "./PoolStorage.sol";
import { ERC4626Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC4626Upgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title What the pool is worth: its cash, the lines' figures, losses and their cover
abstract contract PoolBooks is PoolStorage {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev More than the fund ever needs to pay.
    uint256 private constant COVER_GAS = 300_000;
    /// @dev Cancelled stretches passed over where a fill is not what the caller asked for.
    uint256 internal constant GAPS_BY_THE_WAY = 2;

    modifier onlyLines() {
        if (msg.sender != address(LINES)) revert NotCreditLines(msg.sender);
        _;
    }

    // ---- anyone ----

    /// @inheritdoc ILendingPool
    function accrue() external override nonReentrant {
        LINES.settle();
    }

    /// @inheritdoc ILendingPool
    function coverLoss() external override nonReentrant returns (uint256 amount) {
        _settle();
        uint256 impaired = _book.impaired;
        (uint256 forPool, uint256 room) = (_forPool(), _coverRoom(_assetsOf(_reported())));
        amount = Math.min(Math.min(impaired - _covered, room), forPool);
        if (amount == 0) revert NothingToCover();
        uint256 given = FUND.coverLoss(amount);
        _bookCover(given);
        emit LossCovered(given);
        return given;
    }

    /// @inheritdoc ILendingPool
    function pushReserve() external override nonReentrant returns (uint256 amount) {
        amount = _cash.reserve;
        if (amount == 0) revert NothingToPush();
        _cash.reserve = 0;
        emit ReservePushed(amount);
        USDC.forceApprove(address(FUND), amount);
        FUND.contribute(amount);
    }

    // ---- the credit lines ----

    /// @inheritdoc ILendingPool
    function report(ICreditLines.Book calldata book, Movement calldata m) external override onlyLines {
        // Check
        uint256 pending = _queue.line.pending;
        if (m.out != 0) {
            _requireNotPaused();
            if (pending != 0) revert QueueNotEmpty(pending);
        }

        // Effect
        uint256 before = Math.saturatingSub(_book.impaired, m.writtenOff);
        _book = book;
        if (m.writtenOff != 0) _covered -= Math.min(_covered, m.writtenOff);
        Cash memory c = _cash;
        c.cash = (uint256(c.cash) + m.paidIn - m.toReserve).toUint64();
        c.reserve += m.toReserve;
        if (pending != 0) c.returned += m.paidIn - m.toReserve;
        _cash = c;
        if (book.impaired > before) _lose(book.impaired - before);
        else if (_covered > book.impaired) _giveBack(_covered - book.impaired);
        if (m.out != 0) _lend(m.out);
        emit BookReported(book, _cash.cash, _cash.reserve, _covered, _assetsOf(book));
        if (m.paidIn != 0 && pending != 0) _fill(GAPS_BY_THE_WAY);

        // Interaction
        if (m.out != 0) {
            emit Lent(m.to, m.out);
            USDC.safeTransfer(m.to, m.out);
        }
    }

    // ---- views ----

    /// @inheritdoc ERC4626Upgradeable
    function totalAssets() public view override returns (uint256) {
        if (block.timestamp < _book.nextEvent) return _assetsOf(_reported());
        ICreditLines.Book memory b = LINES.book();
        uint256 assets = _assetsOf(b);
        if (b.impaired <= _book.impaired) return assets;
        // A mark that is due takes its cover with it.
        return assets + _coverable(b.impaired - _book.impaired, assets + b.impaired - _book.impaired);
    }

    /// @inheritdoc ILendingPool
    function books() external view override returns (Cash memory, ICreditLines.Book memory, uint256) {
        return (_cash, _reported(), _covered);
    }

    /// @inheritdoc ILendingPool
    function cash() external view override returns (uint256) {
        return _cash.cash;
    }

    /// @inheritdoc ILendingPool
    function lendable() external view override returns (uint256) {
        if (paused() || _queue.line.pending != 0) return 0;
        return Math.min(_cash.cash, Math.saturatingSub(_lendLimit(totalAssets()), _book.principal));
    }

    /// @inheritdoc ILendingPool
    function utilisationBps() external view override returns (uint256) {
        return CreditMath.utilisation(_book.principal, _cash.cash);
    }

    /// @inheritdoc ILendingPool
    function supplyRateBps() external view override returns (uint256) {
        uint256 assets = totalAssets();
        ICreditLines.Book memory b = block.timestamp < _book.nextEvent ? _reported() : LINES.book();
        return assets == 0 ? 0 : uint256(b.flow) * 365 days * BPS / (CreditMath.INTEREST_SCALE * assets);
    }

    /// @inheritdoc ILendingPool
    function firstLoss() external view override returns (uint256 covered, uint256 room) {
        return (FirstLoss.inWindow(_covers), _coverRoom(totalAssets()));
    }

    /// @inheritdoc ILendingPool
    function firstLossCoverageBps() external view override returns (uint256) {
        uint256 duty = totalAssets() * FIRST_LOSS_BPS / BPS;
        return duty == 0 ? type(uint256).max : _forPool() * BPS / duty;
    }

    // ---- internals ----

    /// @dev Nothing is priced before every line that is overdue has been marked; and rates follow the pool's use.
    function _settle() internal {
        ICreditLines.Book storage b = _book;
        if (block.timestamp >= b.nextEvent || (b.principal != 0 && block.timestamp >= b.at + SETTLE_AFTER)) {
            LINES.settle();
        }
    }

    /// @dev In one place, for each copy of it would weigh on the pool's code size.
    function _reported() internal view returns (ICreditLines.Book memory) {
        return _book;
    }

    /// @dev Exact until the next event: interest is what the lines owe, divided once.
    function _assetsOf(ICreditLines.Book memory b) internal view returns (uint256) {
        uint256 raw = b.raw + uint256(b.flow) * (block.timestamp - b.at);
        return _cash.cash + uint256(b.principal) + raw / CreditMath.INTEREST_SCALE - b.impaired;
    }

    /// @dev What who enters pays for: losses that may still be recovered are not on sale. Marks and their cover leave it as it is.
    function _entryAssets() internal view returns (uint256) {
        ICreditLines.Book memory b = block.timestamp < _book.nextEvent ? _reported() : LINES.book();
        uint256 assets = _assetsOf(b);
        return b.impaired == 0 ? assets : assets + b.impaired - _covered;
    }

    function _lendLimit(uint256 assets) internal view returns (uint256) {
        return assets * (BPS - _terms.bufferBps) / BPS;
    }

    function _fill(uint256 maxGaps) internal virtual returns (uint256 shares, uint256 assets);

    function _lend(uint256 amount) private {
        uint256 free = _cash.cash;
        uint256 limit = _lendLimit(_assetsOf(_reported()) - amount);
        uint256 principal = _book.principal;
        if (amount > free || principal > limit) {
            revert AboveLendable(amount, Math.min(free, Math.saturatingSub(limit + amount, principal)));
        }
        _cash.cash = uint64(free - amount);
    }

    /// @dev The fund pays first, if it can. A fund that fails stops nothing: the rest is asked for by coverLoss.
    function _lose(uint256 loss) private {
        uint256 covered;
        // 63/64: a failure is only taken for one where the fund had all the gas it could need.
        if (gasleft() < COVER_GAS) revert InsufficientGas(gasleft(), COVER_GAS);
        uint256 wanted = _coverable(loss, _assetsOf(_reported()) + loss);
        if (wanted != 0) {
            try FUND.coverLoss(wanted) returns (uint256 given) {
                covered = given;
                _bookCover(given);
            } catch {
                emit CoverFailed(wanted);
            }
        }
        emit LossRecognised(loss, covered);
    }

    /// @dev Only what arrived counts.
    function _bookCover(uint256 given) private {
        Cash memory c = _cash;
        c.cash = (uint256(c.cash) + given).toUint64();
        if (_queue.line.pending != 0) c.returned += uint64(given);
        _cash = c;
        _checkSolvent(c, given);
        _covered += given;
        FirstLoss.note(_covers, given);
    }

    /// @dev Holders first: only what is recovered beyond their own loss goes back to the fund.
    function _giveBack(uint256 amount) private {
        _covered -= amount;
        Cash memory c = _cash;
        c.cash -= uint64(amount);
        c.reserve += uint64(amount);
        // What goes on to the fund has not come back for those who wait.
        c.returned = uint64(Math.saturatingSub(c.returned, amount));
        _cash = c;
        emit CoverReturned(amount);
    }

    function _checkSolvent(Cash memory c, uint256 expected) internal view {
        uint256 books_ = uint256(c.cash) + c.reserve + c.claimable;
        uint256 present = USDC.balanceOf(address(this));
        if (present < books_) revert TransferMismatch(expected, Math.saturatingSub(present + expected, books_));
    }

    function _coverable(uint256 loss, uint256 assetsBefore) private view returns (uint256) {
        return Math.min(Math.min(loss, _coverRoom(assetsBefore)), _forPool());
    }

    function _coverRoom(uint256 assets) private view returns (uint256) {
        return Math.saturatingSub(assets * FIRST_LOSS_BPS / BPS, FirstLoss.inWindow(_covers));
    }

    function _forPool() private view returns (uint256 forPool) {
        try FUND.available() returns (uint256, uint256 available) {
            forPool = available;
        } catch { }
    }
}
