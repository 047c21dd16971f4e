// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "./IJobMarketTypes.sol";

/// @title Paying in any token (SPEC JOB 2)
/// @notice Pulls a token from the caller, swaps it to USDC through Uniswap v3 along the caller's path, and puts the USDC into a vault
/// balance; in the same transaction jobs may be opened from it. What a pool does not take is the caller's again. Nothing stays here.
/// @dev Not upgradeable and without an owner, because users give it allowances. Only differences of balances count, so no token can
/// make it credit what did not arrive. Assumed of the router: Uniswap's; of USDC: what IVault assumes.
/// Warning: tokens that take a fee on transfer are credited by what arrives, but Uniswap v3's pools refuse them. The pool's price
/// is the pool's: minimumOut is the caller's only protection, so quote first.
interface ITokenPayments {
    /// @param tokenIn any ERC-20 but USDC; WETH may be paid in the chain's own coin, sent with the call
    /// @param amountIn units of tokenIn to pull (or wrap)
    /// @param path Uniswap v3's: token, fee (3 bytes), token, … from tokenIn to USDC
    /// @param minimumOut USDC units, at least 1
    /// @param deadline last second of the swap, at most a day ahead
    struct Swap {
        address tokenIn;
        uint256 amountIn;
        bytes path;
        uint256 minimumOut;
        uint256 deadline;
    }

    /// @param payer the caller; account: whose vault balance received the USDC
    /// @param spent of tokenIn, after what came back
    event TokenPaid(
        address indexed payer, address indexed account, address indexed tokenIn, uint256 spent, uint256 received
    );

    error ZeroAddress();
    error ZeroAmount();
    error InvalidPath();
    error NoMinimum();
    /// @param latest the last second it may name
    error InvalidDeadline(uint256 deadline, uint256 latest);
    /// @dev Coin sent for another token than WETH, or another amount than amountIn.
    error WrongValue(uint256 value);
    error TooLittleReceived(uint256 received, uint256 minimum);

    /// @notice Swaps the caller's tokens and credits the USDC to an account (a sponsor names another's).
    /// @param permit ERC-2612 permit of the caller to this contract over amountIn of tokenIn, deadline 0 = none; one already used is
    /// ignored if the allowance suffices
    /// @return received USDC units
    /// @dev Reverts with ZeroAddress, ZeroAmount, InvalidPath, NoMinimum, InvalidDeadline, WrongValue, TooLittleReceived, or the
    /// token's or the router's refusal.
    function pay(Swap calldata swap, IJobMarketTypes.Permit calldata permit, address account)
        external
        payable
        returns (uint256 received);
    /// @notice As pay into the caller's own balance, then opens jobs from it, all or none; what is left stays there.
    /// @return received USDC units
    /// @return firstJobId ids are consecutive
    /// @dev Errors as pay, EmptyBatch, and those of IJobMarket.open.
    function payAndOpen(
        Swap calldata swap,
        IJobMarketTypes.Permit calldata permit,
        IJobMarketTypes.OpenParams[] calldata jobs
    ) external payable returns (uint256 received, uint256 firstJobId);

    /// @notice Uniswap's SwapRouter.
    function router() external view returns (address);
}
