// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IPriceHub } from "../interfaces/IPriceHub.sol";

/// @title So that an opening that is only tried never fails for want of gas alone (63/64)
library OpeningGas {
    /// @dev More than an opening ever needs: a refresh of provider and status whose feeds burn all they are given, and veCPT's
    /// longest walk.
    uint256 internal constant NEEDED = 2_500_000;

    /// @notice Reverts unless an opening, and what lies between here and it, has all the gas it could need.
    function requireFor(uint256 around) internal view {
        uint256 given = gasleft();
        if (given < NEEDED + around) revert IJobMarketTypes.InsufficientGas(given, NEEDED + around);
    }

    /// @notice Reverts where a price could not be read for want of gas: whoever gives more finds out.
    /// @param reason what the opening reverted with
    function requireEnough(bytes memory reason) internal view {
        if (bytes4(reason) == IPriceHub.InsufficientGas.selector) {
            revert IJobMarketTypes.InsufficientGas(gasleft(), NEEDED);
        }
    }
}
