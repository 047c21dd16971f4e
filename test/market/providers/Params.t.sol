// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

contract ProviderParamsTest is ProviderTest {
    struct Row {
        bytes32 name;
        uint256 value;
        uint256 min;
        uint256 max;
    }

    function _rows() private pure returns (Row[15] memory) {
        return [
            Row("certificationFee", 5000e6, 5000e6, 50_000e6),
            Row("certificateTerm", 365 days, 30 days, 1095 days),
            Row("probationTerm", 30 days, 7 days, 180 days),
            Row("probationJobLimit", 10, 1, 1000),
            Row("exitNotice", 35 days, 35 days, 180 days),
            Row("slashHold", 7 days, 1 days, 14 days),
            Row("standingTerm", 7 days, 1 hours, 7 days),
            Row("cptHaircutBps", 5000, 1000, 10_000),
            Row("ordinaryFeeBps", 500, 200, 500),
            Row("certifiedFeeBps", 400, 200, 500),
            Row("feeFloorBps", 200, 200, 500),
            Row("firstTierCutBps", 100, 0, 300),
            Row("secondTierCutBps", 200, 0, 300),
            Row("firstTierVotes", 10_000, 1, 250_000_000),
            Row("secondTierVotes", 100_000, 1, 250_000_000)
        ];
    }

    function _set(bytes32 name, uint256 value) private {
        vm.prank(governor);
        registry.setParameter(name, value);
    }

    function _expectInvalid(bytes32 name, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.InvalidParameter.selector, name, value));
    }

    function test_everyParameter_hasItsDefaultAndBounds() public {
        Row[15] memory rows = _rows();
        for (uint256 i; i < rows.length; ++i) {
            Row memory r = rows[i];
            assertEq(registry.parameter(r.name), r.value, string(abi.encodePacked(r.name)));
            if (r.min != 0) {
                _expectInvalid(r.name, r.min - 1);
                _set(r.name, r.min - 1);
            }
            _expectInvalid(r.name, r.max + 1);
            _set(r.name, r.max + 1);
            vm.expectEmit(address(registry));
            emit IProviderRegistry.ParameterSet(r.name, r.max);
            _set(r.name, r.max);
            assertEq(registry.parameter(r.name), r.max);
            _set(r.name, r.min);
            assertEq(registry.parameter(r.name), r.min);
        }
        // None lies where another does.
        for (uint256 i; i < rows.length; ++i) {
            assertEq(registry.parameter(rows[i].name), rows[i].min);
        }
    }

    function test_fees_areMultiplesOfATenthOfAPercent() public {
        bytes32[5] memory names =
            [bytes32("ordinaryFeeBps"), "certifiedFeeBps", "feeFloorBps", "firstTierCutBps", "secondTierCutBps"];
        for (uint256 i; i < names.length; ++i) {
            _expectInvalid(names[i], 205);
            _set(names[i], 205);
        }
    }

    function test_unknownNames_areRefused() public {
        _expectInvalid("fee", 1);
        _set("fee", 1);
        _expectInvalid("fee", 0);
        registry.parameter("fee");
    }

    function test_terms_areReadWhereTheyMatter() public {
        _set("probationTerm", 7 days);
        _set("certificateTerm", 30 days);
        _set("probationJobLimit", 3);
        toProbation(id);
        assertEq(registry.standing(id).maxOpenJobs, 3);
        pass(7 days);
        vm.prank(certifier);
        registry.certify(id, EVIDENCE, REASON);
        assertEq(registry.provider(id).statusUntil, block.timestamp + 30 days);

        _set("slashHold", 1 days);
        deposit(1e18, 0);
        world.setCptPrice(0);
        vm.prank(slasher);
        registry.slash(id, 1, harmed, "x");
        assertEq(registry.queuedSlashes(id)[0].deadline, block.timestamp + 1 days);
    }
}
