// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuy } from "../../../../src/interfaces/IGroupBuy.sol";
import { IGroupBuyTypes } from "../../../../src/interfaces/IGroupBuyTypes.sol";
import { IVoucherDesk } from "../../../../src/interfaces/IVoucherDesk.sol";
import { IVouchers } from "../../../../src/interfaces/IVouchers.sol";
import { VoucherDesk } from "../../../../src/market/VoucherDesk.sol";
import { VoucherWallet } from "../../../../src/market/VoucherWallet.sol";
import { GroupBuy } from "../../../../src/pool/GroupBuy.sol";
import { GroupBuyDesk } from "../../../../src/pool/GroupBuyDesk.sol";
import { Vouchers } from "../../../../src/pool/Vouchers.sol";
import { MarketHouse } from "../../jobs/utils/MarketHouse.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @dev The real market with group buying beside it. Alice holds 1,000 vouchers of GPU-hours, of each of which the vendor is still due
/// half its cost.
abstract contract DeskHouse is MarketHouse {
    uint64 private constant MODULE = 11;
    uint40 internal constant UNIT_PRICE = 2_000_000;
    uint40 internal constant UNIT_COST = 1_840_000;
    uint40 internal constant DUE = UNIT_COST / 2;
    uint32 internal constant HELD = 1000;

    IGroupBuy internal groupBuy;
    IVouchers internal vouchers;
    VoucherDesk internal desk;
    address internal alice = makeAddr("alice");
    uint256 internal campaignId;
    uint256 internal token;

    function setUp() public virtual override {
        super.setUp();
        vouchers = IVouchers(
            _behindProxy(
                address(new Vouchers(address(vault), address(0))),
                abi.encodeCall(Vouchers.initialize, (address(manager)))
            )
        );
        IGroupBuyTypes.Peers memory peers = IGroupBuyTypes.Peers({
            vault: address(vault),
            vouchers: address(vouchers),
            registry: address(registry),
            records: address(records),
            listings: address(listings),
            creditLines: address(0)
        });
        groupBuy = IGroupBuy(
            _behindProxy(
                address(new GroupBuy(peers, address(new GroupBuyDesk(peers)))),
                abi.encodeCall(GroupBuy.initialize, (address(manager)))
            )
        );
        VoucherDesk implementation = new VoucherDesk(
            IVoucherDesk.Peers({
                groupBuy: address(groupBuy), jobMarket: address(market), listings: address(listings)
            }),
            address(new VoucherWallet(address(vault)))
        );
        desk = VoucherDesk(_behindProxy(address(implementation), abi.encodeCall(VoucherDesk.initialize, ())));
        _authorise();
        _buyAlicesVouchers();
    }

    function _behindProxy(address implementation, bytes memory init) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), init));
    }

    /// @dev Group buying and the desk hold the admin's role here; law J is tested on the deployment.
    function _authorise() private {
        bytes4[] memory openFor = new bytes4[](1);
        openFor[0] = market.openFor.selector;
        manager.setTargetFunctionRole(address(market), openFor, MODULE);
        manager.grantRole(MODULE, address(desk), 0);
        manager.grantRole(0, address(groupBuy), 0);
        manager.grantRole(0, address(desk), 0);
        vault.setModule(address(groupBuy), true);
        vault.setModule(address(vouchers), true);
    }

    function _buyAlicesVouchers() private {
        fund(alice, DEPOSIT);
        IGroupBuyTypes.Terms memory t;
        t.listingId = listingId;
        t.closesAt = uint40(vm.getBlockTimestamp() + 3 days);
        t.expiresAt = t.closesAt + 90 days;
        (t.maxUnits, t.pack, t.firstBps, t.prepaidBps, t.resaleBps) = (HELD, 100, 3000, 5000, 2000);
        t.listPrice = PRICE;
        t.tiers = new IGroupBuyTypes.Tier[](1);
        t.tiers[0] = IGroupBuyTypes.Tier({ from: 100, price: UNIT_PRICE, unitCost: UNIT_COST });
        campaignId = groupBuy.create(t);
        token = groupBuy.tokenIdOf(campaignId, 0);
        vm.prank(alice);
        groupBuy.pledge(campaignId, HELD);
        vm.warp(t.closesAt);
        refreshPrices();
        groupBuy.close(campaignId);
        vm.prank(alice);
        groupBuy.claim(token, alice);
    }

    function redemption(uint24 units, uint24 duration) internal view returns (IVoucherDesk.Redemption memory r) {
        (r.tokenId, r.maxVouchers, r.units, r.duration) = (token, HELD, units, duration);
        r.specHash = keccak256("spec");
    }

    function redeem(uint24 units, uint24 duration) internal returns (uint256 jobId) {
        vm.prank(alice);
        return desk.redeem(redemption(units, duration));
    }

    function started(uint24 units, uint24 duration) internal returns (uint256 jobId) {
        jobId = redeem(units, duration);
        vm.prank(seller);
        market.acknowledge(ids(jobId), true);
    }

    function assertBalanced() internal view {
        IGroupBuyTypes.Books memory b = groupBuy.booksOf(campaignId);
        assertEq(
            uint256(b.paidIn) + b.drawn,
            uint256(b.toVendor) + b.toPool + b.toRevenue + b.refunded + b.cash + b.inJobs,
            "paid in = paid out + held"
        );
        assertEq(vault.balanceOf(address(groupBuy)), b.cash, "cash");
    }
}
