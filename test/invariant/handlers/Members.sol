// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Deployment } from "../../../script/deploy/Deployment.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { ISubscriptions } from "../../../src/interfaces/ISubscriptions.sol";
import { BondDelegation } from "../../../src/market/BondDelegation.sol";
import { CreditWallet } from "../../../src/market/CreditWallet.sol";
import { Referrals } from "../../../src/market/Referrals.sol";
import { Subscriptions } from "../../../src/revenue/Subscriptions.sol";
import { Hub } from "../utils/Hub.sol";
import { Town } from "../utils/Town.sol";
import { TownActor } from "./TownActor.sol";

/// @notice Stakes on the seller and the helper, leaves, and takes its part of their earnings; the seller sets the share.
contract StakeHandler is TownActor {
    BondDelegation private immutable DELEGATION;

    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) {
        DELEGATION = d.delegation;
    }

    function delegate(uint256 who, uint256 amount) external seen {
        vm.prank(_person(who));
        DELEGATION.delegate(1, bound(amount, 10e18, 1000e18));
    }

    function leave(uint256 who, uint256 shares, bool back) external seen {
        address person = _person(who);
        uint256 held = DELEGATION.position(1, person).shares;
        shares = bound(shares, 1, held);
        vm.prank(person);
        if (back) DELEGATION.cancelExit(1);
        else DELEGATION.requestExit(1, shares);
    }

    function withdraw(uint256 who) external seen {
        address person = _person(who);
        vm.prank(person);
        DELEGATION.withdraw(1, person);
    }

    function claim(uint256 who) external seen {
        uint32[] memory ids = new uint32[](1);
        ids[0] = 1;
        address person = _person(who);
        vm.prank(person);
        DELEGATION.claim(ids, person);
    }

    function split() external seen {
        DELEGATION.split(1);
    }

    function setShare(uint16 bps) external seen {
        vm.prank(town.seller());
        DELEGATION.setShare(1, bps % 5001);
    }
}

/// @notice Subscribes, changes its mind, is renewed by anyone.
contract SubscriberHandler is TownActor {
    Subscriptions private immutable SUBSCRIPTIONS;

    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) {
        SUBSCRIPTIONS = d.subscriptions;
    }

    function subscribe(uint256 who, uint8 plan, bool yearly) external seen {
        vm.prank(_person(who));
        SUBSCRIPTIONS.subscribe(ISubscriptions.Plan(plan % 3 + 1), yearly, true, type(uint48).max);
    }

    function tryOut(uint256 who, uint8 plan) external seen {
        vm.prank(_person(who));
        SUBSCRIPTIONS.startTrial(ISubscriptions.Plan(plan % 2 + 1), true, type(uint48).max);
    }

    function upgrade(uint256 who, uint8 plan) external seen {
        vm.prank(_person(who));
        SUBSCRIPTIONS.upgrade(ISubscriptions.Plan(plan % 3 + 1), type(uint48).max, type(uint48).max);
    }

    function cancel(uint256 who) external seen {
        if (who % 4 != 0) return;
        vm.prank(_person(who >> 8));
        SUBSCRIPTIONS.cancel();
    }

    /// @dev Now and then goes to the end of somebody's period.
    function renewAll(uint256 who) external seen {
        uint256 until = SUBSCRIPTIONS.subscription(_person(who)).paidUntil;
        uint256 now_ = vm.getBlockTimestamp();
        if (who % 4 == 0 && until > now_ && until - now_ < 91 days) town.pass(until - now_);
        address[] memory people = new address[](5);
        for (uint256 i; i < 5; ++i) {
            people[i] = _person(i);
        }
        SUBSCRIPTIONS.renewBatch(people);
    }
}

/// @notice Names who brought it here, has fees counted, and spends the credit on jobs.
contract ReferrerHandler is TownActor {
    Referrals private immutable REFERRALS;

    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) {
        REFERRALS = d.referrals;
    }

    function name(uint256 who, uint256 by) external seen {
        address referrer = _person(by);
        vm.prank(_person(who));
        REFERRALS.setReferrer(referrer);
    }

    function count() external seen {
        uint256[] memory jobs = new uint256[](market.jobCount());
        for (uint256 i; i < jobs.length; ++i) {
            jobs[i] = i + 1;
        }
        REFERRALS.countFees(jobs);
    }

    function pay(uint256 max) external seen {
        REFERRALS.payCredits(bound(max, 1, 10));
    }

    function fund(uint256 amount) external seen {
        amount = bound(amount, 1, 1000e6);
        vm.prank(town.operator());
        vault.depositFor(address(REFERRALS), amount);
    }

    function spend(uint256 who, uint256 units) external seen {
        address person = _person(who);
        CreditWallet wallet = CreditWallet(REFERRALS.createWallet(person));
        IJobMarketTypes.OpenParams memory p = _order(bound(units, 1, 4), 1 hours);
        vm.prank(person);
        wallet.open(p);
    }
}
