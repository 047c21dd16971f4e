// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Moves } from "./Moves.sol";

/// @dev What chance hardly meets, played by the same actors on purpose. Each begins in a fresh town, so that seeds pick what there is.
abstract contract Scenes is Moves {
    uint16 private constant ALL_TO_PAYER = 10_000;
    uint16 private constant MOST_TO_PROVIDER = 2000;

    function _scenes() internal pure returns (function() internal[] memory list) {
        list = new function() internal[](9);
        list[0] = _payerStopsARun;
        list[1] = _bothSidesAgree;
        list[2] = _nobodyRulesOnAnAppeal;
        list[3] = _thePanelNeverRules;
        list[4] = _theFundPaysWhatTheBondLacks;
        list[5] = _aReservationIsCalledOffEarly;
        list[6] = _reservedHoursAreFreedAgain;
        list[7] = _aStakeLeaves;
        list[8] = _minds;
    }

    function _payerStopsARun() private {
        buyer.open(10, 2 days);
        seller.acknowledge(0, 1);
        buyer.stop(0, false);
        town.pass(5 days);
        keeper.endOne(0);
    }

    function _bothSidesAgree() private {
        _dispute();
        respondent.offer(2, 5000, 10 days);
        complainant.accept(6);
    }

    function _nobodyRulesOnAnAppeal() private {
        _dispute();
        _rule(MOST_TO_PROVIDER);
        disputeKeeper.allDue();
        complainant.appeal(1);
        town.pass(31 days);
        disputeKeeper.allDue();
    }

    function _thePanelNeverRules() private {
        _dispute();
        town.pass(17 days);
        disputeKeeper.allDue();
    }

    function _theFundPaysWhatTheBondLacks() private {
        office.contribute(5000e6);
        _dispute();
        _rule(ALL_TO_PAYER);
        town.pass(4 days);
        governance.cutBond(0);
        for (uint256 i; i < 3; ++i) {
            disputeKeeper.allDue();
        }
        town.pass(15 days);
        office.claims(0, false);
    }

    function _aReservationIsCalledOffEarly() private {
        booking.allot(100, true);
        booking.reserve(0, 4, 30);
        booking.cancel(1);
    }

    function _reservedHoursAreFreedAgain() private {
        booking.allot(100, true);
        booking.reserve(0, 4, 2);
        booking.claim(0);
        seller.fail(1, 4);
        booking.end(0);
    }

    function _aStakeLeaves() private {
        stakers.delegate(0, 100e18);
        stakers.leave(0, type(uint256).max, false);
        town.pass(60 days);
        stakers.withdraw(0);
    }

    function _minds() private {
        subscriber.subscribe(0, 0, false);
        subscriber.upgrade(0, 1);
        workflows.create(0, 7);
        workflows.cancel(0, type(uint32).max);
    }

    /// @dev A large job, disputed as a whole and answered.
    function _dispute() private {
        regular.run(600, 20, false);
        complainant.dispute(0, 0);
        respondent.answer(0);
    }

    function _rule(uint16 payerBps) private {
        arbiters.voteAll(0, [payerBps, payerBps, payerBps, payerBps, payerBps]);
    }
}
