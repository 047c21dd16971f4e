// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { ProxyAdmin } from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";

import { ChainConfig, FunctionConfig, RoleConfig } from "./ChainConfig.sol";
import { Deployment } from "./Deployment.sol";
import { Proxies } from "./Proxies.sol";

/// @title Applies roles.json to the AccessManager (SPEC GOV 2-4, law J)
library RoleSetup {
    string internal constant UPGRADER = "UPGRADER";
    string internal constant GOVERNANCE = "GOVERNANCE";

    error UnknownRole(string name);
    error UnknownTarget(string name);

    function apply_(Deployment memory d, ChainConfig memory c, address deployer) internal {
        AccessManager m = d.manager;
        for (uint256 i; i < c.functions.length; ++i) {
            _mapFunction(d, c, c.functions[i]);
        }
        address[] memory proxied = d.proxies;
        bytes4[] memory upgrade = new bytes4[](1);
        upgrade[0] = ProxyAdmin.upgradeAndCall.selector;
        bytes4[] memory handOver = new bytes4[](2);
        handOver[0] = Ownable.transferOwnership.selector;
        handOver[1] = Ownable.renounceOwnership.selector;
        for (uint256 i; i < proxied.length; ++i) {
            address admin = Proxies.admin(proxied[i]);
            m.setTargetFunctionRole(admin, upgrade, role(c, UPGRADER).id);
            m.setTargetFunctionRole(admin, handOver, role(c, GOVERNANCE).id);
        }
        m.setTargetFunctionRole(address(m), _vetoable(), role(c, GOVERNANCE).id);
        for (uint256 i; i < c.roles.length; ++i) {
            RoleConfig memory r = c.roles[i];
            m.labelRole(r.id, r.name);
            if (bytes(r.cancelledBy).length != 0) m.setRoleGuardian(r.id, role(c, r.cancelledBy).id);
            // Some roles are held by contracts only, see grants.
            if (r.member != address(0)) m.grantRole(r.id, r.member, r.delay);
        }
        for (uint256 i; i < c.grants.length; ++i) {
            m.grantRole(role(c, c.grants[i].role).id, target(d, c.grants[i].target), 0);
        }
        if (c.safes.length != 0) _grantToVoters(d, c);
        // Last: governance becomes the only admin, behind its delay.
        RoleConfig memory g = role(c, GOVERNANCE);
        m.grantRole(m.ADMIN_ROLE(), g.member, g.delay);
        m.renounceRole(m.ADMIN_ROLE(), deployer);
    }

    /// @dev What voters decide has waited in the timelock already. They may do whatever the Safes may, but pause.
    function _grantToVoters(Deployment memory d, ChainConfig memory c) private {
        string[6] memory names =
            ["UPGRADER", "PARAMETERS", "CRITICAL_PARAMETERS", "TREASURY", "TREASURY_DAILY", "TREASURY_LARGE"];
        for (uint256 i; i < names.length; ++i) {
            d.manager.grantRole(role(c, names[i]).id, address(d.timelock), 0);
        }
    }

    function role(ChainConfig memory c, string memory name) internal pure returns (RoleConfig memory) {
        for (uint256 i; i < c.roles.length; ++i) {
            if (_same(c.roles[i].name, name)) return c.roles[i];
        }
        revert UnknownRole(name);
    }

    function target(Deployment memory d, string memory name) internal pure returns (address) {
        if (_same(name, "CPT")) return address(d.cpt);
        if (_same(name, "VotingEscrow")) return address(d.votingEscrow);
        if (_same(name, "Vault")) return address(d.vault);
        if (_same(name, "ComputePriceOracle")) return address(d.oracle);
        if (_same(name, "PriceHub")) return address(d.priceHub);
        if (_same(name, "UniswapTwap")) return address(d.twap);
        if (_same(name, "BuybackBurner")) return address(d.buyback);
        if (_same(name, "StakingRewards")) return address(d.rewards);
        if (_same(name, "RevenueRouter")) return address(d.router);
        if (_same(name, "MeterQuorum")) return address(d.meters);
        if (_same(name, "ProviderRegistry")) return address(d.registry);
        if (_same(name, "Listings")) return address(d.listings);
        if (_same(name, "SpotMarket")) return address(d.spotMarket);
        if (_same(name, "Reservations")) return address(d.reservations);
        if (_same(name, "UptimeMonitor")) return address(d.uptime);
        if (_same(name, "ProviderRecords")) return address(d.records);
        if (_same(name, "JobMarket")) return address(d.market);
        if (_same(name, "BondDelegation")) return address(d.delegation);
        if (_same(name, "InsuranceFund")) return address(d.insurance);
        if (_same(name, "CreditLines")) return address(d.creditLines);
        if (_same(name, "LendingPool")) return address(d.lendingPool);
        if (_same(name, "ArbiterPanel")) return address(d.panel);
        if (_same(name, "Disputes")) return address(d.disputes);
        if (_same(name, "Workflows")) return address(d.workflows);
        if (_same(name, "TokenPayments")) return address(d.payments);
        if (_same(name, "Subscriptions")) return address(d.subscriptions);
        if (_same(name, "Perks")) return address(d.perks);
        if (_same(name, "Reviews")) return address(d.reviews);
        if (_same(name, "Referrals")) return address(d.referrals);
        if (_same(name, "Treasury")) return address(d.treasury);
        if (_same(name, "CyberPlazaGovernor")) return address(d.governor);
        if (_same(name, "GovernanceTimelock")) return address(d.timelock);
        if (_same(name, "Council")) return address(d.council);
        if (_same(name, "TokenVesting")) return address(d.tokenVesting);
        if (_same(name, "EmissionSchedule")) return address(d.emissions);
        if (_same(name, "MerkleRewards")) return address(d.merkleRewards);
        if (_same(name, "RewardVesting")) return address(d.rewardVesting);
        if (_same(name, "Vouchers")) return address(d.vouchers);
        if (_same(name, "Coupons")) return address(d.coupons);
        if (_same(name, "GroupBuy")) return address(d.groupBuy);
        if (_same(name, "CPTBridge")) return address(d.bridge);
        if (_same(name, "VoucherDesk")) return address(d.voucherDesk);
        if (_same(name, "PerkStake")) return address(d.perkStake);
        if (_same(name, "PerkDesk")) return address(d.perkDesk);
        revert UnknownTarget(name);
    }

    /// @dev The manager's own functions stay the admin's whatever their role; that role only says whose guardian, the council,
    /// may cancel them. revokeRole and setRoleGuardian are not among them: the council's removal cannot be vetoed (SPEC GOV 1).
    function _vetoable() private pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](7);
        selectors[0] = AccessManager.grantRole.selector;
        selectors[1] = AccessManager.setRoleAdmin.selector;
        selectors[2] = AccessManager.setGrantDelay.selector;
        selectors[3] = AccessManager.setTargetAdminDelay.selector;
        selectors[4] = AccessManager.setTargetClosed.selector;
        selectors[5] = AccessManager.setTargetFunctionRole.selector;
        selectors[6] = AccessManager.updateAuthority.selector;
    }

    /// @dev "FundHolder" stands for every holder.
    function _mapFunction(Deployment memory d, ChainConfig memory c, FunctionConfig memory f) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = bytes4(keccak256(bytes(f.signature)));
        uint64 id = role(c, f.role).id;
        if (_same(f.target, "FundHolder")) {
            for (uint256 i; i < d.holders.length; ++i) {
                d.manager.setTargetFunctionRole(address(d.holders[i]), selectors, id);
            }
        } else {
            address at = target(d, f.target);
            // Only the bridge may be missing.
            if (at != address(0)) d.manager.setTargetFunctionRole(at, selectors, id);
        }
    }

    function _same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
