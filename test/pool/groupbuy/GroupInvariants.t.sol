// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyTypes } from "../../../src/interfaces/IGroupBuyTypes.sol";
import { HolderHandler } from "./handlers/CampaignHandler.sol";
import { KeeperHandler } from "./handlers/KeeperHandler.sol";
import { GroupHouse } from "./utils/GroupHouse.sol";

/// forge-config: default.invariant.depth = 96
/// @dev One campaign, one handler for those who hold, one for all others.
contract GroupInvariants is GroupHouse {
    uint256 private id;
    address[] private people;

    function setUp() public override {
        super.setUp();
        id = begin();
        people = [alice, bob, carol];
        pledge(alice, id, 1000);
        HolderHandler holders = new HolderHandler(groupBuy, vouchers, vault, id, people);
        KeeperHandler others = new KeeperHandler(groupBuy, vouchers, vault, lines, vendor, id, people);
        manager.grantRole(0, address(others), 0);
        vault.setModule(address(others), true);
        targetContract(address(holders));
        targetContract(address(others));
    }

    function invariant_everyUnitOfMoneyIsAccountedFor() public view {
        assertBalanced(id);
        IGroupBuyTypes.Books memory b = groupBuy.booksOf(id);
        assertEq(vault.balanceOf(address(groupBuy)), b.cash, "vault account");
        assertEq(usdc.balanceOf(address(groupBuy)), 0, "no token stays here");
        assertEq(b.drawn, lines.totalDrawn(), "drawn");
        assertEq(b.toPool, lines.totalPaid(), "repaid");
        assertEq(b.toRevenue, vault.uncollectedRevenue(4), "revenue");
    }

    function invariant_noVoucherWithoutAPaidUnit() public view {
        IGroupBuyTypes.Campaign memory c = groupBuy.campaign(id);
        uint256 sold;
        for (uint8 i; i < c.series; ++i) {
            IGroupBuyTypes.Series memory s = groupBuy.seriesOf(id, i);
            uint256 token = groupBuy.tokenIdOf(id, i);
            uint256 claimable;
            for (uint256 p; p < people.length; ++p) {
                claimable += groupBuy.claimableOf(people[p], token);
                if (i == 0 && c.state == IGroupBuyTypes.State.Met) claimable -= groupBuy.pledgeOf(id, people[p]);
            }
            assertEq(vouchers.totalSupply(token) + claimable, s.live, "in circulation");
            assertLe(uint256(s.live) + s.inJobs, s.sold, "nothing comes back that was not sold");
            sold += s.sold;
        }
        uint256 firstPart = uint256(c.unitCost) * c.firstBps / 10_000;
        assertLe(sold + c.stock, c.maxUnits, "the lot");
        assertGe(groupBuy.booksOf(id).toVendor, (sold + c.stock) * firstPart, "each unit was paid for");
    }

    /// @dev What vouchers need is there: all could be redeemed, or after the expiry refunded, at once.
    function invariant_whatHoldersNeedIsHeld() public view {
        IGroupBuyTypes.Campaign memory c = groupBuy.campaign(id);
        if (c.state != IGroupBuyTypes.State.Met) return;
        uint256 live;
        for (uint8 i; i < c.series; ++i) {
            live += groupBuy.seriesOf(id, i).live;
        }
        assertGe(groupBuy.booksOf(id).cash, live * c.unitDue);
    }

    function invariant_pledgesAreEscrowed() public view {
        uint256 pledged;
        uint256 escrowed;
        for (uint256 p; p < people.length; ++p) {
            pledged += groupBuy.pledgeOf(id, people[p]);
            escrowed += vault.escrowOf(people[p]);
        }
        assertEq(escrowed, pledged * TOP);
    }
}
