// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What is used of Uniswap v3's QuoterV2, off chain only
interface IQuoterV2 {
    /// @notice What a swap along a path would give now. Simulates the swap and reverts it inside: for eth_call, not for contracts.
    function quoteExactInput(bytes calldata path, uint256 amountIn)
        external
        returns (
            uint256 amountOut,
            uint160[] memory sqrtPriceX96AfterList,
            uint32[] memory initializedTicksCrossedList,
            uint256 gasEstimate
        );
}
