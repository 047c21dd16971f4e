// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "./IGuardianPausable.sol";

/// @title CyberPlaza Token (SPEC TOK 1-4)
/// @notice ERC-20 with ERC-2612 permits, 18 decimals. All 100,000,000 are minted at genesis, none ever after. It carries no
/// votes. While paused (IGuardianPausable), only transfers out of accounts on the exit list work, whoever makes them; burning
/// waits, approving does not.
interface ICPT is IGuardianPausable {
    event ExitSet(address indexed account, bool allowed);

    /// @dev Lists of different lengths, or not 100,000,000e18 in all.
    error InvalidGenesis();

    /// @notice Destroys the caller's tokens and lowers totalSupply. Reverts with EnforcedPause.
    function burn(uint256 amount) external;
    /// @notice Destroys an account's tokens by its allowance to the caller. Reverts with EnforcedPause.
    function burnFrom(address account, uint256 amount) external;
    /// @notice Puts a holder on the governed list whose outgoing transfers work even while paused. Caller: GOVERNANCE role.
    /// @dev Meant for contracts that hold CPT for others: VotingEscrow, vesting, bonds, rewards, the home bridge.
    function setExit(address account, bool allowed) external;
    /// @notice Whether transfers out of the account work while paused.
    function isExit(address account) external view returns (bool);
    /// @notice 100,000,000e18 minus totalSupply.
    function totalBurned() external view returns (uint256);
}
