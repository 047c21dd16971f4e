// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../../../src/interfaces/IBondDelegation.sol";
import { BondDelegation } from "../../../../src/market/BondDelegation.sol";
import { ProviderTest } from "../../providers/utils/ProviderTest.sol";

/// @dev The provider has 1,000 CPT and 1,000 USDC of its own; CPT is worth 2 USD, so its haircut bond is 2,000 USDC and others
/// may stake 6,000 CPT on it (three times as much value).
abstract contract DelegationTest is ProviderTest {
    uint256 internal constant OWN_CPT = 1000e18;
    uint256 internal constant OWN_USDC = 1000e6;
    uint256 internal constant NOTICE = 35 days;
    uint256 internal constant HOLD = 21 days;
    bytes32 internal constant WHY = "SLA missed";

    BondDelegation internal delegation;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");

    function setUp() public virtual override {
        super.setUp();
        delegation = world.delegation();
        deposit(OWN_CPT, OWN_USDC);
        fundAndApprove(alice);
        fundAndApprove(bob);
    }

    function delegate(address who, uint256 amount) internal returns (uint256 shares) {
        vm.prank(who);
        return delegation.delegate(id, amount);
    }

    function requestExit(address who, uint256 shares) internal returns (uint256) {
        vm.prank(who);
        return delegation.requestExit(id, shares);
    }

    function withdraw(address who) internal returns (uint256) {
        vm.prank(who);
        return delegation.withdraw(id, who);
    }

    function slash(uint256 value) internal returns (uint256) {
        vm.prank(slasher);
        return registry.slash(id, value, harmed, WHY);
    }

    function setShare(uint16 bps) internal {
        vm.prank(owner);
        delegation.setShare(id, bps);
    }

    /// @dev As if jobs had paid the provider while it shares.
    function earn(uint256 amount) internal {
        world.earn(delegation.payoutAccount(id), amount);
    }

    function claim(address who) internal returns (uint256) {
        uint32[] memory ids = new uint32[](1);
        ids[0] = id;
        vm.prank(who);
        return delegation.claim(ids, who);
    }

    /// @dev Shares of a split are rounded down, what is left over joins the next one.
    function assertPaid(uint256 actual, uint256 exact) internal pure {
        assertLe(actual, exact);
        assertGe(actual + 1, exact);
    }

    function positionOf(address who) internal view returns (IBondDelegation.Position memory) {
        return delegation.position(id, who);
    }

    function delegated() internal view returns (uint256 cptAmount) {
        (cptAmount,) = registry.delegatedBond(id);
    }
}
