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
    function sequencerUp() public view override returns (bool) {
        SafeAggregator.Source memory sequencer = _sequencer;
        if (sequencer.aggregator == address(0)) return true;
        (bool ok, SafeAggregator.Round memory round) = SafeAggregator.latestRound(sequencer.aggregator);
        // startedAt is when the state last changed; 0 means that the feed has not been initialised.
        return ok && round.answer == SEQUENCER_UP && round.startedAt != 0 && round.startedAt < block.timestamp
            && block.timestamp - round.startedAt > sequencer.maxAge;
    }

    // ---- governance ----

    /// @inheritdoc IPriceHub
    function setFeed(bytes32 asset, address primary, address secondary, uint32 maxAge) external override restricted {
        if (asset != USDC_USD && asset != CPT_USD) revert UnknownAsset(asset);
        if (primary == secondary && primary != address(0)) revert SameFeed(primary);
        if (maxAge < MIN_MAX_AGE || maxAge > MAX_MAX_AGE) revert InvalidParameter("maxAge", maxAge);
        _assets[asset] = Asset({ primary: _source(primary, maxAge), secondary: _source(secondary, maxAge) });
        emit FeedSet(asset, primary, secondary, maxAge);
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
    function sequencerFeed() external view override returns (address feed, uint32 grace) {
        return (_sequencer.aggregator, _sequencer.maxAge);
    }

    // ---- internals ----

    /// @dev The primary's price if the secondary, where there is one, agrees with it.
    /// @return status of the two together
    /// @return price the primary's, or the only one's
    /// @return check the secondary's where both were read, else 0
    function _prices(bytes32 asset) private view returns (Status status, uint256 price, uint256 check) {
        if (!sequencerUp()) return (Status.SequencerDown, 0, 0);
        SafeAggregator.Source memory primary = _assets[asset].primary;
        SafeAggregator.Source memory secondary = _assets[asset].secondary;

        if (primary.aggregator == address(0)) {
            if (secondary.aggregator == address(0)) return (Status.NoFeed, 0, 0);
            (status, price) = secondary.read();
            return (status, price, 0);
        }
        (status, price) = primary.read();
        if (status != Status.Fit || secondary.aggregator == address(0)) return (status, price, 0);

        Status second;
        (second, check) = secondary.read();
        if (second != Status.Fit) return (second, price, check);
        if (_differs(price, check, price < check ? price : check, maxDeviation)) status = Status.Disagree;
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
