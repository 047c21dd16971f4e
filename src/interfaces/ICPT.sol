// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "./IGuardianPausable.sol";

/// @title CyberPlaza Token (SPEC TOK 1-4)
interface ICPT is IGuardianPausable {
    event ExitSet(address indexed account, bool allowed);

    error InvalidGenesis();

    function burn(uint256 amount) external;
    function burnFrom(address account, uint256 amount) external;
    /// @notice Puts a holder on the governed list whose outgoing transfers work even while paused. Caller: ADMIN.
    function setExit(address account, bool allowed) external;
    function isExit(address account) external view returns (bool);
    /// @notice 100,000,000e18 minus totalSupply.
    function totalBurned() external view returns (uint256);
}
