// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { LockFixture } from "./utils/LockFixture.sol";

contract PermitLockTest is LockFixture {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    address private signer;
    uint256 private key;

    function setUp() public override {
        super.setUp();
        (signer, key) = makeAddrAndKey("signer");
        token.transfer(signer, 1000e18);
    }

    function test_createLockWithPermit() external {
        (uint8 v, bytes32 r, bytes32 s) = sign(100e18);
        vm.prank(signer);
        escrow.createLockWithPermit(100e18, WEEK, block.timestamp, v, r, s);
        assertEq(escrow.getLock(signer, 0).amount, 100e18);
        assertEq(token.allowance(signer, address(escrow)), 0);
    }

    function test_increaseAmountWithPermit() external {
        create(alice, 100e18, WEEK);
        (uint8 v, bytes32 r, bytes32 s) = sign(40e18);
        vm.prank(signer);
        escrow.increaseAmountWithPermit(alice, 0, 40e18, block.timestamp, v, r, s);
        assertEq(escrow.getLock(alice, 0).amount, 140e18);
        assertEq(token.balanceOf(signer), 960e18);
    }

    function test_aPermitUsedByAFrontRunnerStopsNothing() external {
        (uint8 v, bytes32 r, bytes32 s) = sign(100e18);
        vm.prank(bob);
        token.permit(signer, address(escrow), 100e18, block.timestamp, v, r, s);
        vm.prank(signer);
        escrow.createLockWithPermit(100e18, WEEK, block.timestamp, v, r, s);
        assertEq(escrow.getLock(signer, 0).amount, 100e18);
    }

    function test_RevertWhen_thePermitIsAnothersAndNothingIsAllowed() external {
        (uint8 v, bytes32 r, bytes32 s) = sign(100e18);
        address thief = makeAddr("thief");
        token.transfer(thief, 1000e18);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), 0, 100e18)
        );
        vm.prank(thief);
        escrow.createLockWithPermit(100e18, WEEK, block.timestamp, v, r, s);
    }

    function sign(uint256 amount) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 message = keccak256(
            abi.encode(PERMIT_TYPEHASH, signer, address(escrow), amount, token.nonces(signer), block.timestamp)
        );
        return vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), message)));
    }
}
