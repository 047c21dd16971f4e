// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICPT } from "../../src/interfaces/ICPT.sol";
import { CPT } from "../../src/token/CPT.sol";
import { CPTFixture } from "./utils/CPTFixture.sol";
import { Initializable } from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @dev SPEC TOK 1, 2 and 4.
contract CPTTest is CPTFixture {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function test_Genesis() public view {
        assertEq(cpt.name(), "CyberPlaza Token");
        assertEq(cpt.symbol(), "CPT");
        assertEq(cpt.decimals(), 18);
        assertEq(cpt.totalSupply(), SUPPLY);
        assertEq(cpt.balanceOf(alice), SUPPLY - BOBS);
        assertEq(cpt.balanceOf(bob), BOBS);
        assertEq(cpt.totalBurned(), 0);
        assertEq(cpt.authority(), address(manager));
    }

    function testFuzz_RevertWhen_GenesisIsNotTheSupply(uint128 first, uint128 second) public {
        vm.assume(uint256(first) + second != SUPPLY);
        (address[] memory holders, uint256[] memory amounts) = _genesis(first, second);
        CPT implementation = new CPT();
        vm.expectRevert(ICPT.InvalidGenesis.selector);
        _deployWith(address(implementation), holders, amounts);
    }

    function test_RevertWhen_GenesisListsDiffer() public {
        (address[] memory holders,) = _genesis(0, 0);
        uint256[] memory amounts = new uint256[](1);
        amounts[0] = SUPPLY;
        CPT implementation = new CPT();
        vm.expectRevert(ICPT.InvalidGenesis.selector);
        _deployWith(address(implementation), holders, amounts);
    }

    /// @dev Minted once: neither the proxy nor the implementation behind it can be initialized again.
    function test_RevertWhen_InitializedAgain() public {
        (address[] memory holders, uint256[] memory amounts) = _genesis(SUPPLY, 0);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        cpt.initialize(address(manager), holders, amounts);
        CPT implementation = new CPT();
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(address(manager), holders, amounts);
    }

    /// @dev No way to more tokens, and no votes on the token itself.
    function test_NoMintingAndNoVotes() public {
        bytes[4] memory calls = [
            abi.encodeWithSignature("mint(address,uint256)", address(this), 1),
            abi.encodeWithSignature("mint(uint256)", 1),
            abi.encodeWithSignature("getVotes(address)", alice),
            abi.encodeWithSignature("delegate(address)", alice)
        ];
        for (uint256 i; i < calls.length; ++i) {
            (bool done,) = address(cpt).call(calls[i]);
            assertFalse(done);
        }
        assertEq(cpt.totalSupply(), SUPPLY);
    }

    /// @dev Law H's part at home: supply + burned = 100M.
    function testFuzz_Burn_LowersTheSupply(uint256 own, uint256 others) public {
        own = bound(own, 0, SUPPLY - BOBS);
        others = bound(others, 0, BOBS);
        vm.expectEmit(address(cpt));
        emit IERC20.Transfer(alice, address(0), own);
        vm.prank(alice);
        cpt.burn(own);
        vm.prank(bob);
        cpt.approve(alice, others);
        vm.prank(alice);
        cpt.burnFrom(bob, others);
        assertEq(cpt.totalSupply(), SUPPLY - own - others);
        assertEq(cpt.totalBurned(), own + others);
        assertEq(cpt.balanceOf(address(0)), 0);
        assertEq(cpt.allowance(bob, alice), 0);
    }

    function test_RevertWhen_BurningAnothersWithoutAllowance() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, alice, 0, 1));
        cpt.burnFrom(bob, 1);
    }

    function test_RevertWhen_SentToNobody() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        cpt.transfer(address(0), 1);
    }

    function testFuzz_Permit(uint256 value, uint32 wait) public {
        uint256 deadline = block.timestamp + wait;
        bytes32 permitHash = keccak256(abi.encode(PERMIT_TYPEHASH, alice, bob, value, cpt.nonces(alice), deadline));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(aliceKey, keccak256(abi.encodePacked("\x19\x01", cpt.DOMAIN_SEPARATOR(), permitHash)));
        vm.warp(deadline);
        cpt.permit(alice, bob, value, deadline, v, r, s);
        assertEq(cpt.allowance(alice, bob), value);
        vm.expectPartialRevert(ERC20PermitUpgradeable.ERC2612InvalidSigner.selector);
        cpt.permit(alice, bob, value, deadline, v, r, s);
    }

    function test_SetExit() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        cpt.setExit(alice, true);
        vm.expectEmit(address(cpt));
        emit ICPT.ExitSet(alice, true);
        cpt.setExit(alice, true);
        assertTrue(cpt.isExit(alice));
        cpt.setExit(alice, false);
        assertFalse(cpt.isExit(alice));
    }
}
