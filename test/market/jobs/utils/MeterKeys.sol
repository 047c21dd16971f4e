// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../../../../src/interfaces/IMeterQuorum.sol";
import { UsageReport } from "../../../../src/interfaces/IUsageVerifier.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice Keys of meters in ascending order of address, and what they sign.
contract MeterKeys {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256[] private _keys;

    constructor(uint256 count) {
        for (uint256 i = 1; i <= count; ++i) {
            uint256 key = uint256(keccak256(abi.encode("meter", i)));
            _keys.push(key);
            for (uint256 j = _keys.length - 1; j > 0 && VM.addr(_keys[j - 1]) > VM.addr(key); --j) {
                (_keys[j], _keys[j - 1]) = (_keys[j - 1], key);
            }
        }
    }

    function at(uint256 index) public view returns (address) {
        return VM.addr(_keys[index]);
    }

    /// @notice Signatures of the first meters.
    function sign(IMeterQuorum quorum, UsageReport memory report, uint256 count)
        external
        view
        returns (bytes memory proof)
    {
        return signDigest(quorum.hashReport(report), count);
    }

    /// @notice Signatures of the first meters over any digest.
    function signDigest(bytes32 digest, uint256 count) public view returns (bytes memory proof) {
        for (uint256 i; i < count; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = VM.sign(_keys[i], digest);
            proof = abi.encodePacked(proof, r, s, v);
        }
    }
}
