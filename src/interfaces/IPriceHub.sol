// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title One place for prices, staleness, sequencer state and decimals (SPEC ORC 1, 2, 4)
interface IPriceHub {
    enum Status {
        Fit,
        NoFeed,
        Stale,
        SequencerDown,
        OutOfBand,
        Disagree
    }

    event FeedSet(bytes32 indexed asset, address primary, address secondary, uint32 maxAge);
    event SequencerFeedSet(address feed, uint32 grace);

    error InvalidParameter(bytes32 name, uint256 value);
    /// @dev The call would reach the feed with too little gas to tell a failing feed from a starved one.
    error InsufficientGas();

    /// @return status Fit only if fresh, the sequencer up for longer than its grace, and the price within 0.5% of 1 USD
    /// @return price USD per USDC, 8 decimals
    function usdcUsd() external view returns (Status status, uint256 price);
    /// @notice CPT/USD, 8 decimals, from the primary feed, checked against the secondary where both exist; falls back to
    /// the secondary (signed reports) where there is no primary.
    function cptUsd() external view returns (Status status, uint256 price);
    function sequencerUp() external view returns (bool);
}
