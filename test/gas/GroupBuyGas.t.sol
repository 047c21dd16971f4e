// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { DeskHouse } from "../market/vouchers/utils/DeskHouse.sol";
import { GroupHouse } from "../pool/groupbuy/utils/GroupHouse.sol";

contract GroupBuyGasTest is GroupHouse {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = begin();
        pledge(carol, id, 100);
    }

    function test_pledge() public {
        pledge(alice, id, 1000);
        vm.snapshotGasLastCall("GroupBuy", "pledge");
    }

    function test_close_on_credit() public {
        pledge(alice, id, 2900);
        closeNow(id);
        vm.snapshotGasLastCall("GroupBuy", "close, the rest on credit (the pool's part not counted)");
    }

    function test_settle() public {
        pledge(alice, id, 2000);
        pledge(bob, id, 2000);
        closeNow(id);
        settle(id, carol);
        settle(id, alice);
        vm.snapshotGasLastCall("GroupBuy", "settle, 1 pledge");
        claim(alice, id, 0);
        vm.snapshotGasLastCall("GroupBuy", "claim");
        buy(bob, id, 100);
        vm.snapshotGasLastCall("GroupBuy", "buy, first voucher of an account");
        refund(alice, groupBuy.tokenIdOf(id, 0), 10);
        vm.snapshotGasLastCall("GroupBuy", "refund");
    }

    function test_value() public {
        uint256 value = vouchers.currentValueId();
        vm.prank(alice);
        vouchers.buyValue(1, alice);
        vm.prank(alice);
        vouchers.buyValue(1, alice);
        vm.snapshotGasLastCall("GroupBuy", "buy a value voucher, again");
        vm.prank(alice);
        vouchers.refundValue(value, 1);
        vm.snapshotGasLastCall("GroupBuy", "refund a value voucher");
    }
}

contract VoucherDeskGasTest is DeskHouse {
    function test_redeem() public {
        uint256 first = redeem(1, 1 hours);
        vm.prank(alice);
        market.cancel(first);
        desk.close(first);
        uint256 jobId = redeem(1, 1 hours);
        vm.snapshotGasLastCall("VoucherDesk", "redeem");
        vm.prank(alice);
        market.cancel(jobId);
        desk.close(jobId);
        vm.snapshotGasLastCall("VoucherDesk", "close");
    }
}
