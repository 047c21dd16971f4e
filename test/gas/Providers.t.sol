// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../src/interfaces/IListings.sol";
import { ProviderTest } from "../market/providers/utils/ProviderTest.sol";

contract ProvidersGasTest is ProviderTest {
    function test_register() public {
        vm.prank(stranger);
        registry.register(payout, URI);
        vm.snapshotGasLastCall("Providers", "register");
    }

    function test_depositBond_first() public {
        deposit(0, 1000e6);
        vm.snapshotGasLastCall("Providers", "depositBond: first, USDC");
    }

    function test_depositBond_both_again() public {
        deposit(1000e18, 1000e6);
        deposit(1000e18, 1000e6);
        vm.snapshotGasLastCall("Providers", "depositBond: again, CPT and USDC");
    }

    function test_applyForCertification() public {
        applyFor(id);
        vm.snapshotGasLastCall("Providers", "applyForCertification");
    }

    function test_create() public {
        deposit(0, 10_000e6);
        list(id);
        IListings.Listing memory l = terms(id);
        vm.prank(owner);
        listings.create(l, "H100", "eu", new bytes32[](0), URI);
        vm.snapshotGasLastCall("Providers", "create a listing");
    }

    function test_setPrice() public {
        deposit(0, 10_000e6);
        uint32 listingId = list(id);
        vm.prank(owner);
        listings.setPrice(listingId, 1.2e6);
        vm.snapshotGasLastCall("Providers", "setPrice: raise");
    }

    function test_withdrawBond() public {
        deposit(1000e18, 1000e6);
        requestExit(500e18, 500e6);
        skip(35 days);
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        vm.snapshotGasLastCall("Providers", "withdrawBond: CPT and USDC");
    }

    function test_slash() public {
        deposit(1000e18, 1000e6);
        vm.prank(slasher);
        registry.slash(id, 1500e6, harmed, "late");
        vm.snapshotGasLastCall("Providers", "slash: USDC and CPT");
    }
}
