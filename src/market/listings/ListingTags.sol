// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../interfaces/IListings.sol";

/// @title What listings say of each other's kind (SPEC JOB 1, 3)
/// @notice A tag is up to 32 bytes. One that begins with "!" names what the listing requires, one with "+" what it provides;
/// any other only describes. A requirement is met by the tag with the same other 31 bytes and a "+".
library ListingTags {
    uint256 internal constant MAX_TAGS = 16;
    bytes1 internal constant REQUIRES = "!";
    bytes1 internal constant PROVIDES = "+";

    /// @notice Reverts unless the tags are strictly ascending, none empty, and not too many.
    function check(bytes32[] calldata tags) internal pure {
        if (tags.length > MAX_TAGS) revert IListings.InvalidTerms("tags", tags.length);
        bytes32 last;
        for (uint256 i; i < tags.length; ++i) {
            if (tags[i] <= last) revert IListings.InvalidTerms("tags", i);
            last = tags[i];
        }
    }

    /// @return commitment 0 where there are none
    function hash(bytes32[] calldata tags) internal pure returns (bytes32 commitment) {
        return tags.length == 0 ? bytes32(0) : keccak256(abi.encode(tags));
    }

    /// @notice Whether each has all that the other requires, and at least one requires something.
    function compatible(bytes32[] calldata a, bytes32[] calldata b) internal pure returns (bool) {
        (bool met, uint256 required) = _met(a, b);
        if (!met) return false;
        (bool metToo, uint256 requiredToo) = _met(b, a);
        return metToo && required + requiredToo != 0;
    }

    function _met(bytes32[] calldata a, bytes32[] calldata b) private pure returns (bool met, uint256 required) {
        for (uint256 i; i < a.length; ++i) {
            if (a[i][0] != REQUIRES) continue;
            ++required;
            if (!_contains(b, _provided(a[i]))) return (false, required);
        }
        return (true, required);
    }

    function _provided(bytes32 requirement) private pure returns (bytes32) {
        return (requirement << 8) >> 8 | bytes32(PROVIDES);
    }

    function _contains(bytes32[] calldata tags, bytes32 wanted) private pure returns (bool) {
        for (uint256 i; i < tags.length; ++i) {
            if (tags[i] == wanted) return true;
        }
        return false;
    }
}
