// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title A named, governed holder of one kind of money until its spender exists
/// @notice Genesis buckets and revenue shares wait here. Money leaves only by a restricted call, with a reason on chain.
interface IFundHolder {
    event Released(address indexed token, address indexed to, uint256 amount, string reason);

    error ZeroAddress();
    error ZeroAmount();

    /// @notice What the money is for, as the deployment names it.
    function name() external view returns (string memory);
    /// @notice Sends any ERC-20 held here. Caller: TREASURY role, with the delay its role carries.
    /// @dev Reverts with ZeroAddress, ZeroAmount or the token's refusal.
    /// @param amount in the token's own units
    /// @param reason shown on chain; for people, not parsed
    function release(address token, address to, uint256 amount, string calldata reason) external;
}
