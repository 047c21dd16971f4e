// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

/// @dev Law J: every function of every contract is listed, with its role in roles.json or as open in open.json, and in one of them
/// only. A function that is added without a decision is in neither. That what roles.json lists is restricted, and nothing else,
/// is test/governance/Permissions.t.sol's.
contract LawJFunctionsTest is Test {
    string private constant FOLDER = "script/deploy/config/";

    string private _open;
    string private _roles;
    mapping(bytes32 contractAndSignature => uint256) private _listed;
    uint256 private _restricted;

    function setUp() public {
        _open = vm.readFile(string.concat(FOLDER, "open.json"));
        _roles = vm.readFile(string.concat(FOLDER, "roles.json"));
        for (; vm.keyExistsJson(_roles, at(_restricted)); ++_restricted) {
            string memory name = vm.parseJsonString(_roles, string.concat(at(_restricted), ".contract"));
            string memory signature = vm.parseJsonString(_roles, string.concat(at(_restricted), ".function"));
            ++_listed[key(name, signature)];
        }
    }

    function test_LawJ_EveryFunctionIsListedOnceWithItsRoleOrAsOpen() public {
        string[] memory names = vm.parseJsonKeys(_open, "$");
        uint256 open;
        uint256 found;
        for (uint256 i; i < names.length; ++i) {
            if (same(names[i], "$comment")) continue;
            open += list(names[i], ".open") + list(names[i], ".views");
            found += check(names[i]);
        }
        assertGt(found, 500);
        assertEq(found, open + _restricted, "a list names a function that does not exist");
    }

    function list(string memory name, string memory kind) private returns (uint256) {
        string[] memory signatures = vm.parseJsonStringArray(_open, string.concat(".", name, kind));
        for (uint256 i; i < signatures.length; ++i) {
            ++_listed[key(name, signatures[i])];
        }
        return signatures.length;
    }

    function check(string memory name) private view returns (uint256 found) {
        string[] memory own = signaturesOf(name);
        for (uint256 i; i < own.length; ++i) {
            assertEq(_listed[key(name, own[i])], 1, string.concat(name, ".", own[i], " is not decided on"));
        }
        found = own.length;
        // The other half of two, which they pass calls on to.
        if (same(name, "JobMarket")) return found + checkDesk(name, "JobDesk", own);
        if (same(name, "GroupBuy")) return found + checkDesk(name, "GroupBuyDesk", own);
    }

    function checkDesk(string memory name, string memory half, string[] memory own)
        private
        view
        returns (uint256 found)
    {
        string[] memory desk = signaturesOf(half);
        for (uint256 i; i < desk.length; ++i) {
            if (isIn(desk[i], own)) continue;
            assertEq(_listed[key(name, desk[i])], 1, string.concat(half, ".", desk[i], " is not decided on"));
            ++found;
        }
    }

    function signaturesOf(string memory name) private view returns (string[] memory) {
        bool lite = same(vm.envOr("FOUNDRY_PROFILE", string("")), "lite");
        string memory artifact = vm.readFile(string.concat(lite ? "out-lite/" : "out/", name, ".sol/", name, ".json"));
        return vm.parseJsonKeys(artifact, ".methodIdentifiers");
    }

    function isIn(string memory wanted, string[] memory all) private pure returns (bool) {
        for (uint256 i; i < all.length; ++i) {
            if (same(all[i], wanted)) return true;
        }
        return false;
    }

    function at(uint256 i) private pure returns (string memory) {
        return string.concat(".functions[", vm.toString(i), "]");
    }

    function key(string memory name, string memory signature) private pure returns (bytes32) {
        return keccak256(abi.encode(name, signature));
    }

    function same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
