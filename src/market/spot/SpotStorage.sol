// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IPerkWeights } from "../../interfaces/IPerkWeights.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { ISpotMarket } from "../../interfaces/ISpotMarket.sol";
import { IVault } from "../../interfaces/IVault.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title The spot market's peers, storage and parameters
abstract contract SpotStorage is ISpotMarket, AccessManagedUpgradeable, ReentrancyGuardTransient {
    /// @dev One slot.
    struct Terms {
        uint40 bidCount;
        uint24 roundLength;
        uint16 minReserveBps;
        uint16 maxReserveBps;
        uint24 minDuration;
        uint24 maxDuration;
        uint64 minBid;
    }

    /// @param places of offers ever used
    struct Book {
        bool exists;
        IListings.Period period;
        uint8 places;
        Offer[16] offers;
    }

    /// @param slots places ever used by a bid
    /// @param tallies units sold by each offer's place, ten a word; kept only between two calls that clear one round
    struct RoundBook {
        uint8 slots;
        uint8 waiting;
        bool priced;
        uint40 price;
        uint32 sold;
        uint256[2] tallies;
        BidRecord[64] bids;
    }

    /// @param rank 0 for an empty place, see SpotMath
    struct BidRecord {
        uint256 rank;
        address bidder;
        bytes32 specHash;
    }

    uint256 public constant override CLEARING_WINDOW = 1 hours;
    uint256 public constant override MAX_BIDS = 64;
    uint256 public constant override MAX_OFFERS = 16;
    uint256 internal constant MAX_OFFERS_OF_ONE = 4;
    uint256 internal constant MIN_CANCEL_FEE_BPS = 500;
    uint256 internal constant BPS = 10_000;

    IVault internal immutable VAULT;
    IProviderRegistry internal immutable REGISTRY;
    IListings internal immutable LISTINGS;
    IJobMarket internal immutable JOB_MARKET;
    IPerkWeights internal immutable PERK_WEIGHTS;

    Terms internal _terms;
    mapping(bytes32 sku => Book) internal _books;
    mapping(bytes32 sku => mapping(uint256 roundEnd => RoundBook)) internal _rounds;

    uint256[47] private __gap;

    constructor(Peers memory peers) {
        VAULT = IVault(peers.vault);
        REGISTRY = IProviderRegistry(peers.registry);
        LISTINGS = IListings(peers.listings);
        JOB_MARKET = IJobMarket(peers.jobMarket);
        PERK_WEIGHTS = IPerkWeights(peers.perkWeights);
    }

    /// @inheritdoc ISpotMarket
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc ISpotMarket
    function currentRound() external view override returns (uint40 roundEnd) {
        return _currentRound();
    }

    /// @inheritdoc ISpotMarket
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "roundLength") return _terms.roundLength;
        if (name == "minReserveBps") return _terms.minReserveBps;
        if (name == "maxReserveBps") return _terms.maxReserveBps;
        if (name == "minDuration") return _terms.minDuration;
        if (name == "maxDuration") return _terms.maxDuration;
        if (name == "minBid") return _terms.minBid;
        revert InvalidParameter(name, 0);
    }

    function _setDefaults() internal {
        _setParameter("roundLength", 10 minutes);
        _setParameter("maxReserveBps", 5000);
        _setParameter("minReserveBps", 3000);
        _setParameter("minDuration", 10 minutes);
        _setParameter("maxDuration", 1 days);
        _setParameter("minBid", 1e6);
    }

    /// @dev A round's last second is the one before its name. Another length only moves the ends of rounds to come.
    function _currentRound() internal view returns (uint40) {
        uint256 length = _terms.roundLength;
        return uint40((block.timestamp / length + 1) * length);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        Terms storage t = _terms;
        if (name == "roundLength" && _within(value, 5 minutes, 1 hours)) {
            t.roundLength = uint24(value);
        } else if (name == "minReserveBps" && _within(value, 1000, 5000) && value <= t.maxReserveBps) {
            t.minReserveBps = uint16(value);
        } else if (name == "maxReserveBps" && _within(value, 3000, 8000) && value >= t.minReserveBps) {
            t.maxReserveBps = uint16(value);
        } else if (name == "minDuration" && _within(value, 60, 1 hours)) {
            t.minDuration = uint24(value);
        } else if (name == "maxDuration" && _within(value, 1 hours, 7 days)) {
            t.maxDuration = uint24(value);
        } else if (name == "minBid" && _within(value, 1e4, 1000e6)) {
            t.minBid = uint64(value);
        } else {
            revert InvalidParameter(name, value);
        }
        emit ParameterSet(name, value);
    }

    function _within(uint256 value, uint256 min, uint256 max) private pure returns (bool) {
        return value >= min && value <= max;
    }
}
