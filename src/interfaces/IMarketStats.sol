// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title GMV as the market itself counts it (SPEC RWD 1, idea 8)
interface IMarketStats {
    /// @notice Σ volume of every settlement ever, USDC units. Never falls.
    function totalVolume() external view returns (uint256);
    /// @notice Σ volume settled up to and including a past second; 0 before the first.
    /// @param timestamp strictly past
    function volumeAt(uint256 timestamp) external view returns (uint256);

    error FutureLookup(uint256 timestamp, uint256 clock);
}
