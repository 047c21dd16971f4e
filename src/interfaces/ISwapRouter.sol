// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What is used of Uniswap v3's SwapRouter
interface ISwapRouter {
    /// @param path token, fee (3 bytes), token, fee, … token
    struct ExactInputParams {
        bytes path;
        address recipient;
        uint256 deadline;
        uint256 amountIn;
        uint256 amountOutMinimum;
    }

    function exactInput(ExactInputParams calldata params) external payable returns (uint256 amountOut);
    /// @notice The chain's own coin as a token.
    function WETH9() external view returns (address);
}
