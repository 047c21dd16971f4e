// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IUsageVerifier, UsageReport } from "../../interfaces/IUsageVerifier.sol";
// The places of members are for assembly only.
// solhint-disable-next-line no-unused-import
import { JobFlags, JobRecord, PAYER, PROVIDER_ID } from "./JobCodec.sol";

/// @title IUsageVerifier.verify, encoded by hand for it is called at every report
/// @dev The report has been decoded, so its words are known to fit their types and go on as they came.
library VerifierCall {
    /// @dev Words of the report and of the context, then where the proof begins: all of the head.
    uint256 private constant HEAD_SIZE = 0x200;

    /// @notice Reverts as the verifier does. The caller has seen that there is code.
    function verify(
        address verifier,
        UsageReport calldata usageReport,
        JobRecord memory j,
        address buyer,
        address payout,
        bytes calldata proof
    ) internal view {
        bytes4 selector = IUsageVerifier.verify.selector;
        uint256 extraSigners = JobFlags.extraSigners(j.flags);
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, selector)
            calldatacopy(add(data, 0x4), usageReport, 0x140)
            // The context's five members.
            mstore(add(data, 0x144), mload(add(j, PAYER)))
            mstore(add(data, 0x164), buyer)
            mstore(add(data, 0x184), payout)
            mstore(add(data, 0x1a4), mload(add(j, PROVIDER_ID)))
            mstore(add(data, 0x1c4), extraSigners)
            mstore(add(data, 0x1e4), HEAD_SIZE)
            mstore(add(data, 0x204), proof.length)
            calldatacopy(add(data, 0x224), proof.offset, proof.length)
            // Whole words, the last of them filled up with whatever lies there.
            if iszero(staticcall(gas(), verifier, data, add(0x224, and(add(proof.length, 31), not(31))), 0, 0)) {
                returndatacopy(data, 0, returndatasize())
                revert(data, returndatasize())
            }
        }
    }
}
