// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../interfaces/IListings.sol";
import { ISpotMarket } from "../../interfaces/ISpotMarket.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { VeTier } from "../../libraries/VeTier.sol";
import { SpotMath } from "./SpotMath.sol";
import { SpotStorage } from "./SpotStorage.sol";

/// @title Binding bids, each an escrow of its bidder in the vault
abstract contract SpotBids is SpotStorage {
    /// @dev A job's escrow is rounded up twice, so of a bid split over all offers at most 2.5 units are lost at each.
    uint256 private constant ROUNDING = 64;

    /// @inheritdoc ISpotMarket
    function bid(bytes32 sku, uint24 units, uint24 duration, uint40 maxUnitPrice, bytes32 specHash)
        external
        override
        nonReentrant
        returns (uint40 bidId, uint40 roundEnd)
    {
        // Check
        uint256 escrow = _bidEscrow(sku, units, duration, maxUnitPrice);
        _checkBid(duration, escrow);

        // Effect
        bidId = ++_terms.bidCount;
        roundEnd = _currentRound();
        uint256 tier = VeTier.tierOf(PERK_WEIGHTS.weightOf(msg.sender));
        uint256 rank = SpotMath.rank(maxUnitPrice, tier, bidId, units, duration, escrow);
        BidRecord storage record = _takePlace(_rounds[sku][roundEnd], rank);
        (record.bidder, record.specHash) = (msg.sender, specHash);
        _emitPlaced(sku, roundEnd, rank, specHash);

        // Interaction
        VAULT.escrow(msg.sender, escrow);
    }

    /// @inheritdoc ISpotMarket
    function quoteBid(bytes32 sku, uint24 units, uint24 duration, uint40 maxUnitPrice)
        external
        view
        override
        returns (uint256 escrow)
    {
        return _bidEscrow(sku, units, duration, maxUnitPrice);
    }

    /// @inheritdoc ISpotMarket
    function round(bytes32 sku, uint40 roundEnd) external view override returns (Round memory) {
        RoundBook storage r = _rounds[sku][roundEnd];
        return Round({ waiting: r.waiting, priced: r.priced, price: r.price, sold: r.sold });
    }

    /// @inheritdoc ISpotMarket
    function bids(bytes32 sku, uint40 roundEnd) external view override returns (Bid[] memory list) {
        RoundBook storage r = _rounds[sku][roundEnd];
        uint256[] memory ranks = _ranks(r);
        list = new Bid[](ranks.length);
        for (uint256 i = 0; i < ranks.length; ++i) {
            uint256 rank = ranks[i];
            BidRecord storage record = r.bids[SpotMath.slotOf(rank)];
            list[i] = Bid({
                bidId: SpotMath.bidIdOf(rank),
                bidder: record.bidder,
                maxUnitPrice: uint40(SpotMath.priceOf(rank)),
                tier: SpotMath.tierOf(rank),
                units: SpotMath.unitsOf(rank),
                duration: SpotMath.durationOf(rank),
                escrow: SpotMath.escrowOf(rank),
                specHash: record.specHash
            });
        }
    }

    /// @dev The waiting bids, best first, each with its place in the lowest bits.
    function _ranks(RoundBook storage r) internal view returns (uint256[] memory ranks) {
        ranks = new uint256[](r.waiting);
        uint256 found;
        for (uint256 slot = 0; found < ranks.length; ++slot) {
            uint256 rank = r.bids[slot].rank;
            if (rank != 0) ranks[found++] = rank | slot;
        }
        SpotMath.sortDown(ranks);
    }

    /// @dev Forgets a bid and gives its bidder the whole escrow back, of which the jobs it won take theirs.
    function _giveBack(RoundBook storage r, uint256 slot, uint256 rank) internal returns (address bidder) {
        BidRecord storage record = r.bids[slot];
        bidder = record.bidder;
        (record.rank, record.bidder, record.specHash) = (0, address(0), 0);
        VAULT.release(
            IVault.Settlement({
                payer: bidder, payee: bidder, toPayee: 0, fee: 0, refund: SpotMath.escrowOf(rank), volume: 0, source: 0
            })
        );
    }

    function _takePlace(RoundBook storage r, uint256 rank) private returns (BidRecord storage record) {
        uint256 slots = r.slots;
        if (slots < MAX_BIDS) {
            (r.slots, r.waiting) = (uint8(slots + 1), r.waiting + 1);
            record = r.bids[slots];
        } else {
            (uint256 slot, uint256 worst) = _worst(r);
            if (rank <= worst) revert BidTooLow(SpotMath.priceOf(rank), SpotMath.priceOf(worst));
            record = r.bids[slot];
            _giveBack(r, slot, worst);
            emit BidClosed(SpotMath.bidIdOf(worst), Closing.Displaced, 0, SpotMath.escrowOf(worst));
        }
        record.rank = rank;
    }

    function _worst(RoundBook storage r) private view returns (uint256 slot, uint256 worst) {
        worst = type(uint256).max;
        for (uint256 i = 0; i < MAX_BIDS; ++i) {
            uint256 rank = r.bids[i].rank;
            if (rank < worst) (slot, worst) = (i, rank);
        }
    }

    function _checkBid(uint256 duration, uint256 escrow) private view {
        Terms memory t = _terms;
        if (duration < t.minDuration || duration > t.maxDuration) {
            revert DurationOutOfRange(duration, t.minDuration, t.maxDuration);
        }
        if (escrow < t.minBid + ROUNDING) revert BidTooSmall(escrow, t.minBid + ROUNDING);
        if (escrow > type(uint64).max) revert EscrowTooLarge(escrow);
    }

    function _emitPlaced(bytes32 sku, uint40 roundEnd, uint256 rank, bytes32 specHash) private {
        emit BidPlaced(
            SpotMath.bidIdOf(rank),
            sku,
            msg.sender,
            roundEnd,
            SpotMath.unitsOf(rank),
            SpotMath.durationOf(rank),
            uint40(SpotMath.priceOf(rank)),
            SpotMath.escrowOf(rank),
            SpotMath.tierOf(rank),
            specHash
        );
    }

    function _bidEscrow(bytes32 sku, uint256 units, uint256 duration, uint256 maxUnitPrice)
        private
        view
        returns (uint256)
    {
        Book storage book = _books[sku];
        if (!book.exists) revert UnknownSku(sku);
        IListings.Period period = book.period;
        return CostMath.escrow(period, units, duration, maxUnitPrice, JOB_MARKET.params().bufferBps) + ROUNDING;
    }
}
