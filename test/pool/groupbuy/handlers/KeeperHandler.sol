// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../../src/custody/Vault.sol";
import { IGroupBuy } from "../../../../src/interfaces/IGroupBuy.sol";
import { IGroupBuyTypes } from "../../../../src/interfaces/IGroupBuyTypes.sol";
import { IVault } from "../../../../src/interfaces/IVault.sol";
import { Vouchers } from "../../../../src/pool/Vouchers.sol";
import { LinesDouble } from "../utils/LinesDouble.sol";
import { VendorDouble } from "../utils/VendorDouble.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @notice Everybody else: keepers, the desk with its jobs, the vendor, the pool, governance; and time.
contract KeeperHandler is CommonBase, StdUtils {
    struct Job {
        address holder;
        uint256 token;
        uint32 units;
        uint64 due;
    }

    IGroupBuy private immutable GROUP_BUY;
    Vouchers private immutable VOUCHERS;
    Vault private immutable VAULT;
    LinesDouble private immutable LINES;
    VendorDouble private immutable VENDOR;
    uint256 private immutable ID;
    address[] private _people;
    Job[] private _jobs;

    constructor(
        IGroupBuy groupBuy,
        Vouchers vouchers,
        Vault vault,
        LinesDouble lines,
        VendorDouble vendor,
        uint256 id,
        address[] memory people
    ) {
        (GROUP_BUY, VOUCHERS, VAULT, LINES, VENDOR) = (groupBuy, vouchers, vault, lines, vendor);
        (ID, _people) = (id, people);
    }

    function close() external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state != IGroupBuyTypes.State.Open || block.timestamp < c.closesAt) return;
        GROUP_BUY.close(ID);
    }

    function redeem(uint256 who, uint8 index, uint32 units) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state != IGroupBuyTypes.State.Met || block.timestamp >= c.expiresAt) return;
        address holder = _people[who % _people.length];
        uint256 token = GROUP_BUY.tokenIdOf(ID, index % c.series);
        uint256 held = VOUCHERS.balanceOf(holder, token);
        if (held == 0) return;
        units = uint32(bound(units, 1, held));
        uint64 due = GROUP_BUY.redeem(holder, token, units, address(uint160(0xabc0 + _jobs.length)));
        _jobs.push(Job(holder, token, units, due));
    }

    function endJob(uint256 which, uint64 paid) external {
        if (_jobs.length == 0) return;
        which = bound(which, 0, _jobs.length - 1);
        Job memory j = _jobs[which];
        if (j.units == 0) return;
        delete _jobs[which];
        paid = uint64(bound(paid, 0, j.due));
        address wallet = address(uint160(0xabc0 + which));
        if (paid != 0) {
            VAULT.escrow(wallet, paid);
            IVault.Settlement memory s;
            (s.payer, s.payee, s.toPayee) = (wallet, address(0xbeef), paid);
            VAULT.release(s);
        }
        GROUP_BUY.giveBack(j.holder, j.token, j.units, wallet, paid);
    }

    function accrue(uint64 amount) external {
        if (GROUP_BUY.debtOf(ID) != 0) LINES.setInterest(LINES.interest() + uint64(bound(amount, 0, 20e6)));
    }

    function invoice(bool missing) external {
        VENDOR.setInvoiceMissing(missing);
        if (!missing && _campaign().state == IGroupBuyTypes.State.Met && !_campaign().invoicePaid) {
            GROUP_BUY.payInvoice(ID);
        }
    }

    function repay() external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.lotId == 0 || GROUP_BUY.freeCash(ID) == 0 || GROUP_BUY.debtOf(ID) == 0) return;
        GROUP_BUY.repay(ID);
    }

    function takeMargin() external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state < IGroupBuyTypes.State.Met || GROUP_BUY.debtOf(ID) != 0 || GROUP_BUY.freeCash(ID) == 0) return;
        if (c.state == IGroupBuyTypes.State.Met && block.timestamp < c.expiresAt) return;
        GROUP_BUY.takeMargin(ID);
    }

    function setResaleDiscount(uint16 bps) external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state != IGroupBuyTypes.State.Met || c.series >= 4) return;
        GROUP_BUY.setResaleDiscount(ID, uint16(bound(bps, 1000, 3000)));
    }

    /// @dev Seldom, so that most campaigns live.
    function fail(uint256 chance) external {
        if (_campaign().state == IGroupBuyTypes.State.Met && chance % 8 == 0) GROUP_BUY.declareFailed(ID, 0);
    }

    function shareOut() external {
        IGroupBuyTypes.Campaign memory c = _campaign();
        if (c.state != IGroupBuyTypes.State.Failed || c.shared) return;
        if (block.timestamp <= uint256(c.failedAt) + 60 days) return;
        GROUP_BUY.shareOut(ID);
    }

    function pass(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1 hours, 20 days));
    }

    function _campaign() private view returns (IGroupBuyTypes.Campaign memory) {
        return GROUP_BUY.campaign(ID);
    }
}
