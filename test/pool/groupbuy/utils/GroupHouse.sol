// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../../src/custody/Vault.sol";
import { IGroupBuy } from "../../../../src/interfaces/IGroupBuy.sol";
import { IGroupBuyTypes } from "../../../../src/interfaces/IGroupBuyTypes.sol";
import { IVault } from "../../../../src/interfaces/IVault.sol";
import { Coupons } from "../../../../src/pool/Coupons.sol";
import { GroupBuy } from "../../../../src/pool/GroupBuy.sol";
// compiled because of this line: it is deployed by its name
import { GroupBuyDesk } from "../../../../src/pool/GroupBuyDesk.sol";
import { Vouchers } from "../../../../src/pool/Vouchers.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";
import { LinesDouble } from "./LinesDouble.sol";
import { VendorDouble } from "./VendorDouble.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Group buying on a real vault. The test governs, is the desk, and spends what wallets get. Prices are of GPU-hours.
abstract contract GroupHouse is Test {
    uint40 internal constant TOP = 2_000_000;
    uint40 internal constant TOP_COST = 1_840_000;
    uint40 internal constant MID = 1_900_000;
    uint40 internal constant MID_COST = 1_750_000;
    uint40 internal constant LOW = 1_800_000;
    uint40 internal constant LOW_COST = 1_660_000;
    uint40 internal constant LIST = 2_500_000;
    /// @dev 20% below list.
    uint40 internal constant RESALE = 2_000_000;
    uint32 internal constant LOT = 10_000;

    AccessManager internal manager;
    TestUSDC internal usdc;
    Vault internal vault;
    VendorDouble internal vendor;
    LinesDouble internal lines;
    Vouchers internal vouchers;
    IGroupBuy internal groupBuy;
    Coupons internal coupons;

    address internal payout = makeAddr("payout");
    address internal wallet = makeAddr("wallet");
    address internal anyone = makeAddr("anyone");
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal carol = makeAddr("carol");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        manager = new AccessManager(address(this));
        usdc = new TestUSDC(address(this));
        vault = Vault(
            _proxy(address(new Vault(address(usdc), address(0))), abi.encodeCall(Vault.initialize, (address(manager))))
        );
        vendor = new VendorDouble(payout);
        lines = new LinesDouble(usdc);
        usdc.mint(address(lines), 1_000_000e6);
        vouchers = Vouchers(
            _proxy(
                deployCode("Vouchers.sol:Vouchers", abi.encode(vault, vendor)),
                abi.encodeCall(Vouchers.initialize, (address(manager)))
            )
        );
        IGroupBuyTypes.Peers memory peers = IGroupBuyTypes.Peers({
            vault: address(vault),
            vouchers: address(vouchers),
            registry: address(vendor),
            records: address(vendor),
            listings: address(vendor),
            creditLines: address(lines)
        });
        groupBuy = IGroupBuy(
            _proxy(
                deployCode(
                    "GroupBuy.sol:GroupBuy",
                    abi.encode(peers, deployCode("GroupBuyDesk.sol:GroupBuyDesk", abi.encode(peers)))
                ),
                abi.encodeCall(GroupBuy.initialize, (address(manager)))
            )
        );
        coupons = Coupons(
            _proxy(deployCode("Coupons.sol:Coupons", abi.encode(vouchers)), abi.encodeCall(Coupons.initialize, ()))
        );
        manager.grantRole(0, address(groupBuy), 0);
        vault.setModule(address(groupBuy), true);
        vault.setModule(address(vouchers), true);
        vault.setModule(address(this), true);
        fund(alice, 100_000e6);
        fund(bob, 100_000e6);
        fund(carol, 100_000e6);
    }

    function _proxy(address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), data));
    }

    function fund(address account, uint256 amount) internal {
        usdc.mint(account, amount);
        vm.startPrank(account);
        usdc.approve(address(vault), amount);
        vault.deposit(amount);
        vm.stopPrank();
    }

    // ---- campaigns ----

    function terms() internal view returns (IGroupBuyTypes.Terms memory t) {
        t.listingId = 5;
        t.closesAt = uint40(vm.getBlockTimestamp() + 10 days);
        t.expiresAt = t.closesAt + 180 days;
        t.maxUnits = LOT;
        t.pack = 100;
        t.firstBps = 3000;
        t.prepaidBps = 5000;
        t.resaleBps = 2000;
        t.listPrice = LIST;
        t.lineId = 1;
        t.tiers = new IGroupBuyTypes.Tier[](3);
        t.tiers[0] = IGroupBuyTypes.Tier({ from: 1000, price: TOP, unitCost: TOP_COST });
        t.tiers[1] = IGroupBuyTypes.Tier({ from: 3000, price: MID, unitCost: MID_COST });
        t.tiers[2] = IGroupBuyTypes.Tier({ from: 6000, price: LOW, unitCost: LOW_COST });
    }

    function begin() internal returns (uint256 id) {
        return groupBuy.create(terms());
    }

    function pledge(address account, uint256 id, uint32 units) internal {
        vm.prank(account);
        groupBuy.pledge(id, units);
    }

    function closeNow(uint256 id) internal returns (IGroupBuyTypes.State state) {
        uint256 at = groupBuy.campaign(id).closesAt;
        if (vm.getBlockTimestamp() < at) vm.warp(at);
        vm.prank(anyone);
        return groupBuy.close(id);
    }

    function settle(uint256 id, address account) internal {
        address[] memory accounts = new address[](1);
        accounts[0] = account;
        vm.prank(anyone);
        groupBuy.settle(id, accounts);
    }

    /// @dev Alice pledged 2,000 and Bob 1,000 of 10,000, so the middle tier is reached and 7,000 are bought on credit.
    function met() internal returns (uint256 id) {
        id = begin();
        pledge(alice, id, 2000);
        pledge(bob, id, 1000);
        closeNow(id);
    }

    /// @dev As met, and both pledgers hold their vouchers.
    function claimed() internal returns (uint256 id) {
        id = met();
        claim(alice, id, 0);
        claim(bob, id, 0);
    }

    function claim(address account, uint256 id, uint8 series) internal returns (uint32) {
        uint256 token = groupBuy.tokenIdOf(id, series);
        vm.prank(account);
        return groupBuy.claim(token, account);
    }

    function buy(address account, uint256 id, uint32 units) internal returns (uint256 token, uint64 paid) {
        vm.prank(account);
        return groupBuy.buy(id, units, type(uint40).max, account);
    }

    function refund(address account, uint256 token, uint32 units) internal returns (uint64) {
        vm.prank(account);
        return groupBuy.refund(token, units);
    }

    /// @dev A job that redeems vouchers and pays so much of what it was given to the vendor.
    function redeemed(address account, uint256 token, uint32 units, uint64 paid) internal returns (uint32 returned) {
        groupBuy.redeem(account, token, units, wallet);
        spend(paid);
        return groupBuy.giveBack(account, token, units, wallet, paid);
    }

    function spend(uint64 paid) internal {
        if (paid == 0) return;
        vault.escrow(wallet, paid);
        IVault.Settlement memory s;
        (s.payer, s.payee, s.toPayee) = (wallet, payout, paid);
        vault.release(s);
    }

    // ---- looking ----

    function assertBalanced(uint256 id) internal view {
        IGroupBuyTypes.Books memory b = groupBuy.booksOf(id);
        assertEq(
            uint256(b.paidIn) + b.drawn,
            uint256(b.toVendor) + b.toPool + b.toRevenue + b.refunded + b.cash + b.inJobs,
            "paid in = paid out + held"
        );
        assertGe(vault.balanceOf(address(groupBuy)), b.cash, "held");
    }
}
