// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IInsuranceFund } from "../../../src/interfaces/IInsuranceFund.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { IReservations } from "../../../src/interfaces/IReservations.sol";
import { ISpotMarket } from "../../../src/interfaces/ISpotMarket.sol";
import { TownHouse } from "./TownHouse.sol";

/// @dev What must hold after every call of anybody.
abstract contract TownLaws is TownHouse {
    function checkLaws() internal view {
        _lawC_vaultHoldsExactlyItsLedger();
        _lawC_everyHolderHasWhatItsBooksSay();
        _everyDollarIsSomewhere();
        _lawD_whatWasEscrowedFlowedOrIsThere();
        _everyDisputeHoldsItsBonds();
        _capacityIsSoldOnce();
        assertTrue(hub.endsAreFinal(), "what is over changed");
        assertFalse(jobs.resurrected(), "terminal is final");
        assertFalse(hub.broken(), "events contradict each other");
        assertEq(thief.successes(), 0, "a stranger did something");
        assertFalse(tokens.conjured(), "a token made money");
        assertFalse(tokens.CALLER().succeeded() && _callerIsRich(), "a callback took money");
    }

    /// @dev To the unit; and every escrow is a job's, a bid's, a reservation's, a waiting stage's, or a bond or offer of a dispute.
    function _lawC_vaultHoldsExactlyItsLedger() private view {
        address[] memory accounts = hub.accounts();
        uint256 available;
        uint256 escrowed;
        for (uint256 i; i < accounts.length; ++i) {
            available += d.vault.balanceOf(accounts[i]);
            escrowed += d.vault.escrowOf(accounts[i]);
        }
        assertEq(
            d.usdc.balanceOf(address(d.vault)), available + escrowed + d.vault.totalUncollectedRevenue(), "law C: vault"
        );
        assertEq(escrowed, _jobEscrows() + _bids() + _reservations() + _reserves() + d.disputes.totalHeld(), "escrows");
        assertEq(d.vault.balanceOf(town.thief()) + d.vault.escrowOf(town.thief()), 0, "the thief has an account");
        assertEq(d.usdc.balanceOf(town.thief()), 0, "the thief has money");
    }

    function _lawC_everyHolderHasWhatItsBooksSay() private view {
        uint256 usdc;
        uint256 cpt;
        for (uint32 id = 1; id <= d.registry.providerCount(); ++id) {
            IProviderRegistry.Provider memory p = d.registry.provider(id);
            (uint256 delegated,) = d.registry.delegatedBond(id);
            usdc += uint256(p.bondUsdc) + p.exitingUsdc;
            cpt += uint256(p.bondCpt) + p.exitingCpt + delegated;
        }
        assertEq(d.usdc.balanceOf(address(d.registry)), usdc, "law C: bonds");
        assertEq(d.cpt.balanceOf(address(d.registry)), cpt, "law C: bonds in CPT");
        IInsuranceFund.Books memory b = d.insurance.books();
        assertEq(
            d.usdc.balanceOf(address(d.insurance)), uint256(b.claimsOnly) + b.poolOnly + b.shared, "law C: insurance"
        );
        assertEq(d.usdc.balanceOf(address(d.router)), d.router.totalOwed() + d.router.undistributed(), "law E: revenue");
        assertEq(d.usdc.balanceOf(address(d.payments)), 0, "payments keep nothing");
    }

    /// @dev Over everybody who ever received any.
    function _everyDollarIsSomewhere() private view {
        address[] memory wallets = hub.wallets();
        uint256 sum;
        for (uint256 i; i < wallets.length; ++i) {
            sum += d.usdc.balanceOf(wallets[i]);
        }
        assertEq(d.usdc.totalSupply(), sum, "USDC");
    }

    function _lawD_whatWasEscrowedFlowedOrIsThere() private view {
        for (uint256 id = 1; id <= d.market.jobCount(); ++id) {
            IJobMarketTypes.Job memory j = d.market.job(id);
            assertEq(jobs.flowed(id) + j.escrow, jobs.escrowed(id), "law D");
            assertLe(j.paid, jobs.escrowed(id), "paid");
            bool terminal = j.state == IJobMarketTypes.State.Settled || j.state == IJobMarketTypes.State.Refunded;
            assertEq(jobs.ended(id), terminal, "terminal states are those whose event was emitted");
            if (terminal) assertEq(j.escrow, 0, "a job that is over holds nothing");
        }
    }

    function _everyDisputeHoldsItsBonds() private view {
        uint256 held;
        for (uint256 id = 1; id <= d.market.jobCount(); ++id) {
            if (cases.took(id) == 0) continue;
            IDisputes.Dispute memory c = d.disputes.disputeOf(id);
            uint256 here = cases.took(id) - cases.gave(id);
            if (c.state == IDisputes.State.Closed) assertEq(here, 0, "a closed dispute holds nothing");
            assertEq(cases.closings(id), c.state == IDisputes.State.Closed ? 1 : 0, "closed once");
            held += here;
        }
        assertEq(d.disputes.totalHeld(), held, "bonds and offers");
    }

    function _capacityIsSoldOnce() private view {
        assertLe(d.market.unitsInUse(town.mainListing()), 1000, "oversold");
        assertLe(d.market.unitsInUse(town.reservable()), 100, "oversold");
        assertLe(d.market.unitsInUse(town.backup()), 4, "oversold");
        for (uint256 i; i < 3; ++i) {
            assertLe(d.market.unitsInUse(town.lots(i)), 100, "oversold");
        }
        assertFalse(rounds.overpaid(), "above its bid");
        assertFalse(rounds.overfilled(), "more units than bid for");
        assertFalse(rounds.closedTwice(), "one escrow, two closings");
        assertFalse(workflows.tooEarly(), "a child before its parents");
    }

    function _callerIsRich() private view returns (bool) {
        return d.usdc.balanceOf(address(tokens.CALLER())) + d.vault.balanceOf(address(tokens.CALLER())) != 0;
    }

    function _jobEscrows() private view returns (uint256 sum) {
        for (uint256 id = 1; id <= d.market.jobCount(); ++id) {
            sum += d.market.job(id).escrow;
        }
    }

    function _bids() private view returns (uint256 sum) {
        uint40[] memory ends = rounds.rounds();
        for (uint256 i; i < ends.length; ++i) {
            ISpotMarket.Bid[] memory bids = d.spotMarket.bids(rounds.sku(), ends[i]);
            for (uint256 k; k < bids.length; ++k) {
                sum += bids[k].escrow;
            }
        }
    }

    function _reservations() private view returns (uint256 sum) {
        for (uint256 id = 1; id <= d.reservations.reservationCount(); ++id) {
            IReservations.Reservation memory r = d.reservations.reservation(id);
            if (r.state == IReservations.State.Booked) sum += r.escrow;
        }
    }

    function _reserves() private view returns (uint256 sum) {
        for (uint256 id = 1; id <= d.workflows.workflowCount(); ++id) {
            sum += d.workflows.workflow(id).reserved;
        }
    }

    /// @dev Whatever happened, time alone and anyone empty every escrow.
    function emptyEverything() internal {
        vm.recordLogs();
        town.pass(1 days);
        _endCapacity();
        for (uint256 round; round < 8; ++round) {
            town.pass(61 days);
            for (uint256 id = 1; id <= d.market.jobCount(); ++id) {
                if (d.disputes.due(id) == IDisputes.Action.Finalize) d.disputes.finalize(id);
                IJobMarketTypes.Reason reason = d.market.due(id);
                if (reason == IJobMarketTypes.Reason.WindowElapsed) d.market.release(id);
                else if (reason != IJobMarketTypes.Reason.None) d.market.expire(id);
            }
            _endCapacity();
        }
        hub.take(vm.getRecordedLogs());
        address[] memory accounts = hub.accounts();
        for (uint256 i; i < accounts.length; ++i) {
            assertEq(d.vault.escrowOf(accounts[i]), 0, "an escrow that time does not end");
        }
        assertEq(d.disputes.totalHeld(), 0);
    }

    function _endCapacity() private {
        uint40[] memory ends = rounds.rounds();
        for (uint256 i; i < ends.length; ++i) {
            if (d.spotMarket.round(rounds.sku(), ends[i]).waiting != 0) d.spotMarket.clear(rounds.sku(), ends[i], 64);
        }
        for (uint256 id = 1; id <= d.reservations.reservationCount(); ++id) {
            if (d.reservations.due(id)) d.reservations.expire(id);
        }
        for (uint256 id = 1; id <= d.workflows.workflowCount(); ++id) {
            (, uint32 dead) = d.workflows.due(id);
            if (dead != 0) d.workflows.refund(id, dead);
        }
    }
}
