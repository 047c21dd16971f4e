// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { ProviderRegistry } from "../../../src/market/ProviderRegistry.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

contract RegistrationTest is ProviderTest {
    address internal heir = makeAddr("heir");

    function test_register_writesTheRecordAndTellsIt() public {
        vm.expectEmit(address(registry));
        emit IProviderRegistry.ProviderRegistered(2, stranger, payout, "ipfs://x");
        vm.prank(stranger);
        assertEq(registry.register(payout, "ipfs://x"), 2);

        IProviderRegistry.Provider memory p = registry.provider(2);
        assertEq(p.owner, stranger);
        assertEq(p.payout, payout);
        assertEq(p.metadataURI, "ipfs://x");
        assertEq(uint8(p.status), uint8(IProviderRegistry.Status.Ordinary));
        assertEq(p.statusUntil + p.bondCpt + p.bondUsdc + p.exitingCpt + p.exitingUsdc + p.bondReleaseTime, 0);
        assertEq(registry.providerCount(), 2);
        assertEq(registry.providerOf(stranger), 2);
        assertEq(registry.ownerOf(2), stranger);
        assertTrue(registry.mayOperate(2, stranger));
    }

    function test_register_RevertWhen_TheCallerOwnsOneOrThePayoutIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.AlreadyRegistered.selector, owner));
        vm.prank(owner);
        registry.register(payout, URI);

        vm.expectRevert(IProviderRegistry.ZeroAddress.selector);
        vm.prank(stranger);
        registry.register(address(0), URI);
    }

    function test_update_replacesPayoutAndPapersAndTheMarketsCopy() public {
        vm.expectEmit(address(registry));
        emit IProviderRegistry.ProviderUpdated(id, heir, "ipfs://y");
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        vm.prank(owner);
        registry.update(id, heir, "ipfs://y");
        assertEq(registry.provider(id).payout, heir);
        assertEq(registry.provider(id).metadataURI, "ipfs://y");
    }

    function test_update_RevertWhen_ThePayoutIsZero() public {
        vm.expectRevert(IProviderRegistry.ZeroAddress.selector);
        vm.prank(owner);
        registry.update(id, address(0), URI);
    }

    function test_ownersFunctions_RevertWhen_TheCallerIsNotTheOwner() public {
        vm.prank(owner);
        registry.setOperator(id, operator, true);
        bytes[] memory calls = new bytes[](8);
        calls[0] = abi.encodeCall(registry.update, (id, payout, URI));
        calls[1] = abi.encodeCall(registry.transferOwnership, (id, heir));
        calls[2] = abi.encodeCall(registry.setOperator, (id, heir, true));
        calls[3] = abi.encodeCall(registry.applyForCertification, (id, infrastructure(), EVIDENCE));
        calls[4] = abi.encodeCall(registry.requestBondExit, (id, 1, 1));
        calls[5] = abi.encodeCall(registry.cancelBondExit, (id));
        calls[6] = abi.encodeCall(registry.withdrawBond, (id, heir));
        calls[7] = abi.encodeCall(registry.setOperator, (id, operator, false));
        for (uint256 i; i < calls.length; ++i) {
            _expectRefusal(calls[i], stranger, IProviderRegistry.NotOwner.selector);
            _expectRefusal(calls[i], operator, IProviderRegistry.NotOwner.selector);
            _expectRefusal(calls[i], certifier, IProviderRegistry.NotOwner.selector);
        }
    }

    function _expectRefusal(bytes memory data, address caller, bytes4 error) private {
        vm.prank(caller);
        (bool ok, bytes memory answer) = address(registry).call(data);
        assertFalse(ok);
        assertEq(answer, abi.encodeWithSelector(error, id, caller));
    }

    function test_everything_RevertWhen_TheProviderIsUnknown() public {
        bytes[] memory calls = new bytes[](21);
        calls[0] = abi.encodeCall(registry.update, (9, payout, URI));
        calls[1] = abi.encodeCall(registry.transferOwnership, (9, heir));
        calls[2] = abi.encodeCall(registry.acceptOwnership, (9));
        calls[3] = abi.encodeCall(registry.setOperator, (9, heir, true));
        calls[4] = abi.encodeCall(registry.applyForCertification, (9, infrastructure(), EVIDENCE));
        calls[5] = abi.encodeCall(registry.depositBond, (9, 1, 1));
        calls[6] = abi.encodeCall(registry.requestBondExit, (9, 1, 1));
        calls[7] = abi.encodeCall(registry.cancelBondExit, (9));
        calls[8] = abi.encodeCall(registry.withdrawBond, (9, heir));
        calls[9] = abi.encodeCall(registry.admit, (9, EVIDENCE, REASON));
        calls[10] = abi.encodeCall(registry.reject, (9, EVIDENCE, REASON));
        calls[11] = abi.encodeCall(registry.certify, (9, EVIDENCE, REASON));
        calls[12] = abi.encodeCall(registry.renew, (9, EVIDENCE, REASON));
        calls[13] = abi.encodeCall(registry.suspend, (9, EVIDENCE, REASON));
        calls[14] = abi.encodeCall(registry.reinstate, (9, EVIDENCE, REASON));
        calls[15] = abi.encodeCall(registry.revoke, (9, EVIDENCE, REASON));
        calls[16] = abi.encodeCall(registry.slash, (9, 1, heir, "x"));
        calls[17] = abi.encodeCall(registry.executeSlash, (9));
        calls[18] = abi.encodeCall(registry.standing, (9));
        calls[19] = abi.encodeCall(registry.haircutBond, (9));
        calls[20] = abi.encodeCall(registry.holdBond, (9));
        world.grant(world.CERTIFIER(), owner);
        world.grant(world.SLASHER(), owner);
        world.grant(world.SUSPENDER(), owner);
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(owner);
            (bool ok, bytes memory answer) = address(registry).call(calls[i]);
            assertFalse(ok);
            assertEq(answer, abi.encodeWithSelector(IProviderRegistry.UnknownProvider.selector, 9));
        }
        assertEq(uint8(registry.statusOf(9)), uint8(IProviderRegistry.Status.None));
        assertEq(registry.ownerOf(9), address(0));
        assertFalse(registry.mayOperate(9, address(0)));
    }

    function test_ownership_movesInTwoStepsAndLeavesOperatorsBehind() public {
        vm.startPrank(owner);
        registry.setOperator(id, operator, true);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.OwnershipTransferStarted(id, owner, heir);
        registry.transferOwnership(id, heir);
        vm.stopPrank();
        assertEq(registry.ownerOf(id), owner);
        assertEq(registry.pendingOwner(id), heir);

        vm.expectEmit(address(registry));
        emit IProviderRegistry.OwnershipTransferred(id, owner, heir);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        vm.prank(heir);
        registry.acceptOwnership(id);
        assertEq(registry.ownerOf(id), heir);
        assertEq(registry.pendingOwner(id), address(0));
        assertEq(registry.providerOf(heir), id);
        assertEq(registry.providerOf(owner), 0);
        assertTrue(registry.mayOperate(id, heir));
        assertFalse(registry.mayOperate(id, owner));
        assertFalse(registry.mayOperate(id, operator));

        vm.prank(owner);
        assertEq(registry.register(payout, URI), id + 1);
    }

    function test_ownership_RevertWhen_AcceptedByAnotherWithdrawnOrTakenTwice() public {
        vm.prank(owner);
        registry.transferOwnership(id, heir);
        _expectRefusal(
            abi.encodeCall(registry.acceptOwnership, (id)), stranger, IProviderRegistry.NotPendingOwner.selector
        );

        vm.prank(owner);
        registry.transferOwnership(id, address(0));
        _expectRefusal(abi.encodeCall(registry.acceptOwnership, (id)), heir, IProviderRegistry.NotPendingOwner.selector);

        vm.prank(owner);
        registry.transferOwnership(id, heir);
        vm.prank(heir);
        registry.acceptOwnership(id);
        _expectRefusal(abi.encodeCall(registry.acceptOwnership, (id)), heir, IProviderRegistry.NotPendingOwner.selector);
    }

    function test_ownership_RevertWhen_TheHeirOwnsAProvider() public {
        vm.prank(owner);
        registry.transferOwnership(id, heir);
        join(heir);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.AlreadyRegistered.selector, heir));
        vm.prank(heir);
        registry.acceptOwnership(id);

        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.AlreadyRegistered.selector, heir));
        vm.prank(owner);
        registry.transferOwnership(id, heir);
    }

    function test_setOperator_opensAndClosesTheHotDoor() public {
        vm.expectEmit(address(registry));
        emit IProviderRegistry.OperatorSet(id, operator, true);
        vm.startPrank(owner);
        registry.setOperator(id, operator, true);
        assertTrue(registry.mayOperate(id, operator));
        registry.setOperator(id, operator, false);
        assertFalse(registry.mayOperate(id, operator));

        vm.expectRevert(IProviderRegistry.ZeroAddress.selector);
        registry.setOperator(id, address(0), true);
    }

    function test_initialize_worksOnceAndNeverOnTheImplementation() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        registry.initialize(address(this));

        ProviderRegistry implementation =
            world.newRegistry(address(cpt), address(usdc), address(listings), address(market));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(address(this));
    }
}
