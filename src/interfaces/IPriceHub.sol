// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title One place for prices, staleness, sequencer state and decimals (SPEC ORC 1, 2, 4)
/// @notice Every price leaves with a status; only Fit may be used. Any Chainlink-style aggregator can be a source, the
/// signed feeds of ComputePriceOracle included.
/// @dev A source that reverts, burns its gas, returns too little or nonsense is unfit; it can never make a read revert.
/// Each read gives a source a fixed amount of gas and reverts with InsufficientGas where that much is not left, so that no
/// caller can fake a failing source: a caller that catches this revert must not take it for an unfit price.
interface IPriceHub {
    /// @dev NoFeed: none set, or its answer is unusable (failed, malformed, not positive, incomplete, from the future).
    /// Stale: older than maxAge. SequencerDown: down, within its grace, or unknown. OutOfBand: USDC more than 0.5% from 1 USD.
    /// Disagree: primary and secondary further apart than maxDeviation, and no tie-breaker near either.
    enum Status {
        Fit,
        NoFeed,
        Stale,
        SequencerDown,
        OutOfBand,
        Disagree
    }

    event FeedSet(bytes32 indexed asset, address primary, address secondary, uint32 maxAge);
    event TieBreakerSet(bytes32 indexed asset, address third);
    event SequencerFeedSet(address feed, uint32 grace);
    event MaxDeviationSet(uint256 bps);

    error InvalidParameter(bytes32 name, uint256 value);
    /// @dev A secondary needs no primary, but the three must differ.
    error SameFeed(address feed);
    /// @dev USDC_USD and CPT_USD are the assets known here.
    error UnknownAsset(bytes32 asset);
    /// @dev The call would reach the feed with too little gas to tell a failing feed from a starved one.
    error InsufficientGas();

    /// @notice USDC/USD, 8 decimals, from primary and secondary as cptUsd, and its distance from 1 USD (SPEC ORC 1).
    /// @dev Reverts with InsufficientGas only, as do cptUsd, cptUsdLow and sequencerUp.
    /// @return status Fit only if fresh, the sequencer up for longer than its grace, and the price within 0.5% of 1 USD
    /// @return price USD per USDC, 8 decimals; 0 if no source gave one
    function usdcUsd() external view returns (Status status, uint256 price);

    /// @notice CPT/USD, 8 decimals, from the primary feed, checked against the secondary where both exist; falls back to
    /// the secondary (signed reports) where there is no primary. Where both are set and one is unfit, so is the price, unless
    /// there is a tie-breaker: then two fit sources of the three that agree suffice, and the price is that of the first of them.
    function cptUsd() external view returns (Status status, uint256 price);

    /// @notice As cptUsd, but the lower of the two prices that agree, where two sources are set: what a slash is paid at (SPEC PROV 6).
    /// The status is cptUsd's; sources that disagree are unfit here too.
    function cptUsdLow() external view returns (Status status, uint256 price);

    /// @notice True where the chain has no sequencer (no feed set), or it has been up for longer than the grace.
    function sequencerUp() external view returns (bool up);
    /// @notice As sequencerUp, and the second from which on that is so without a break: 0 on a chain without a sequencer, and while
    /// it is not up. Reverts with InsufficientGas only.
    function sequencerUpSince() external view returns (bool up, uint256 since);

    /// @notice Sets the sources of an asset; address(0) for none. Their decimals are read and kept. Caller:
    /// CRITICAL_PARAMETERS role.
    /// @dev Reverts with UnknownAsset, SameFeed, InvalidParameter ("maxAge"; "decimals" above 18), or what a source answers to
    /// decimals().
    /// @param asset USDC_USD or CPT_USD
    /// @param maxAge seconds after updatedAt until which an answer is fresh, 1 minute to 7 days, for both sources
    function setFeed(bytes32 asset, address primary, address secondary, uint32 maxAge) external;

    /// @notice Sets the third source of an asset, asked where the first two fail or disagree; address(0) for none. Not
    /// asked where only one of them is set. Its answers are fresh as long as theirs. Caller: CRITICAL_PARAMETERS role.
    /// @dev Reverts with UnknownAsset, SameFeed, InvalidParameter ("decimals"), or what the source answers to decimals().
    function setTieBreaker(bytes32 asset, address third) external;

    /// @notice Sets the sequencer uptime feed; address(0) on a chain without a sequencer. Caller:
    /// CRITICAL_PARAMETERS role.
    /// @dev Reverts with InvalidParameter ("grace", "decimals"), or what the feed answers to decimals().
    /// @param grace seconds, at most 1 day
    function setSequencerFeed(address feed, uint32 grace) external;

    /// @notice Sets how far primary and secondary may differ, in basis points of the lower, 10 to 2,000. Caller:
    /// PARAMETERS role. Reverts with InvalidParameter ("maxDeviation").
    function setMaxDeviation(uint256 bps) external;

    /// @notice Sources of an asset, address(0) for none, and the seconds for which their answers are fresh; zeros for an unknown
    /// asset.
    function feedOf(bytes32 asset) external view returns (address primary, address secondary, uint32 maxAge);
    /// @notice The third source of an asset, address(0) for none.
    function tieBreakerOf(bytes32 asset) external view returns (address);
    /// @notice The sequencer uptime feed, address(0) for none, and the seconds of grace after it comes up.
    function sequencerFeed() external view returns (address feed, uint32 grace);
    /// @notice How far primary and secondary may differ, in basis points of the lower.
    function maxDeviation() external view returns (uint256 bps);
}
