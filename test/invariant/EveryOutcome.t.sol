// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../src/interfaces/IBondDelegation.sol";
import { IDisputes } from "../../src/interfaces/IDisputes.sol";
import { IInsuranceFund } from "../../src/interfaces/IInsuranceFund.sol";
import { IJobMarketTypes } from "../../src/interfaces/IJobMarketTypes.sol";
import { IReferrals } from "../../src/interfaces/IReferrals.sol";
import { IReservations } from "../../src/interfaces/IReservations.sol";
import { IRevenueRouter } from "../../src/interfaces/IRevenueRouter.sol";
import { ISpotMarket } from "../../src/interfaces/ISpotMarket.sol";
import { ISubscriptions } from "../../src/interfaces/ISubscriptions.sol";
import { ITokenPayments } from "../../src/interfaces/ITokenPayments.sol";
import { IVault } from "../../src/interfaces/IVault.sol";
import { IWorkflows } from "../../src/interfaces/IWorkflows.sol";
import { Scenes } from "./utils/Scenes.sol";

/// @notice The campaign's actors take a few fixed walks and play a few scenes: every state and every outcome must come up in one of
/// them, so that the laws of MarketCampaign do not hold over nothing. They are checked along the way, too.
contract EveryOutcome is Scenes {
    uint256 private constant WALKS = 12;
    uint256 private constant STEPS = 900;
    uint256 private constant CHECK_EVERY = 100;

    /// @dev An event, and the reason in it where it has one.
    struct Wanted {
        bytes32 kind;
        uint256 reason;
        string name;
    }

    Wanted[] private _wanted;

    function setUp() public override {
        super.setUp();
        _wantJobs();
        _wantDisputes();
        _wantCapacity();
        _wantMembers();
    }

    function test_theActorsReachEveryStateAndOutcome() public {
        vm.pauseGasMetering();
        bool[] memory reached = new bool[](_wanted.length);
        bool calledBack;
        uint256 attempts;
        uint256 start = vm.snapshotState();
        for (uint256 i; i < WALKS; ++i) {
            // A call of its own, whose memory goes when it returns.
            (bool[] memory met, bool called, uint256 tried) = this.walk(i);
            _mark(reached, met);
            if (called) calledBack = true;
            attempts += tried;
            vm.revertToState(start);
        }
        for (uint256 i; i < _scenes().length; ++i) {
            _mark(reached, this.play(i));
            vm.revertToState(start);
        }
        string memory missing;
        for (uint256 i; i < reached.length; ++i) {
            if (!reached[i]) missing = string.concat(missing, _nameOf(_wanted[i]), "; ");
        }
        assertEq(bytes(missing).length, 0, missing);
        assertTrue(calledBack, "the token called back");
        assertGt(attempts, WALKS * STEPS / 100, "the thief was busy");
    }

    /// @return met what of all that is wanted lay on the way
    /// @return called whether the token called back
    /// @return tried how often the thief did
    function walk(uint256 seed) external returns (bool[] memory met, bool called, uint256 tried) {
        for (uint256 i; i < STEPS; ++i) {
            move(uint256(keccak256(abi.encode(seed, i))));
            if (i % CHECK_EVERY == 0) checkLaws();
        }
        (called, tried) = (tokens.CALLER().called(), thief.attempts());
        met = _end();
    }

    /// @return met what of all that is wanted came up in the scene
    function play(uint256 scene) external returns (bool[] memory met) {
        _scenes()[scene]();
        met = _end();
    }

    function _end() private returns (bool[] memory met) {
        checkLaws();
        met = new bool[](_wanted.length);
        for (uint256 i; i < met.length; ++i) {
            met[i] = _isThere(_wanted[i]);
        }
        emptyEverything();
        checkLaws();
    }

    function _mark(bool[] memory reached, bool[] memory met) private pure {
        for (uint256 k; k < reached.length; ++k) {
            if (met[k]) reached[k] = true;
        }
    }

    function _isThere(Wanted memory w) private view returns (bool) {
        return (w.reason == 0 ? hub.happened(w.kind) : hub.happened(w.kind, w.reason)) != 0;
    }

    function _nameOf(Wanted memory w) private pure returns (string memory) {
        return w.reason == 0 ? w.name : string.concat(w.name, " ", vm.toString(uint256(uint8(w.reason))));
    }

    function _want(bytes32 kind, string memory name) private {
        _wanted.push(Wanted(kind, 0, name));
    }

    function _wantAll(bytes32 kind, uint256 flag, uint256 last, string memory name) private {
        for (uint256 reason = 1; reason <= last; ++reason) {
            _wanted.push(Wanted(kind, flag | reason, name));
        }
    }

    function _wantJobs() private {
        _want(IJobMarketTypes.JobOpened.selector, "opened");
        _want(IJobMarketTypes.JobAcknowledged.selector, "acknowledged");
        _want(IJobMarketTypes.JobStarted.selector, "started");
        _want(IJobMarketTypes.JobCheckpointed.selector, "checkpoint");
        _want(IJobMarketTypes.SlaMissed.selector, "SLA missed");
        _want(IJobMarketTypes.JobReported.selector, "reported");
        _want(IJobMarketTypes.JobDisputed.selector, "disputed");
        _want(IJobMarketTypes.JobToppedUp.selector, "topped up");
        _want(IJobMarketTypes.JobExtended.selector, "extended");
        _want(IJobMarketTypes.JobNoticed.selector, "under notice");
        _want(IJobMarketTypes.JobHandedOver.selector, "handed over");
        _wantAll(hub.ENDED(), 0, uint256(type(IJobMarketTypes.Reason).max), "a job ended for reason");
    }

    function _wantDisputes() private {
        _want(IDisputes.DisputeAnswered.selector, "answered");
        _want(IDisputes.OfferMade.selector, "offer");
        _want(IDisputes.OfferWithdrawn.selector, "offer withdrawn");
        _want(IDisputes.PanelRuled.selector, "ruled");
        _want(IDisputes.Appealed.selector, "appealed");
        _want(IDisputes.AppealRuled.selector, "appeal ruled");
        _want(IDisputes.BondForfeited.selector, "bond lost");
        _want(IDisputes.LossSlashed.selector, "slashed");
        _want(IDisputes.ClaimForwarded.selector, "claimed");
        _want(IInsuranceFund.ClaimGranted.selector, "claim granted");
        _want(IInsuranceFund.ClaimPaid.selector, "claim paid");
        _wantAll(
            IDisputes.DisputeClosed.selector, 0, uint256(type(IDisputes.Outcome).max), "a dispute ended by outcome"
        );
    }

    /// @dev But for Displaced, which takes 65 bids in one round (test/market/spot/Bids.t.sol).
    function _wantCapacity() private {
        _wanted.push(Wanted(ISpotMarket.BidClosed.selector, uint256(ISpotMarket.Closing.Cleared), "bid cleared"));
        _wanted.push(Wanted(ISpotMarket.BidClosed.selector, uint256(ISpotMarket.Closing.Lapsed), "bid lapsed"));
        _want(ISpotMarket.BidFilled.selector, "bid filled");
        _want(IReservations.ReservationClaimed.selector, "reservation claimed");
        _want(IReservations.ReservationVacated.selector, "reservation vacated");
        _wantAll(
            IReservations.ReservationClosed.selector, 0, uint256(type(IReservations.Closing).max), "reservation closed"
        );
        _want(IWorkflows.StageLaunched.selector, "stage launched");
        _wantAll(
            IWorkflows.StageReturned.selector, hub.CAUSE(), uint256(type(IWorkflows.Cause).max), "stage returned for"
        );
    }

    function _wantMembers() private {
        _want(IBondDelegation.Delegated.selector, "delegated");
        _want(IBondDelegation.DelegationWithdrawn.selector, "delegation withdrawn");
        _want(IBondDelegation.EarningsClaimed.selector, "earnings claimed");
        _want(ISubscriptions.Subscribed.selector, "subscribed");
        _want(ISubscriptions.SubscriptionRenewed.selector, "renewed");
        _want(ISubscriptions.SubscriptionUpgraded.selector, "upgraded");
        _want(IReferrals.CreditPaid.selector, "referral credit");
        _want(IVault.Withdrawn.selector, "withdrawn");
        _want(IRevenueRouter.RevenueDistributed.selector, "revenue");
        _want(ITokenPayments.TokenPaid.selector, "paid in a hostile token");
    }
}
