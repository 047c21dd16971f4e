// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { IRevenueRouter } from "../../interfaces/IRevenueRouter.sol";
import { IVault } from "../../interfaces/IVault.sol";

/// @dev What one step of a job came to, or several came to together. Its words are the data of JobReported, those from paid to refunded
/// the first of JobSettled and three of a Settlement.
struct Outcome {
    uint256 failureCode;
    uint256 usage;
    uint256 cost;
    uint256 slaCredit;
    uint256 paid;
    uint256 fee;
    uint256 refunded;
    uint256 held;
    bytes32 resultHash;
}

/// @title Tells the vault and the world what a step came to
/// @dev Encoded by hand, for a job does it twice.
library Outcomes {
    uint256 private constant PAID = 0x80;
    uint8 private constant SOURCE = uint8(IRevenueRouter.Source.TransactionFees);

    /// @notice vault.release, which reverts as it does. The market's vault is fixed with its code, so it is not asked whether it has any.
    /// @param payee for paid
    /// @param volume gross of fee and discount
    function release(Outcome memory outcome, IVault vault, address payer, address payee, uint256 volume) internal {
        bytes4 selector = IVault.release.selector;
        uint256 source = SOURCE;
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, selector)
            mstore(add(data, 0x4), payer)
            mstore(add(data, 0x24), payee)
            mcopy(add(data, 0x44), add(outcome, PAID), 0x60)
            mstore(add(data, 0xa4), volume)
            mstore(add(data, 0xc4), source)
            if iszero(call(gas(), vault, 0, data, 0xe4, 0, 0)) {
                returndatacopy(data, 0, returndatasize())
                revert(data, returndatasize())
            }
        }
    }

    function emitReported(Outcome memory outcome, uint256 jobId, IJobMarketTypes.Reason reason) internal {
        bytes32 topic = IJobMarketTypes.JobReported.selector;
        assembly ("memory-safe") {
            log3(outcome, 0x120, topic, jobId, reason)
        }
    }

    /// @param volume what was paid, gross of fee and discount
    function emitSettled(Outcome memory outcome, uint256 jobId, IJobMarketTypes.Reason reason, uint256 volume)
        internal
    {
        bytes32 topic = IJobMarketTypes.JobSettled.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            mcopy(data, add(outcome, PAID), 0x60)
            mstore(add(data, 0x60), volume)
            log3(data, 0x80, topic, jobId, reason)
        }
    }

    /// @notice Adds what another step moved.
    function add(Outcome memory sum, Outcome memory outcome) internal pure {
        unchecked {
            // Escrows of 64 bits each.
            sum.paid += outcome.paid;
            sum.fee += outcome.fee;
            sum.refunded += outcome.refunded;
        }
    }

    /// @notice As if nothing had moved.
    function clear(Outcome memory sum) internal pure {
        (sum.paid, sum.fee, sum.refunded) = (0, 0, 0);
    }
}
