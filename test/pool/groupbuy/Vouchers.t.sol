// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVouchers } from "../../../src/interfaces/IVouchers.sol";
import { GroupHouse } from "./utils/GroupHouse.sol";
import { HostileReceiver } from "./utils/Receivers.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract VouchersTest is GroupHouse {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = vouchers.currentValueId();
    }

    function buyValue(address account, uint256 count) private {
        vm.prank(account);
        vouchers.buyValue(count, account);
    }

    function test_valueVouchersSellAtFaceBackedOneToOne() public {
        vm.expectEmit(address(vouchers));
        emit IVouchers.ValueSold(alice, bob, id, 5, 500e6);
        vm.prank(alice);
        vouchers.buyValue(5, bob);
        assertEq(vouchers.balanceOf(bob, id), 5);
        assertEq(vault.balanceOf(alice), 99_500e6);
        assertEq(vault.balanceOf(address(vouchers)), 500e6);
        assertEq(vouchers.valueSupply(), 5);
        assertEq(vouchers.totalSupply(id), 5);
    }

    function test_redeemingGivesCreditThatIsNoCash() public {
        buyValue(alice, 5);
        vm.prank(alice);
        address credit = vouchers.redeemValue(id, 3);
        assertEq(credit, vendor.walletOf(alice));
        assertEq(vault.balanceOf(credit), 300e6);
        assertEq(vault.balanceOf(address(vouchers)), 200e6);
        assertEq(vouchers.valueSupply(), 2);
    }

    function test_aGiftIsRefundedToItsHolderAfterExpiryToo() public {
        buyValue(alice, 5);
        vm.prank(alice);
        vouchers.safeTransferFrom(alice, carol, id, 2, "");
        uint256 expiresAt = vouchers.kindOf(id).expiresAt;
        assertEq(expiresAt, (id + 1) * 90 days + 365 days);
        vm.warp(expiresAt - 1);
        vm.prank(carol);
        vouchers.redeemValue(id, 1);
        vm.warp(expiresAt);
        vm.startPrank(carol);
        vm.expectRevert(abi.encodeWithSelector(IVouchers.VoucherExpired.selector, id, expiresAt));
        vouchers.redeemValue(id, 1);
        assertEq(vouchers.refundValue(id, 1), 100e6);
        vm.stopPrank();
        assertEq(vault.balanceOf(carol), 100_100e6);
        skip(3650 days);
        vm.prank(alice);
        assertEq(vouchers.refundValue(id, 3), 300e6);
        assertEq(vault.balanceOf(address(vouchers)), 0);
    }

    function test_vouchersOfTwoPeriodsAreTwoIds() public {
        buyValue(alice, 1);
        skip(90 days);
        assertEq(vouchers.currentValueId(), id + 1);
        buyValue(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, alice, 1, 2, id));
        vm.prank(alice);
        vouchers.refundValue(id, 2);
    }

    function test_RevertWhen_itIsNotTheHoldersOrNoValueVoucher() public {
        buyValue(alice, 1);
        vm.startPrank(bob);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, bob, 0, 1, id));
        vouchers.refundValue(id, 1);
        vm.expectRevert(IVouchers.ZeroAmount.selector);
        vouchers.redeemValue(id, 0);
        vm.expectRevert(IVouchers.ZeroAmount.selector);
        vouchers.buyValue(0, bob);
        vm.expectRevert(IVouchers.ZeroAddress.selector);
        vouchers.buyValue(1, address(0));
        uint256 resource = 1 << 64;
        vm.expectRevert(abi.encodeWithSelector(IVouchers.NotAValueVoucher.selector, resource));
        vouchers.refundValue(resource, 1);
        vm.expectRevert(abi.encodeWithSelector(IVouchers.NotAValueVoucher.selector, resource));
        vouchers.redeemValue(resource, 1);
        vm.expectRevert(abi.encodeWithSelector(IVouchers.UnknownVoucher.selector, type(uint64).max));
        vouchers.refundValue(type(uint64).max, 1);
        vm.stopPrank();
    }

    /// @dev The issuer answers for capacity; money's vouchers are not its to make or to take.
    function test_theIssuerCannotTouchValueVouchers() public {
        buyValue(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(IVouchers.UnknownVoucher.selector, id));
        vouchers.mint(bob, id, 1);
        vm.expectRevert(abi.encodeWithSelector(IVouchers.UnknownVoucher.selector, id));
        vouchers.burn(alice, id, 1);
        vm.expectRevert(abi.encodeWithSelector(IVouchers.InvalidKind.selector, id));
        vouchers.open(id, 1, uint40(block.timestamp + 1));
        uint256 resource = 1 << 64;
        vouchers.open(resource, 5, uint40(block.timestamp + 1));
        vm.expectRevert(abi.encodeWithSelector(IVouchers.InvalidKind.selector, resource));
        vouchers.open(resource, 6, uint40(block.timestamp + 1));
        vm.expectRevert(abi.encodeWithSelector(IVouchers.InvalidKind.selector, resource + 1));
        vouchers.open(resource + 1, 6, uint40(block.timestamp));
    }

    function test_aReceiverThatComesBackInSeesItsMoneyOnce() public {
        HostileReceiver greedy = new HostileReceiver();
        fund(address(greedy), 1000e6);
        greedy.plan(address(vouchers), abi.encodeCall(vouchers.refundValue, (id, 1)));
        greedy.execute(address(vouchers), abi.encodeCall(vouchers.buyValue, (1, address(greedy))));
        assertFalse(greedy.succeeded());
        assertEq(vault.balanceOf(address(vouchers)), 100e6);
        assertEq(vouchers.balanceOf(address(greedy), id), 1);
    }

    function testFuzz_backedWhateverIsBoughtRedeemedAndRefunded(uint8 bought, uint8 redeemed, uint8 refunded) public {
        bought = uint8(bound(bought, 1, 200));
        redeemed = uint8(bound(redeemed, 0, bought));
        refunded = uint8(bound(refunded, 0, bought - redeemed));
        buyValue(alice, bought);
        vm.startPrank(alice);
        if (redeemed != 0) vouchers.redeemValue(id, redeemed);
        if (refunded != 0) vouchers.refundValue(id, refunded);
        vm.stopPrank();
        assertEq(vault.balanceOf(address(vouchers)), vouchers.valueSupply() * 100e6);
        assertEq(vouchers.valueSupply(), uint256(bought) - redeemed - refunded);
    }
}
