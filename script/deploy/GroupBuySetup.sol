// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuy } from "../../src/interfaces/IGroupBuy.sol";
import { IGroupBuyTypes } from "../../src/interfaces/IGroupBuyTypes.sol";
import { IVoucherDesk } from "../../src/interfaces/IVoucherDesk.sol";
import { VoucherDesk } from "../../src/market/VoucherDesk.sol";
import { VoucherWallet } from "../../src/market/VoucherWallet.sol";
import { Coupons } from "../../src/pool/Coupons.sol";
import { GroupBuy } from "../../src/pool/GroupBuy.sol";
import { GroupBuyDesk } from "../../src/pool/GroupBuyDesk.sol";
import { Vouchers } from "../../src/pool/Vouchers.sol";
import { Deployment } from "./Deployment.sol";
import { Proxies } from "./Proxies.sol";

/// @title Deploys and wires group buying: campaigns, vouchers, coupons, the desk that redeems (SPEC POOL 5, 6)
library GroupBuySetup {
    /// @dev Needs the market, the perks and the pool. The deployer is still admin.
    function deploy(Deployment memory d) internal {
        address vault = address(d.vault);
        bytes memory init = abi.encodeCall(Vouchers.initialize, (address(d.manager)));
        d.vouchers = Vouchers(Proxies.add(d, address(new Vouchers(vault, address(d.referrals))), init));
        d.coupons =
            Coupons(Proxies.add(d, address(new Coupons(address(d.vouchers))), abi.encodeCall(Coupons.initialize, ())));

        IGroupBuyTypes.Peers memory peers = IGroupBuyTypes.Peers({
            vault: vault,
            vouchers: address(d.vouchers),
            registry: address(d.registry),
            records: address(d.records),
            listings: address(d.listings),
            creditLines: address(d.creditLines)
        });
        init = abi.encodeCall(GroupBuy.initialize, (address(d.manager)));
        address implementation = address(new GroupBuy(peers, address(new GroupBuyDesk(peers))));
        d.groupBuy = IGroupBuy(Proxies.add(d, implementation, init));

        IVoucherDesk.Peers memory deskPeers = IVoucherDesk.Peers({
            groupBuy: address(d.groupBuy), jobMarket: address(d.market), listings: address(d.listings)
        });
        implementation = address(new VoucherDesk(deskPeers, address(new VoucherWallet(vault))));
        d.voucherDesk = VoucherDesk(Proxies.add(d, implementation, abi.encodeCall(VoucherDesk.initialize, ())));

        d.vault.setModule(address(d.vouchers), true);
        d.vault.setModule(address(d.groupBuy), true);
    }
}
