// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../src/custody/Vault.sol";
import { IInsuranceFund } from "../../../src/interfaces/IInsuranceFund.sol";
import { InsuranceFund } from "../../../src/pool/InsuranceFund.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

/// @dev A fund among its real peers. The test governs, files claims and is the pool.
abstract contract FundHouse is Test {
    AccessManager internal manager;
    TestUSDC internal usdc;
    Vault internal vault;
    InsuranceFund internal fund;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal anyone = makeAddr("anyone");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        manager = new AccessManager(address(this));
        usdc = new TestUSDC(address(this));
        vault = Vault(
            _proxy(address(new Vault(address(usdc), address(0))), abi.encodeCall(Vault.initialize, (address(manager))))
        );
        fund = InsuranceFund(
            _proxy(
                address(new InsuranceFund(address(usdc), address(vault))),
                abi.encodeCall(InsuranceFund.initialize, (address(manager)))
            )
        );
        usdc.mint(address(this), 1_000_000_000e6);
        usdc.approve(address(fund), type(uint256).max);
    }

    function _proxy(address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), data));
    }

    function file(address beneficiary, uint256 amount, uint32 providerId, uint256 cap) internal returns (uint256) {
        return fund.fileClaim(
            IInsuranceFund.Filing({
                jobId: 77,
                providerId: providerId,
                beneficiary: beneficiary,
                amount: uint64(amount),
                providerCap: uint64(cap)
            })
        );
    }

    /// @dev Filed, its public days over.
    function ripe(address beneficiary, uint256 amount) internal returns (uint256 claimId) {
        claimId = file(beneficiary, amount, 1, type(uint64).max);
        skip(14 days + 1);
    }

    function assertBooks(uint256 claimsOnly, uint256 poolOnly, uint256 shared) internal view {
        IInsuranceFund.Books memory b = fund.books();
        assertEq(b.claimsOnly, claimsOnly, "claims only");
        assertEq(b.poolOnly, poolOnly, "pool only");
        assertEq(b.shared, shared, "shared");
    }

    function assertClaim(uint256 claimId, IInsuranceFund.ClaimState state, uint256 amount, uint256 paid) internal view {
        IInsuranceFund.Claim memory c = fund.claim(claimId);
        assertEq(uint256(c.state), uint256(state), "claim's state");
        assertEq(c.amount, amount, "claim's amount");
        assertEq(c.paid, paid, "claim's paid");
    }
}
