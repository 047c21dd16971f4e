// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVault } from "../interfaces/IVault.sol";

/// @title An account's two balances <-> its one word: available in the lower half, escrowed in the upper
/// @dev Read once and written once, where the compiler would go to the slot for each.
library AccountWord {
    error BalanceTooLarge(uint256 available, uint256 escrowed);

    function read(IVault.Account storage account) internal view returns (uint256 available, uint256 escrowed) {
        assembly ("memory-safe") {
            let word := sload(account.slot)
            available := shr(128, shl(128, word))
            escrowed := shr(128, word)
        }
    }

    /// @dev Reverts with BalanceTooLarge if a balance does not fit its half: no sum of real USDC is so large.
    function write(IVault.Account storage account, uint256 available, uint256 escrowed) internal {
        if ((available | escrowed) >> 128 != 0) revert BalanceTooLarge(available, escrowed);
        assembly ("memory-safe") {
            sstore(account.slot, or(available, shl(128, escrowed)))
        }
    }
}
