// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../../src/custody/Vault.sol";
import { IGroupBuy } from "../../../../src/interfaces/IGroupBuy.sol";
import { IGroupBuyTypes } from "../../../../src/interfaces/IGroupBuyTypes.sol";
import { Vouchers } from "../../../../src/pool/Vouchers.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @notice Pledgers, buyers and holders of one campaign, each doing what it may; mistakes are not made here.
contract HolderHandler is CommonBase, StdUtils {
    IGroupBuy private immutable GROUP_BUY;
    Vouchers private immutable VOUCHERS;
    Vault private immutable VAULT;
    uint256 private immutable ID;
    address[] private _people;

    constructor(IGroupBuy groupBuy, Vouchers vouchers, Vault vault, uint256 id, address[] memory people) {
        (GROUP_BUY, VOUCHERS, VAULT, ID, _people) = (groupBuy, vouchers, vault, id, people);
    }

    function pledge(uint256 who, uint32 packs) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        uint256 left = (c.maxUnits - c.pledged) / c.pack;
        if (c.state != IGroupBuyTypes.State.Open || block.timestamp >= c.closesAt || left == 0) return;
        vm.prank(_person(who));
        GROUP_BUY.pledge(ID, uint32(bound(packs, 1, left > 20 ? 20 : left)) * c.pack);
    }

    function withdrawPledge(uint256 who, uint32 packs) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        uint256 held = GROUP_BUY.pledgeOf(ID, _person(who)) / c.pack;
        if (c.state != IGroupBuyTypes.State.Open || block.timestamp > c.withdrawableUntil || held == 0) return;
        vm.prank(_person(who));
        GROUP_BUY.withdrawPledge(ID, uint32(bound(packs, 1, held)) * c.pack);
    }

    function settle(uint256 who) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state == IGroupBuyTypes.State.Open || GROUP_BUY.pledgeOf(ID, _person(who)) == 0) return;
        address[] memory one = new address[](1);
        one[0] = _person(who);
        GROUP_BUY.settle(ID, one);
    }

    function claim(uint256 who, uint8 index) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state < IGroupBuyTypes.State.Met || c.series == 0) return;
        uint256 token = GROUP_BUY.tokenIdOf(ID, index % c.series);
        if (GROUP_BUY.claimableOf(_person(who), token) == 0) return;
        if (index % c.series == 0 && block.timestamp >= c.expiresAt) return;
        vm.prank(_person(who));
        GROUP_BUY.claim(token, _person(who));
    }

    function buy(uint256 who, uint32 units) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state != IGroupBuyTypes.State.Met || c.stock == 0 || block.timestamp >= c.expiresAt) return;
        vm.prank(_person(who));
        GROUP_BUY.buy(ID, uint32(bound(units, 1, c.stock)), type(uint40).max, _person(who));
    }

    function refund(uint256 who, uint8 index, uint32 units) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state < IGroupBuyTypes.State.Met || c.series == 0) return;
        uint256 token = GROUP_BUY.tokenIdOf(ID, index % c.series);
        uint256 held = VOUCHERS.balanceOf(_person(who), token);
        if (held == 0) return;
        units = uint32(bound(units, 1, held));
        uint256 expected = GROUP_BUY.refundOf(token, units);
        if (expected == 0) return;
        uint256 before = VAULT.balanceOf(_person(who));
        vm.prank(_person(who));
        GROUP_BUY.refund(token, units);
        require(VAULT.balanceOf(_person(who)) == before + expected, "refundOf tells the truth");
    }

    function gift(uint256 from, uint256 to, uint8 index) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.series == 0) return;
        uint256 token = GROUP_BUY.tokenIdOf(ID, index % c.series);
        uint256 held = VOUCHERS.balanceOf(_person(from), token);
        if (held == 0) return;
        vm.prank(_person(from));
        VOUCHERS.safeTransferFrom(_person(from), _person(to), token, (held + 1) / 2, "");
    }

    function _campaign() private view returns (IGroupBuyTypes.Campaign memory) {
        return GROUP_BUY.campaign(ID);
    }

    function _person(uint256 who) private view returns (address) {
        return _people[who % _people.length];
    }
}
