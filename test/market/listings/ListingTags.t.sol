// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../src/interfaces/IListings.sol";
import { ProviderTest } from "../providers/utils/ProviderTest.sol";

/// @notice Which listings fit together, and that nobody is believed about tags that are not the listing's.
contract ListingTagsTest is ProviderTest {
    function setUp() public override {
        super.setUp();
        deposit(0, 1_000_000e6 - FEE);
    }

    function _list(bytes32[] memory tags) private returns (uint32) {
        vm.prank(owner);
        return listings.create(terms(id), "sku", "eu", tags, URI);
    }

    function _compatible(bytes32[] memory a, bytes32[] memory b) private returns (bool forward) {
        (uint32 first, uint32 second) = (_list(a), _list(b));
        forward = listings.compatible(first, a, second, b);
        assertEq(listings.compatible(second, b, first, a), forward, "the order does not matter");
    }

    function _tags() private pure returns (bytes32[] memory) {
        return new bytes32[](0);
    }

    function _tags(bytes32 a) private pure returns (bytes32[] memory t) {
        t = new bytes32[](1);
        t[0] = a;
    }

    function _tags(bytes32 a, bytes32 b) private pure returns (bytes32[] memory t) {
        t = new bytes32[](2);
        (t[0], t[1]) = (a, b);
    }

    function test_compatible_eachProvidesWhatTheOtherRequires() public {
        assertTrue(_compatible(_tags("!cuda-12"), _tags("+cuda-12")));
        assertTrue(_compatible(_tags("!avx512", "!cuda-12"), _tags("+avx512", "+cuda-12")));
        assertTrue(_compatible(_tags("!cuda-12", "+licence-x"), _tags("!licence-x", "+cuda-12")));
        assertTrue(_compatible(_tags("!cuda-12"), _tags("+cuda-12", "h100")));
    }

    function test_compatible_notWhereAnythingIsMissing() public {
        assertFalse(_compatible(_tags("!avx512", "!cuda-12"), _tags("+cuda-12")));
        assertFalse(_compatible(_tags("!cuda-12"), _tags("!licence-x", "+cuda-12")));
        assertFalse(_compatible(_tags("!cuda-12"), _tags("!cuda-12")));
        assertFalse(_compatible(_tags("!cuda-12"), _tags("+cuda-11")));
    }

    /// @dev Listings that ask nothing of each other have nothing to do with each other.
    function test_compatible_notWhereNothingIsRequired() public {
        assertFalse(_compatible(_tags(), _tags()));
        assertFalse(_compatible(_tags("+cuda-12"), _tags("+cuda-12")));
        assertFalse(_compatible(_tags("h100"), _tags("h100")));
    }

    function testFuzz_compatible_aRequirementMeetsItsProvisionOnly(bytes31 name, bytes31 other) public {
        bytes32 required = bytes32(bytes1("!")) | bytes32(name) >> 8;
        bytes32 provided = bytes32(bytes1("+")) | bytes32(other) >> 8;
        assertEq(_compatible(_tags(required), _tags(provided)), name == other);
    }

    function test_tagsHash_isKeptAndFixed() public {
        bytes32[] memory tags = _tags("+cuda-12", "h100");
        uint32 listingId = _list(tags);
        assertEq(listings.tagsHashOf(listingId), keccak256(abi.encode(tags)));
        assertEq(listings.tagsHashOf(_list(_tags())), 0);
        assertEq(listings.tagsHashOf(99), 0);
    }

    function test_RevertWhen_theTagsAreNotTheListings() public {
        uint32 bare = _list(_tags());
        uint32 software = _list(_tags("!cuda-12"));
        vm.expectRevert(abi.encodeWithSelector(IListings.WrongTags.selector, bare));
        listings.compatible(software, _tags("!cuda-12"), bare, _tags("+cuda-12"));
        vm.expectRevert(abi.encodeWithSelector(IListings.WrongTags.selector, software));
        listings.compatible(software, _tags(), bare, _tags());
    }

    function test_RevertWhen_tagsAreNotAscendingOrEmpty() public {
        _expectInvalid(_tags("b", "a"), 1);
        _expectInvalid(_tags("a", "a"), 1);
        _expectInvalid(_tags("", "a"), 0);
    }

    function _expectInvalid(bytes32[] memory tags, uint256 at) private {
        vm.expectRevert(abi.encodeWithSelector(IListings.InvalidTerms.selector, bytes32("tags"), at));
        vm.prank(owner);
        listings.create(terms(id), "sku", "eu", tags, URI);
    }
}
