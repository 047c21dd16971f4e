// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPriceHub } from "../interfaces/IPriceHub.sol";
import { SafeAggregator } from "./SafeAggregator.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title PriceHub
contract PriceHub is IPriceHub, AccessManaged {
    using SafeAggregator for SafeAggregator.Source;

    struct Asset {
        SafeAggregator.Source primary;
        SafeAggregator.Source secondary;
        SafeAggregator.Source third;
    }

    bytes32 public constant USDC_USD = "USDC/USD";
    bytes32 public constant CPT_USD = "CPT/USD";
    /// @notice Half a percent (SPEC ORC 1).
    uint256 public constant USDC_BAND_BPS = 50;
    uint256 public constant DEFAULT_MAX_DEVIATION_BPS = 500;
    uint256 public constant MIN_MAX_DEVIATION_BPS = 10;
    uint256 public constant MAX_MAX_DEVIATION_BPS = 2000;
    uint32 public constant MIN_MAX_AGE = 1 minutes;
    uint32 public constant MAX_MAX_AGE = 7 days;
    uint32 public constant MAX_GRACE = 1 days;

    uint256 private constant BPS = 10_000;
    uint256 private constant ONE_USD = 10 ** SafeAggregator.PRICE_DECIMALS;
    int256 private constant SEQUENCER_UP = 0;

    mapping(bytes32 asset => Asset) private _assets;
    /// @dev maxAge is the grace here.
    SafeAggregator.Source private _sequencer;
    /// @inheritdoc IPriceHub
    uint256 public override maxDeviation = DEFAULT_MAX_DEVIATION_BPS;

    constructor(address authority) AccessManaged(authority) { }

    // ---- prices ----

    /// @inheritdoc IPriceHub
    function usdcUsd() external view override returns (Status status, uint256 price) {
        (status, price,) = _prices(USDC_USD);
        if (status == Status.Fit && _differs(price, ONE_USD, ONE_USD, USDC_BAND_BPS)) status = Status.OutOfBand;
    }

    /// @inheritdoc IPriceHub
    function cptUsd() external view override returns (Status status, uint256 price) {
        (status, price,) = _prices(CPT_USD);
    }

    /// @inheritdoc IPriceHub
    function cptUsdLow() external view override returns (Status status, uint256 price) {
        uint256 check;
        (status, price, check) = _prices(CPT_USD);
        if (check != 0 && check < price) price = check;
    }

    /// @inheritdoc IPriceHub
    function sequencerUp() external view override returns (bool up) {
        (up,) = sequencerUpSince();
    }

    /// @inheritdoc IPriceHub
    function sequencerUpSince() public view override returns (bool up, uint256 since) {
        SafeAggregator.Source memory sequencer = _sequencer;
        if (sequencer.aggregator == address(0)) return (true, 0);
        (bool ok, SafeAggregator.Round memory round) = SafeAggregator.latestRound(sequencer.aggregator);
        // startedAt is when the state last changed; 0 means that the feed has not been initialised.
        up = ok && round.answer == SEQUENCER_UP && round.startedAt != 0 && round.startedAt < block.timestamp
            && block.timestamp - round.startedAt > sequencer.maxAge;
        if (up) since = round.startedAt + sequencer.maxAge;
    }

    // ---- governance ----

    /// @inheritdoc IPriceHub
    function setFeed(bytes32 asset, address primary, address secondary, uint32 maxAge) external override restricted {
        if (asset != USDC_USD && asset != CPT_USD) revert UnknownAsset(asset);
        if (primary == secondary && primary != address(0)) revert SameFeed(primary);
        if (maxAge < MIN_MAX_AGE || maxAge > MAX_MAX_AGE) revert InvalidParameter("maxAge", maxAge);
        Asset storage sources = _assets[asset];
        address third = sources.third.aggregator;
        if (third != address(0) && (third == primary || third == secondary)) revert SameFeed(third);
        sources.primary = _source(primary, maxAge);
        sources.secondary = _source(secondary, maxAge);
        sources.third.maxAge = maxAge;
        emit FeedSet(asset, primary, secondary, maxAge);
    }

    /// @inheritdoc IPriceHub
    function setTieBreaker(bytes32 asset, address third) external override restricted {
        if (asset != USDC_USD && asset != CPT_USD) revert UnknownAsset(asset);
        Asset storage sources = _assets[asset];
        if (third != address(0) && (third == sources.primary.aggregator || third == sources.secondary.aggregator)) {
            revert SameFeed(third);
        }
        sources.third = _source(third, sources.primary.maxAge);
        emit TieBreakerSet(asset, third);
    }

    /// @inheritdoc IPriceHub
    function setSequencerFeed(address feed, uint32 grace) external override restricted {
        if (grace > MAX_GRACE) revert InvalidParameter("grace", grace);
        _sequencer = _source(feed, grace);
        emit SequencerFeedSet(feed, grace);
    }

    /// @inheritdoc IPriceHub
    function setMaxDeviation(uint256 bps) external override restricted {
        if (bps < MIN_MAX_DEVIATION_BPS || bps > MAX_MAX_DEVIATION_BPS) revert InvalidParameter("maxDeviation", bps);
        maxDeviation = bps;
        emit MaxDeviationSet(bps);
    }

    // ---- views ----

    /// @inheritdoc IPriceHub
    function feedOf(bytes32 asset) external view override returns (address primary, address secondary, uint32 maxAge) {
        Asset storage sources = _assets[asset];
        (primary, secondary) = (sources.primary.aggregator, sources.secondary.aggregator);
        maxAge = sources.primary.maxAge;
    }

    /// @inheritdoc IPriceHub
    function tieBreakerOf(bytes32 asset) external view override returns (address) {
        return _assets[asset].third.aggregator;
    }

    /// @inheritdoc IPriceHub
    function sequencerFeed() external view override returns (address feed, uint32 grace) {
        return (_sequencer.aggregator, _sequencer.maxAge);
    }

    // ---- internals ----

    /// @dev The primary's price if the secondary, where there is one, agrees with it; if not, the tie-breaker's word.
    /// @return status of the sources together
    /// @return price the primary's, or the only one's, or that of the first of two that agree
    /// @return check the other's of the two compared, where there are two, else 0
    function _prices(bytes32 asset) private view returns (Status status, uint256 price, uint256 check) {
        (bool up,) = sequencerUpSince();
        if (!up) return (Status.SequencerDown, 0, 0);
        SafeAggregator.Source memory primary = _assets[asset].primary;
        SafeAggregator.Source memory secondary = _assets[asset].secondary;

        if (primary.aggregator == address(0)) {
            if (secondary.aggregator == address(0)) return (Status.NoFeed, 0, 0);
            (status, price) = secondary.read();
            return (status, price, 0);
        }
        (status, price) = primary.read();
        if (secondary.aggregator == address(0)) return (status, price, 0);

        Status second;
        if (status == Status.Fit) {
            (second, check) = secondary.read();
            if (second == Status.Fit && _agree(price, check)) return (status, price, check);
        }
        SafeAggregator.Source memory third = _assets[asset].third;
        if (third.aggregator != address(0)) {
            (bool decided, uint256 first, uint256 confirming) = _breakTie(status, price, secondary, third);
            if (decided) return (Status.Fit, first, confirming);
        }
        if (status == Status.Fit) status = second == Status.Fit ? Status.Disagree : second;
    }

    /// @dev Which of the first two sources the third confirms, if any.
    function _breakTie(
        Status status,
        uint256 price,
        SafeAggregator.Source memory secondary,
        SafeAggregator.Source memory third
    ) private view returns (bool decided, uint256 first, uint256 confirming) {
        Status other;
        (other, confirming) = third.read();
        if (other != Status.Fit) return (false, 0, 0);
        if (status == Status.Fit && _agree(price, confirming)) return (true, price, confirming);
        (other, first) = secondary.read();
        decided = other == Status.Fit && _agree(first, confirming);
    }

    /// @dev Within maxDeviation of the lower.
    function _agree(uint256 a, uint256 b) private view returns (bool) {
        return !_differs(a, b, a < b ? a : b, maxDeviation);
    }

    /// @dev Whether a and b are further apart than so many basis points of base.
    function _differs(uint256 a, uint256 b, uint256 base, uint256 bps) private pure returns (bool) {
        return (a > b ? a - b : b - a) * BPS > base * bps;
    }

    function _source(address aggregator, uint32 maxAge) private view returns (SafeAggregator.Source memory source) {
        source.maxAge = maxAge;
        if (aggregator == address(0)) return source;
        source.aggregator = aggregator;
        source.decimals = AggregatorV3Interface(aggregator).decimals();
        if (source.decimals > SafeAggregator.MAX_DECIMALS) revert InvalidParameter("decimals", source.decimals);
    }
}
