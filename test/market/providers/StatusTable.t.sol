// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

/// @notice Every function that cares about a provider's status, in every status: where it leads, or that it is refused.
contract StatusTableTest is ProviderTest {
    uint256 internal constant FUNCTIONS = 11;
    uint256 internal constant STATUSES = 6;
    IProviderRegistry.Status internal constant ORD = IProviderRegistry.Status.Ordinary;
    IProviderRegistry.Status internal constant APP = IProviderRegistry.Status.Applied;
    IProviderRegistry.Status internal constant PRO = IProviderRegistry.Status.Probation;
    IProviderRegistry.Status internal constant CER = IProviderRegistry.Status.Certified;
    IProviderRegistry.Status internal constant SUS = IProviderRegistry.Status.Suspended;
    IProviderRegistry.Status internal constant REV = IProviderRegistry.Status.Revoked;
    /// @dev Refused with WrongStatus.
    IProviderRegistry.Status internal constant ___ = IProviderRegistry.Status.None;

    /// @dev Columns: Ordinary, Applied, Probation, Certified, Suspended (was certified), Revoked.
    function _row(uint256 f) private pure returns (IProviderRegistry.Status[STATUSES] memory) {
        if (f == 0) return [APP, ___, ___, ___, ___, ___]; // applyForCertification
        if (f == 1) return [___, PRO, ___, ___, ___, ___]; // admit
        if (f == 2) return [___, ORD, ___, ___, ___, ___]; // reject
        if (f == 3) return [___, ___, CER, ___, ___, ___]; // certify
        if (f == 4) return [___, ___, ___, CER, ___, ___]; // renew
        if (f == 5) return [SUS, SUS, SUS, SUS, ___, ___]; // suspend
        if (f == 6) return [___, ___, ___, ___, CER, ___]; // reinstate
        if (f == 7) return [REV, REV, REV, REV, REV, ___]; // revoke
        if (f == 8) return [ORD, APP, PRO, CER, SUS, ___]; // depositBond
        if (f == 9) return [ORD, APP, PRO, CER, SUS, REV]; // requestBondExit
        return [ORD, APP, PRO, CER, SUS, REV]; // withdrawBond
    }

    function _call(uint256 f, uint32 p) private view returns (address caller, bytes memory data) {
        caller = f == 0 || f >= 8 ? registry.ownerOf(p) : certifier;
        if (f == 0) data = abi.encodeCall(registry.applyForCertification, (p, infrastructure(), EVIDENCE));
        if (f == 1) data = abi.encodeCall(registry.admit, (p, EVIDENCE, REASON));
        if (f == 2) data = abi.encodeCall(registry.reject, (p, EVIDENCE, REASON));
        if (f == 3) data = abi.encodeCall(registry.certify, (p, EVIDENCE, REASON));
        if (f == 4) data = abi.encodeCall(registry.renew, (p, EVIDENCE, REASON));
        if (f == 5) data = abi.encodeCall(registry.suspend, (p, EVIDENCE, REASON));
        if (f == 6) data = abi.encodeCall(registry.reinstate, (p, EVIDENCE, REASON));
        if (f == 7) data = abi.encodeCall(registry.revoke, (p, EVIDENCE, REASON));
        if (f == 8) data = abi.encodeCall(registry.depositBond, (p, 1e18, 1e6));
        if (f == 9) data = abi.encodeCall(registry.requestBondExit, (p, 1e18, 1e6));
        if (f == 10) data = abi.encodeCall(registry.withdrawBond, (p, caller));
    }

    /// @dev A provider in that status, with a bond of which a part may leave, past its probation.
    function _bring(IProviderRegistry.Status status, uint256 salt) private returns (uint32 p) {
        address account = makeAddr(string.concat("owner", vm.toString(salt)));
        p = join(account);
        vm.startPrank(account);
        registry.depositBond(p, 10e18, 10e6);
        registry.requestBondExit(p, 1e18, 1e6);
        vm.stopPrank();
        if (status == APP) applyFor(p);
        else if (status == PRO) toProbation(p);
        else if (status == CER || status == SUS) toCertified(p);
        vm.startPrank(certifier);
        if (status == SUS) registry.suspend(p, EVIDENCE, REASON);
        if (status == REV) registry.revoke(p, EVIDENCE, REASON);
        vm.stopPrank();
        pass(35 days);
        assertEq(uint8(registry.statusOf(p)), uint8(status));
    }

    function test_table_functionsByStatuses() public {
        for (uint256 f; f < FUNCTIONS; ++f) {
            IProviderRegistry.Status[STATUSES] memory row = _row(f);
            for (uint256 s; s < STATUSES; ++s) {
                IProviderRegistry.Status from = IProviderRegistry.Status(s + 1);
                uint32 p = _bring(from, f * STATUSES + s);
                (address caller, bytes memory data) = _call(f, p);
                vm.prank(caller);
                (bool ok, bytes memory answer) = address(registry).call(data);
                string memory cell = string.concat("function ", vm.toString(f), ", status ", vm.toString(s + 1));
                assertEq(ok, row[s] != ___, cell);
                assertEq(uint8(registry.statusOf(p)), uint8(ok ? row[s] : from), cell);
                if (!ok) {
                    assertEq(answer, abi.encodeWithSelector(IProviderRegistry.WrongStatus.selector, p, from), cell);
                }
            }
        }
    }

    function test_certifiersSlashersAndGovernorsFunctions_RevertWhen_CalledByAnyoneElse() public {
        bytes[] memory calls = new bytes[](11);
        for (uint256 f = 1; f < 8; ++f) {
            (, calls[f - 1]) = _call(f, id);
        }
        calls[7] = abi.encodeCall(registry.slash, (id, 1, stranger, "x"));
        calls[8] = abi.encodeCall(registry.holdBond, (id));
        calls[9] = abi.encodeCall(registry.setParameter, ("exitNotice", 40 days));
        calls[10] = abi.encodeCall(registry.setOrdinaryAdmission, (true));
        for (uint256 i; i < calls.length; ++i) {
            _expectUnauthorized(calls[i], stranger);
            _expectUnauthorized(calls[i], owner);
            if (i >= 7) _expectUnauthorized(calls[i], certifier);
            if (i != 7 && i != 8) _expectUnauthorized(calls[i], slasher);
            if (i < 9) _expectUnauthorized(calls[i], governor);
        }
    }

    function _expectUnauthorized(bytes memory data, address caller) private {
        vm.prank(caller);
        (bool ok, bytes memory answer) = address(registry).call(data);
        assertFalse(ok);
        assertEq(answer, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
    }
}
