// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title A named, governed holder of one kind of money until its spender exists
/// @notice Genesis buckets and revenue shares wait here. Money leaves only by a restricted call, with a reason on chain.
interface IFundHolder {
    event Released(address indexed token, address indexed to, uint256 amount, string reason);

    error ZeroAddress();

    function name() external view returns (string memory);
    /// @notice Caller: TREASURY role, with the delay its role carries.
    function release(address token, address to, uint256 amount, string calldata reason) external;
}
