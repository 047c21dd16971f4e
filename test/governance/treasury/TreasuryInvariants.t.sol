// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITreasury } from "../../../src/interfaces/ITreasury.sol";
import { TreasuryWorld } from "../utils/TreasuryWorld.sol";
import {
    FiveSigners,
    FourSigners,
    Governance,
    Payers,
    Recipients,
    TreasuryModel
} from "./handlers/TreasuryHandlers.sol";

/// @dev The treasury holds what its books say; four signers never move more than the limit in 24 hours; streams are covered.
contract TreasuryInvariants is TreasuryWorld {
    TreasuryModel private _model;

    function setUp() public override {
        super.setUp();
        _model = new TreasuryModel(treasury, usdc);
        address payers = address(new Payers(_model));
        address fourSigners = address(new FourSigners(_model));
        address fiveSigners = address(new FiveSigners(_model));
        address voters = address(new Governance(_model));
        usdc.transferOwnership(payers);
        manager.grantRole(DAILY, fourSigners, 0);
        manager.grantRole(LARGE, fiveSigners, 0);
        manager.grantRole(GOVERNANCE, voters, 0);
        targetContract(payers);
        targetContract(fourSigners);
        targetContract(fiveSigners);
        targetContract(voters);
        targetContract(address(new Recipients(_model)));
    }

    function invariant_booksAreTheBalance() public view {
        uint256 held = usdc.balanceOf(address(treasury));
        assertEq(held, budgets() + treasury.streaming() + treasury.unallocated());
        assertEq(held, _model.arrived() - _model.left());
    }

    function invariant_fourSignersStayWithinTheLimit() public view {
        uint256 sum = _model.dailySum(vm.getBlockTimestamp());
        assertLe(sum, treasury.dailyLimit());
        assertEq(treasury.dailyLeft(), treasury.dailyLimit() - sum);
    }

    function invariant_everyStreamIsCovered() public view {
        uint256 open;
        for (uint256 id = 1; id <= treasury.streamCount(); ++id) {
            ITreasury.Stream memory s = treasury.stream(id);
            assertLe(s.withdrawn, s.amount);
            assertLe(treasury.withdrawable(id), s.amount - s.withdrawn);
            open += s.amount - s.withdrawn;
        }
        assertEq(open, treasury.streaming());
    }

    function invariant_reportsSumToTheBalances() public view {
        uint256[7] memory balance;
        uint256 first = START / 13 weeks;
        for (uint256 quarter = first; quarter <= treasury.currentQuarter(); ++quarter) {
            ITreasury.Quarter[7] memory lines = treasury.report(quarter);
            for (uint256 i; i < 7; ++i) {
                balance[i] += lines[i].received;
                balance[i] -= uint256(lines[i].paid) + lines[i].streamed + lines[i].movedOut;
            }
        }
        for (uint256 i; i < 7; ++i) {
            assertEq(balance[i], treasury.balanceOf(ITreasury.Budget(i)));
        }
    }
}
