// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../interfaces/IBuybackBurner.sol";
import { IGuardianPausable } from "../../interfaces/IGuardianPausable.sol";
import { PoolPrice } from "../../libraries/PoolPrice.sol";
import { BuybackReports } from "./BuybackReports.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The other engine: a descending-price auction of the USDC for CPT
abstract contract BuybackAuction is BuybackReports {
    using SafeERC20 for IERC20;

    /// @dev The default where a sequencer feed never comes back.
    uint256 private constant LAST_RESORT = 7 days;

    /// @inheritdoc IBuybackBurner
    function startAuction() external override nonReentrant returns (uint256 auctionId) {
        // Check
        _requireNoAuction();
        Fitness fitness = _market().fitness;
        if (fitness == Fitness.Fit) revert MarketFit();
        if (fitness == Fitness.SequencerDown) revert Unfit(fitness);
        if (_isCptPaused()) revert IGuardianPausable.EnforcedPause(CPT.pausedUntil());
        Params memory p = _params;
        Noted memory noted = _noted;
        if (noted.at == 0 || block.timestamp - noted.at > p.priceMaxAge) revert NoFitPrice(noted.at);
        if (block.timestamp < uint256(noted.at) + p.auctionDelay) revert Premature(uint256(noted.at) + p.auctionDelay);
        uint256 amount = Math.min(_heldUsdc(), p.auctionLot);
        if (amount < MIN_SPEND) revert TooLittleToSpend(amount, MIN_SPEND);

        // Effect
        auctionId = _open(p, fitness, amount, noted.price);
    }

    /// @inheritdoc IBuybackBurner
    function bid(uint256 amount, uint256 maxCost, address recipient)
        external
        override
        nonReentrant
        returns (uint256 filled, uint256 cost)
    {
        // Check
        if (amount == 0) revert ZeroAmount();
        if (recipient == address(0)) revert ZeroAddress();
        Auction memory a = _requireAuction();
        if (!_wind(a)) revert Unfit(Fitness.SequencerDown);
        if (_isOver(a)) revert AuctionOver(a.id);
        (filled, cost) = _quote(a, amount);
        if (filled < amount) maxCost = Math.mulDiv(maxCost, filled, amount);
        if (cost > maxCost) revert TooExpensive(cost, maxCost);

        // Effect
        a.left -= uint64(filled);
        a.sold += uint64(filled);
        _auction = a;
        uint256 quarter = _record(0, filled, cost);

        // Interaction
        CPT.burnFrom(msg.sender, cost);
        emit SoldAndBurned(a.id, quarter, msg.sender, recipient, filled, cost, _supply());
        if (a.left == 0) emit AuctionClosed(a.id, a.sold, 0);
        USDC.safeTransfer(recipient, filled);
    }

    /// @inheritdoc IBuybackBurner
    function closeAuction() external override nonReentrant {
        // Check
        Auction memory a = _requireAuction();
        _wind(a);
        bool ends = _isOver(a) || block.timestamp > uint256(a.startedAt) + a.duration + LAST_RESORT || _isCptPaused()
            || _market().fitness == Fitness.Fit;
        if (!ends) revert AuctionRunning(a.id);

        // Effect
        uint256 unsold = a.left;
        a.left = 0;
        _auction = a;
        emit AuctionClosed(a.id, a.sold, unsold);
    }

    /// @inheritdoc IBuybackBurner
    function auction() external view override returns (Auction memory a) {
        a = _auction;
        if (a.left != 0) _wind(a);
    }

    /// @inheritdoc IBuybackBurner
    function quoteBid(uint256 amount) external view override returns (uint256 filled, uint256 cost) {
        Auction memory a = _auction;
        if (a.left == 0 || !_wind(a) || _isOver(a) || _isCptPaused()) return (0, 0);
        return _quote(a, amount);
    }

    /// @dev The auction keeps the parameters of its start.
    function _open(Params memory p, Fitness fitness, uint256 amount, uint64 price) private returns (uint256 auctionId) {
        auctionId = _auction.id + 1;
        _auction = Auction({
            left: uint64(amount),
            sold: 0,
            price: price,
            seenAt: uint40(block.timestamp),
            startedAt: uint40(block.timestamp),
            id: uint32(auctionId),
            elapsed: 0,
            duration: p.auctionDuration,
            startBps: p.auctionStartBps,
            floorBps: p.auctionFloorBps
        });
        emit AuctionStarted(
            auctionId, msg.sender, fitness, amount, price, p.auctionStartBps, p.auctionFloorBps, p.auctionDuration
        );
    }

    /// @dev Lets the clock catch up, unless the sequencer is down or in grace. If it came up since the clock was last read, only the
    /// time since then counts, less the grace: when it went down nobody can know, so the price waits rather than falls.
    /// @return up whether the clock runs
    function _wind(Auction memory a) private view returns (bool up) {
        uint256 since;
        (up, since) = HUB.sequencerUpSince();
        if (!up) return false;
        uint256 elapsed = a.elapsed + block.timestamp - Math.max(a.seenAt, since);
        a.elapsed = uint32(Math.min(elapsed, a.duration));
        a.seenAt = uint40(block.timestamp);
    }

    /// @dev CPT for USDC at the last fit rate × a share that falls evenly from startBps to floorBps; rounded up.
    function _quote(Auction memory a, uint256 amount) private pure returns (uint256 filled, uint256 cost) {
        filled = Math.min(amount, a.left);
        uint256 share = uint256(a.startBps) * a.duration - uint256(a.startBps - a.floorBps) * a.elapsed;
        cost = Math.mulDiv(filled * PoolPrice.SCALE, share, uint256(a.price) * a.duration * BPS, Math.Rounding.Ceil);
    }

    function _isOver(Auction memory a) private pure returns (bool) {
        return a.elapsed == a.duration;
    }

    function _isCptPaused() private view returns (bool) {
        return CPT.paused();
    }

    function _requireAuction() private view returns (Auction memory a) {
        a = _auction;
        if (a.left == 0) revert NoAuction();
    }
}
