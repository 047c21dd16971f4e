// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ProxyAdmin } from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";
import {
    ITransparentUpgradeableProxy
} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

import { Proxies } from "../../../script/deploy/Proxies.sol";
import { Vault } from "../../../src/custody/Vault.sol";
import { Council } from "../../../src/governance/Council.sol";
import { ICPT } from "../../../src/interfaces/ICPT.sol";
import { ICouncil } from "../../../src/interfaces/ICouncil.sol";
import { IFundHolder } from "../../../src/interfaces/IFundHolder.sol";
import { IGuardianPausable } from "../../../src/interfaces/IGuardianPausable.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IPriceHub } from "../../../src/interfaces/IPriceHub.sol";
import { ITreasury } from "../../../src/interfaces/ITreasury.sol";
import { GovernedWorld } from "./GovernedWorld.sol";

/// @dev Real Safes with their owners' signatures over the whole system (SPEC GOV 2; law J): what each may, and that no other may.
contract SafesTest is GovernedWorld {
    bytes32 private constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;
    ITreasury.Budget private constant ENGINEERING = ITreasury.Budget.Engineering;

    /// @dev One act of each role that a Safe holds.
    function acts() private view returns (string[6] memory safe, address[6] memory to, bytes[6] memory data) {
        safe = ["treasury", "treasuryDaily", "upgrades", "parameters", "emergency", "council"];
        to = [
            address(d.treasury),
            address(d.treasury),
            address(d.manager),
            address(d.priceHub),
            address(d.market),
            address(d.council)
        ];
        data[0] = abi.encodeCall(ITreasury.payLarge, (ENGINEERING, address(0xB0B), 100_001e6, "servers"));
        data[1] = abi.encodeCall(ITreasury.pay, (ENGINEERING, address(0xB0B), 100_000e6, "servers"));
        (address admin, bytes memory call) = upgrade(address(0));
        data[2] = abi.encodeCall(d.manager.schedule, (admin, call, 0));
        data[3] = abi.encodeCall(IPriceHub.setMaxDeviation, (60));
        data[4] = abi.encodeCall(IGuardianPausable.pause, ());
        data[5] = abi.encodeCall(ICouncil.act, (address(d.insurance), abi.encodeWithSignature("claimCount()"), "x"));
    }

    function upgrade(address implementation) private view returns (address admin, bytes memory call) {
        admin = Proxies.admin(address(d.vault));
        call = abi.encodeCall(
            ProxyAdmin.upgradeAndCall, (ITransparentUpgradeableProxy(address(d.vault)), implementation, "")
        );
    }

    function setUp() public override {
        super.setUp();
        usdc.mint(address(d.treasury), 10_000_000e6);
    }

    function test_EverySafeDoesWhatItsRoleSaysAndNoOtherCan() public {
        (string[6] memory safe, address[6] memory to, bytes[6] memory data) = acts();
        for (uint256 act; act < 6; ++act) {
            for (uint256 who; who < 6; ++who) {
                uint256 snapshot = vm.snapshotState();
                bool done = tryExec(safe[who], to[act], data[act], thresholds[safe[who]]);
                assertEq(done, who == act, string.concat(safe[who], " does what belongs to ", safe[act]));
                vm.revertToState(snapshot);
            }
        }
    }

    function test_OneSignatureTooFewIsTooFew() public {
        (string[6] memory safe, address[6] memory to, bytes[6] memory data) = acts();
        for (uint256 i; i < 6; ++i) {
            assertFalse(tryExec(safe[i], to[i], data[i], thresholds[safe[i]] - 1), safe[i]);
        }
        assertEq(thresholds["treasury"], 5);
        assertEq(thresholds["treasuryDaily"], 4);
        assertEq(thresholds["upgrades"], 7);
        assertEq(thresholds["parameters"], 4);
        assertEq(thresholds["emergency"], 3);
    }

    function test_APaymentOf100001UsdcIsRefusedToFourAndMadeByFive() public {
        bytes memory small = abi.encodeCall(ITreasury.pay, (ENGINEERING, address(0xB0B), 100_001e6, "servers"));
        assertFalse(tryExec("treasuryDaily", address(d.treasury), small, 4));
        bytes memory large = abi.encodeCall(ITreasury.payLarge, (ENGINEERING, address(0xB0B), 100_001e6, "servers"));
        assertFalse(tryExec("treasury", address(d.treasury), large, 4));
        exec("treasury", address(d.treasury), large);
        assertEq(usdc.balanceOf(address(0xB0B)), 100_001e6);
    }

    // ---- upgrades ----

    function test_AnUpgradeBySevenOfNineWaits48HoursAndTheCouncilMayCancelIt() public {
        address next = address(new Vault(address(usdc), d.vault.fixedModule()));
        (address admin, bytes memory call) = upgrade(next);
        exec("upgrades", address(d.manager), abi.encodeCall(d.manager.schedule, (admin, call, 0)));
        uint256 scheduled = vm.getBlockTimestamp();
        bytes memory execute = abi.encodeCall(d.manager.execute, (admin, call));

        uint256 snapshot = vm.snapshotState();
        exec(
            "council",
            address(d.council),
            abi.encodeCall(ICouncil.cancel, (safes["upgrades"], admin, call, "the code is not what was announced"))
        );
        vm.warp(scheduled + 48 hours);
        assertFalse(tryExec("upgrades", address(d.manager), execute, 7), "executed what was cancelled");

        vm.revertToState(snapshot);
        vm.warp(scheduled + 48 hours - 1);
        assertFalse(tryExec("upgrades", address(d.manager), execute, 7), "executed too early");
        vm.warp(scheduled + 48 hours);
        exec("upgrades", address(d.manager), execute);
        assertEq(address(uint160(uint256(vm.load(address(d.vault), IMPLEMENTATION_SLOT)))), next);
    }

    function test_WhatIsNotExecutedInAWeekHasExpired() public {
        (address admin, bytes memory call) = upgrade(address(new Vault(address(usdc), d.vault.fixedModule())));
        exec("upgrades", address(d.manager), abi.encodeCall(d.manager.schedule, (admin, call, 0)));
        skipTime(48 hours + 1 weeks);
        assertFalse(tryExec("upgrades", address(d.manager), abi.encodeCall(d.manager.execute, (admin, call)), 7));
    }

    function test_CriticalParametersWait48Hours() public {
        bytes memory call = abi.encodeCall(IListings.setParameter, ("minPrice", 1));
        assertFalse(tryExec("parameters", address(d.listings), call, 4), "without a delay");
        exec("parameters", address(d.manager), abi.encodeCall(d.manager.schedule, (address(d.listings), call, 0)));
        skipTime(48 hours - 1);
        assertFalse(
            tryExec("parameters", address(d.manager), abi.encodeCall(d.manager.execute, (address(d.listings), call)), 4)
        );
        bytes memory cancel =
            abi.encodeCall(ICouncil.cancel, (safes["parameters"], address(d.listings), call, "too low"));
        exec("council", address(d.council), cancel);
    }

    /// @dev Whatever has a delay, by the Safe that holds its role: refused at once, a second too early, and done in time.
    function test_NothingWithADelayIsExecutedASecondTooEarly() public {
        (address admin, bytes memory code) = upgrade(address(new Vault(address(usdc), d.vault.fixedModule())));
        string[3] memory safe = ["treasury", "upgrades", "parameters"];
        address[3] memory to = [address(d.holders[0]), admin, address(d.registry)];
        bytes[3] memory data;
        data[0] = abi.encodeCall(IFundHolder.release, (address(d.cpt), address(0xB0B), 1, "x"));
        data[1] = code;
        data[2] = abi.encodeWithSignature("setParameter(bytes32,uint256)", bytes32("ordinaryFeeBps"), 450);
        for (uint256 i; i < 3; ++i) {
            uint256 signers = thresholds[safe[i]];
            bytes memory execute = abi.encodeCall(d.manager.execute, (to[i], data[i]));
            assertFalse(tryExec(safe[i], to[i], data[i], signers), "without a schedule");
            assertFalse(tryExec(safe[i], address(d.manager), execute, signers), "not scheduled");
            exec(safe[i], address(d.manager), abi.encodeCall(d.manager.schedule, (to[i], data[i], 0)));
            skipTime(48 hours - 1);
            assertFalse(tryExec(safe[i], address(d.manager), execute, signers), "a second too early");
            skipTime(1);
            for (uint256 k; k < names.length; ++k) {
                if (keccak256(bytes(names[k])) == keccak256(bytes(safe[i]))) continue;
                assertFalse(tryExec(names[k], address(d.manager), execute, thresholds[names[k]]), names[k]);
            }
            exec(safe[i], address(d.manager), execute);
            assertFalse(tryExec(safe[i], address(d.manager), execute, signers), "twice");
        }
    }

    // ---- emergency ----

    function test_ThreeOfFivePauseAndWithdrawalsStillWork() public {
        address buyer = makeAddr("buyer");
        usdc.mint(buyer, 100e6);
        vm.startPrank(buyer);
        usdc.approve(address(d.vault), 100e6);
        d.vault.deposit(100e6);
        vm.stopPrank();

        exec("emergency", address(d.market), abi.encodeCall(IGuardianPausable.pause, ()));
        exec("emergency", address(d.cpt), abi.encodeCall(IGuardianPausable.pause, ()));
        vm.prank(buyer);
        d.vault.withdraw(100e6, buyer);
        assertEq(usdc.balanceOf(buyer), 100e6);

        // It may only pause: ending and extending are the voters'.
        bytes[3] memory others = [
            abi.encodeCall(IGuardianPausable.unpause, ()),
            abi.encodeCall(IGuardianPausable.extendPause, (vm.getBlockTimestamp() + 20 days)),
            abi.encodeCall(ICPT.setExit, (buyer, true))
        ];
        for (uint256 i; i < others.length; ++i) {
            assertFalse(tryExec("emergency", address(d.cpt), others[i], 3));
        }
        skipTime(16 days);
        assertFalse(d.cpt.paused());
        assertFalse(tryExec("emergency", address(d.cpt), abi.encodeCall(IGuardianPausable.pause, ()), 3), "cooling");
    }

    // ---- the council's mandate ----

    function test_AnExpiredMandateStopsNothing() public {
        (address admin, bytes memory call) = upgrade(address(new Vault(address(usdc), d.vault.fixedModule())));
        vm.warp(d.council.mandateUntil());
        exec("upgrades", address(d.manager), abi.encodeCall(d.manager.schedule, (admin, call, 0)));
        bytes memory cancel = abi.encodeCall(ICouncil.cancel, (safes["upgrades"], admin, call, "too late"));
        assertFalse(tryExec("council", address(d.council), cancel, 4));
        // The Safe itself holds no role, so there is no way round the contract.
        bytes memory around = abi.encodeCall(d.manager.cancel, (safes["upgrades"], admin, call));
        assertFalse(tryExec("council", address(d.manager), around, 4));
        assertFalse(tryExec("council", address(d.council), abi.encodeCall(Council.renew, ()), 4));
        // Nor does it act, until voters renew it.
        bytes memory act =
            abi.encodeCall(ICouncil.act, (address(d.insurance), abi.encodeWithSignature("claimCount()"), "x"));
        assertFalse(tryExec("council", address(d.council), act, 4));
        vm.prank(address(d.timelock));
        d.council.renew();
        exec("council", address(d.council), act);
        exec("council", address(d.council), cancel);
    }

    // ---- who holds what ----

    function test_VotersAloneAreAdminAndNobodyElseHoldsARole() public view {
        (bool admin, uint32 delay) = d.manager.hasRole(0, address(d.timelock));
        assertTrue(admin);
        assertEq(delay, 0);
        assertEq(d.timelock.getMinDelay(), 48 hours);
        assertEq(d.governor.timelock(), address(d.timelock));
        assertEq(d.council.member(), safes["council"]);
        for (uint256 i; i < names.length; ++i) {
            (admin,) = d.manager.hasRole(0, safes[names[i]]);
            assertFalse(admin, names[i]);
            (bool council,) = d.manager.hasRole(10, safes[names[i]]);
            assertFalse(council, names[i]);
        }
        (admin,) = d.manager.hasRole(0, address(this));
        assertFalse(admin);
    }
}
