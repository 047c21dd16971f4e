// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { RecordsStorage } from "./RecordsStorage.sol";
import { EIP712Upgradeable } from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import { IAuthority } from "@openzeppelin/contracts/access/manager/IAuthority.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Who may attest, by call or by signature
abstract contract Attestors is RecordsStorage, EIP712Upgradeable {
    /// @inheritdoc IProviderRecords
    function disown(address attestor, uint40 since) external override restricted {
        _disowned[attestor] = since;
        emit AttestorDisowned(attestor, since);
    }

    /// @inheritdoc IProviderRecords
    function disownedSince(address attestor) external view override returns (uint256) {
        return _disowned[attestor];
    }

    /// @param direct the function that an attestor of this kind may call
    function _requireSigned(address attestor, bytes4 direct, bytes32 structHash, bytes calldata signature)
        internal
        view
    {
        if (!IAuthority(authority()).canCall(attestor, address(this), direct)) revert NotAttestor(attestor);
        if (!SignatureChecker.isValidSignatureNowCalldata(attestor, _hashTypedDataV4(structHash), signature)) {
            revert InvalidSignature();
        }
    }

    /// @dev So that one attestor's older word never replaces a newer one, and a disowned one's replaces none.
    function _requireNewer(address attestor, uint256 issuedAt, uint256 latest) internal view {
        if (!_trusted(attestor, block.timestamp)) revert NotAttestor(attestor);
        if (issuedAt <= latest || issuedAt > block.timestamp) revert OutdatedAttestation(issuedAt, latest);
    }

    /// @dev False for what was recorded by an attestor disowned since.
    function _trusted(address attestor, uint256 recordedAt) internal view returns (bool) {
        uint256 since = _disowned[attestor];
        return since == 0 || recordedAt < since;
    }
}
