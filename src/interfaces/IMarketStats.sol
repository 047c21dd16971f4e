// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title GMV as the market itself counts it (SPEC RWD 1, idea 8)
interface IMarketStats {
    /// @notice Σ volume of every settlement ever, USDC units. Never falls.
    function totalVolume() external view returns (uint256);
    /// @notice Σ volume settled in all days (UTC) that had ended when the given second was over; 0 before the first.
    /// @dev Exact where timestamp + 1 is a multiple of 86,400: so an epoch of weeks [s, e) counts volumeAt(e - 1) -
    /// volumeAt(s - 1), or as well volumeAt(e) - volumeAt(s). At any other second it is the last midnight's figure, never
    /// more than the truth. An answer once given for a second never changes. Reverts with FutureLookup.
    /// @param timestamp seconds, strictly past
    function volumeAt(uint256 timestamp) external view returns (uint256);

    error FutureLookup(uint256 timestamp, uint256 clock);
    /// @dev Fees above 2^96 units or volume above 2^112: more USDC than there can be.
    error TillTooFull(uint8 source);
}
