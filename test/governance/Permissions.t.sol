// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { ProxyAdmin } from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";
import { Test } from "forge-std/Test.sol";

import { ChainConfig, ChainConfigLib, FunctionConfig } from "../../script/deploy/ChainConfig.sol";
import { Deployment } from "../../script/deploy/Deployment.sol";
import { Proxies } from "../../script/deploy/Proxies.sol";
import { RoleSetup } from "../../script/deploy/RoleSetup.sol";
import { DeploysSystem } from "../utils/SystemHost.sol";

/// @notice Law J: no restricted function without a role, found by calling every function of every contract as a stranger.
contract LawJPermissionsTest is Test, DeploysSystem {
    uint64 private constant ADMIN_ROLE = 0;
    uint64 private constant PUBLIC_ROLE = type(uint64).max;
    string private constant ENDPOINT =
        "node_modules/@layerzerolabs/lz-evm-protocol-v2/artifacts/contracts/EndpointV2.sol/EndpointV2.json";
    address private constant STRANGER = address(0xBAD);
    /// Enough zero words for every signature; a dynamic argument then points at an empty one.
    uint256 private constant ARGUMENT_BYTES = 64 * 32;

    Deployment private d;
    string[] private names;

    function setUp() public {
        vm.warp(1_800_000_000);
        ChainConfig memory c = ChainConfigLib.load("local");
        c.bridge.endpoint = deployCode(ENDPOINT, abi.encode(uint32(30_110), address(this)));
        d = _deploySystem(c, address(this));
        names.push("CPT");
        names.push("VotingEscrow");
        names.push("Vault");
        names.push("ComputePriceOracle");
        names.push("PriceHub");
        names.push("UniswapTwap");
        names.push("BuybackBurner");
        names.push("StakingRewards");
        names.push("RevenueRouter");
        names.push("MeterQuorum");
        names.push("ProviderRegistry");
        names.push("Listings");
        names.push("Workflows");
        names.push("TokenPayments");
        names.push("UptimeMonitor");
        names.push("ProviderRecords");
        names.push("JobMarket");
        names.push("BondDelegation");
        names.push("InsuranceFund");
        names.push("CreditLines");
        names.push("LendingPool");
        names.push("ArbiterPanel");
        names.push("Disputes");
        names.push("SpotMarket");
        names.push("Reservations");
        names.push("Subscriptions");
        names.push("Perks");
        names.push("Reviews");
        names.push("Referrals");
        names.push("Vouchers");
        names.push("Coupons");
        names.push("GroupBuy");
        names.push("VoucherDesk");
        names.push("CPTBridge");
        names.push("PerkStake");
        names.push("PerkDesk");
        names.push("TokenVesting");
        names.push("EmissionSchedule");
        names.push("MerkleRewards");
        names.push("RewardVesting");
        names.push("FundHolder");
        names.push("Treasury");
        names.push("CyberPlazaGovernor");
        names.push("GovernanceTimelock");
        names.push("Council");
    }

    function test_LawJ_EveryRestrictedFunctionHasAnExplicitRole() public {
        ChainConfig memory config = ChainConfigLib.load("local");
        uint256 found;
        for (uint256 i; i < names.length; ++i) {
            // The artifacts of all contracts together would cost more memory than a test may have.
            uint256 free;
            assembly ("memory-safe") {
                free := mload(0x40)
            }
            found += _checkContract(config, names[i]);
            assembly ("memory-safe") {
                mstore(0x40, free)
            }
        }
        assertEq(found, config.functions.length, "roles.json names a function that does not exist");
    }

    function test_LawJ_EveryRoleIsHeldWithItsDelayAndTheDeployerHoldsNone() public view {
        ChainConfig memory config = ChainConfigLib.load("local");
        for (uint256 i; i < config.roles.length; ++i) {
            address member = config.roles[i].member;
            if (member != address(0)) {
                (bool held, uint32 delay) = d.manager.hasRole(config.roles[i].id, member);
                assertTrue(held, config.roles[i].name);
                assertEq(delay, config.roles[i].delay, config.roles[i].name);
            }
            (bool mine,) = d.manager.hasRole(config.roles[i].id, address(this));
            assertFalse(mine, config.roles[i].name);
        }
        for (uint256 i; i < config.grants.length; ++i) {
            address target = RoleSetup.target(d, config.grants[i].target);
            (bool held,) = d.manager.hasRole(RoleSetup.role(config, config.grants[i].role).id, target);
            assertTrue(held, config.grants[i].target);
        }
        (bool admin,) = d.manager.hasRole(ADMIN_ROLE, address(this));
        assertFalse(admin, "the deployer is still admin");
        (bool governs, uint32 wait) = d.manager.hasRole(ADMIN_ROLE, RoleSetup.role(config, "GOVERNANCE").member);
        assertTrue(governs);
        assertEq(wait, 48 hours);
    }

    function test_LawJ_EveryProxyIsUpgradedThroughTheManagerByTheUpgraderOnly() public view {
        ChainConfig memory config = ChainConfigLib.load("local");
        address[] memory proxies = d.proxies;
        for (uint256 i; i < proxies.length; ++i) {
            ProxyAdmin admin = ProxyAdmin(Proxies.admin(proxies[i]));
            assertEq(admin.owner(), address(d.manager));
            uint64 role = d.manager.getTargetFunctionRole(address(admin), ProxyAdmin.upgradeAndCall.selector);
            assertEq(role, RoleSetup.role(config, "UPGRADER").id);
        }
    }

    function test_LawJ_TheCouncilCancelsWhatHasADelay() public view {
        ChainConfig memory config = ChainConfigLib.load("local");
        uint64 council = RoleSetup.role(config, "COUNCIL").id;
        for (uint256 i; i < config.roles.length; ++i) {
            if (config.roles[i].delay == 0) continue;
            assertEq(d.manager.getRoleGuardian(config.roles[i].id), council, config.roles[i].name);
        }
    }

    /// @dev Granting a power, or giving a proxy away, is as good as an upgrade, so it must not be the way round the council.
    function test_LawJ_TheCouncilCancelsTheAdminsOwnActsButNotItsRemoval() public {
        ChainConfig memory config = ChainConfigLib.load("local");
        address governance = RoleSetup.role(config, "GOVERNANCE").member;
        address council = RoleSetup.role(config, "COUNCIL").member;
        uint64 upgrader = RoleSetup.role(config, "UPGRADER").id;
        address manager = address(d.manager);
        address vaultAdmin = Proxies.admin(address(d.vault));

        bytes[8] memory acts = [
            abi.encodeCall(d.manager.grantRole, (upgrader, STRANGER, 0)),
            abi.encodeCall(d.manager.setRoleAdmin, (upgrader, PUBLIC_ROLE)),
            abi.encodeCall(d.manager.setGrantDelay, (upgrader, 1)),
            abi.encodeCall(d.manager.setTargetAdminDelay, (vaultAdmin, 1)),
            abi.encodeCall(d.manager.setTargetClosed, (address(d.market), true)),
            abi.encodeCall(d.manager.setTargetFunctionRole, (vaultAdmin, new bytes4[](1), PUBLIC_ROLE)),
            abi.encodeCall(d.manager.updateAuthority, (address(d.vault), STRANGER)),
            abi.encodeCall(Ownable.transferOwnership, (STRANGER))
        ];
        for (uint256 i; i < acts.length; ++i) {
            address target = i == acts.length - 1 ? vaultAdmin : manager;
            vm.prank(governance);
            d.manager.schedule(target, acts[i], 0);
            vm.prank(council);
            d.manager.cancel(governance, target, acts[i]);
        }

        bytes memory removal = abi.encodeCall(d.manager.revokeRole, (RoleSetup.role(config, "COUNCIL").id, council));
        vm.prank(governance);
        (bytes32 id,) = d.manager.schedule(manager, removal, 0);
        vm.prank(council);
        vm.expectPartialRevert(IAccessManager.AccessManagerUnauthorizedCancel.selector);
        d.manager.cancel(governance, manager, removal);
        assertEq(d.manager.getSchedule(id), vm.getBlockTimestamp() + 48 hours);
    }

    function test_LawJ_NoFunctionOfAProxyAdminIsLeftOnTheDefaultRole() public view {
        address[] memory proxies = d.proxies;
        bytes4[3] memory restricted = [
            ProxyAdmin.upgradeAndCall.selector, Ownable.transferOwnership.selector, Ownable.renounceOwnership.selector
        ];
        for (uint256 i; i < proxies.length; ++i) {
            for (uint256 k; k < restricted.length; ++k) {
                uint64 role = d.manager.getTargetFunctionRole(Proxies.admin(proxies[i]), restricted[k]);
                assertTrue(role != ADMIN_ROLE && role != PUBLIC_ROLE);
            }
        }
    }

    /// @return found restricted functions, each of which has its line in roles.json, and no other has one
    function _checkContract(ChainConfig memory config, string memory name) private returns (uint256 found) {
        address target = _target(name);
        string[] memory signatures = _signatures(name);
        for (uint256 k; k < signatures.length; ++k) {
            bytes4 selector = bytes4(keccak256(bytes(signatures[k])));
            // OpenZeppelin's own hook: only the manager itself may call it, through updateAuthority (ADMIN).
            if (selector == IAccessManaged.setAuthority.selector) continue;
            bool restricted = _isRestricted(target, selector, config.meters[0]);
            uint64 role = d.manager.getTargetFunctionRole(target, selector);
            string memory where = string.concat(name, ".", signatures[k]);
            if (restricted) {
                ++found;
                assertTrue(role != ADMIN_ROLE, string.concat(where, " is left on the default role"));
                assertTrue(role != PUBLIC_ROLE, string.concat(where, " is open to everyone"));
                assertTrue(_isConfigured(config, name, signatures[k]), string.concat(where, " is not in roles.json"));
            } else {
                assertFalse(_isConfigured(config, name, signatures[k]), string.concat(where, " is not restricted"));
            }
        }
    }

    /// @dev The stranger holds no role, so a restricted function answers with AccessManagedUnauthorized before anything else. One
    /// that lets some owner through first needs a known subject in its first argument to get that far.
    function _isRestricted(address target, bytes4 selector, address known) private returns (bool) {
        return _refuses(target, selector, 0) || _refuses(target, selector, uint160(known));
    }

    function _refuses(address target, bytes4 selector, uint256 firstArgument) private returns (bool) {
        uint256 snapshot = vm.snapshotState();
        vm.prank(STRANGER);
        (bool ok, bytes memory answer) =
            target.call(abi.encodePacked(selector, firstArgument, new bytes(ARGUMENT_BYTES)));
        vm.revertToState(snapshot);
        return !ok && answer.length >= 4 && bytes4(answer) == IAccessManaged.AccessManagedUnauthorized.selector;
    }

    function _signatures(string memory name) private view returns (string[] memory signatures) {
        string[] memory own = _signaturesOf(name);
        // The other half of what comes in two, which it passes calls on to.
        string memory half;
        if (keccak256(bytes(name)) == keccak256("JobMarket")) half = "JobDesk";
        else if (keccak256(bytes(name)) == keccak256("GroupBuy")) half = "GroupBuyDesk";
        else return own;
        string[] memory desk = _signaturesOf(half);
        signatures = new string[](own.length + desk.length);
        uint256 count;
        for (uint256 i; i < own.length; ++i) {
            signatures[count++] = own[i];
        }
        for (uint256 i; i < desk.length; ++i) {
            if (!_isIn(desk[i], own)) signatures[count++] = desk[i];
        }
        assembly ("memory-safe") {
            mstore(signatures, count)
        }
    }

    function _isIn(string memory wanted, string[] memory list) private pure returns (bool) {
        for (uint256 i; i < list.length; ++i) {
            if (keccak256(bytes(list[i])) == keccak256(bytes(wanted))) return true;
        }
        return false;
    }

    function _signaturesOf(string memory name) private view returns (string[] memory) {
        bool lite = keccak256(bytes(vm.envOr("FOUNDRY_PROFILE", string("")))) == keccak256("lite");
        string memory artifact = vm.readFile(string.concat(lite ? "out-lite/" : "out/", name, ".sol/", name, ".json"));
        return vm.parseJsonKeys(artifact, ".methodIdentifiers");
    }

    function _isConfigured(ChainConfig memory config, string memory target, string memory signature)
        private
        pure
        returns (bool)
    {
        for (uint256 i; i < config.functions.length; ++i) {
            FunctionConfig memory f = config.functions[i];
            if (
                keccak256(bytes(f.target)) == keccak256(bytes(target))
                    && keccak256(bytes(f.signature)) == keccak256(bytes(signature))
            ) return true;
        }
        return false;
    }

    function _target(string memory name) private view returns (address) {
        if (keccak256(bytes(name)) == keccak256("FundHolder")) return address(d.holders[0]);
        return RoleSetup.target(d, name);
    }
}
