// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Deployment } from "../../../script/deploy/Deployment.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IReservations } from "../../../src/interfaces/IReservations.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { MeterQuorum } from "../../../src/market/MeterQuorum.sol";
import { Reservations } from "../../../src/market/Reservations.sol";
import { Hub } from "../utils/Hub.sol";
import { Town } from "../utils/Town.sol";
import { TownActor } from "./TownActor.sol";

/// @notice Large jobs that run to their end at once, so that there is something to dispute; and money in and out of the vault.
contract RegularHandler is TownActor {
    MeterQuorum private immutable QUORUM;

    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) {
        QUORUM = d.meters;
    }

    function run(uint256 units, uint256 hours_, bool sponsored) external seen {
        IJobMarketTypes.OpenParams memory p = _order(bound(units, 1, 600), bound(hours_, 1, 20) * 1 hours);
        p.buyer = town.buyer();
        _run(sponsored ? town.sponsor() : p.buyer, p, town.operator());
    }

    /// @dev At the settlement agent's, whose hold-back waits for an invoice that never comes.
    function vendor(uint256 units) external seen {
        IJobMarketTypes.OpenParams memory p = _order(bound(units, 1, 4), 1 hours);
        p.listingId = town.backup();
        _run(town.bob(), p, town.helper());
    }

    function _run(address payer, IJobMarketTypes.OpenParams memory p, address provider) private {
        vm.prank(payer);
        uint256 id = market.open(p);
        vm.prank(provider);
        market.acknowledge(_one(id), true);
        town.pass(p.duration);
        UsageReport memory r;
        (r.market, r.jobId, r.sequence, r.outcome, r.uptimeBps) = (address(market), id, 1, 1, 10_000);
        (r.startedAt, r.endedAt) = (market.job(id).since, uint40(vm.getBlockTimestamp()));
        r.usage = uint64(uint256(p.units) * p.duration);
        market.report(r, town.meters().sign(QUORUM, r, 4));
    }

    /// @dev A short run that fails at once: by the provider, by the buyer, or by nobody knows whom.
    function flop(uint256 units, uint8 code, uint8 length) external seen {
        IJobMarketTypes.OpenParams memory p = _order(bound(units, 1, 20), 1 hours);
        vm.prank(town.alice());
        uint256 id = market.open(p);
        vm.prank(town.seller());
        market.acknowledge(_one(id), true);
        town.pass(uint256(length) + 1);
        UsageReport memory r;
        (r.market, r.jobId, r.sequence, r.outcome, r.uptimeBps) = (address(market), id, 1, 2, 10_000);
        (r.startedAt, r.endedAt) = (market.job(id).since, uint40(vm.getBlockTimestamp()));
        r.usage = uint64(uint256(p.units) * (r.endedAt - r.startedAt));
        r.failureCode = code % 3 == 0 ? 0 : code % 3 == 1 ? 7 : 107;
        market.report(r, town.meters().sign(QUORUM, r, 4));
    }

    function withdraw(uint256 who, uint256 amount, bool all) external seen {
        address person = _person(who);
        uint256 balance = vault.balanceOf(person);
        vm.prank(person);
        vault.withdraw(all && who % 8 == 0 ? type(uint256).max : bound(amount, 1, balance / 10 + 1), person);
    }

    function deposit(uint256 who, uint256 amount, bool forAnother) external seen {
        address person = _person(who);
        amount = bound(amount, 1, usdc.balanceOf(person));
        address account = forAnother ? _person(who >> 8) : person;
        vm.prank(person);
        vault.depositFor(account, amount);
    }

    /// @dev The provider takes its earnings home.
    function cashOut() external seen {
        address payout = town.payout();
        vm.prank(payout);
        vault.withdraw(type(uint256).max, payout);
    }
}

/// @notice Books hours to come, claims them or does not; the provider allots, anyone ends what is due.
contract BookingHandler is TownActor {
    Reservations private immutable RESERVATIONS;

    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) {
        RESERVATIONS = d.reservations;
    }

    function reserve(uint256 who, uint256 units, uint256 from) external seen {
        uint40 start = uint40((vm.getBlockTimestamp() / 1 hours + 1 + bound(from, 0, 36)) * 1 hours);
        uint40 until = uint40(start + bound(units, 1, 8) * 1 hours);
        uint32 listing = town.reservable();
        vm.prank(_booker(who));
        RESERVATIONS.reserve(listing, uint24(bound(units, 1, 25)), start, until, type(uint40).max);
    }

    /// @dev Goes to the window's start if that is not far.
    function claim(uint256 seed) external seen {
        uint256 id = _pick(seed, IReservations.State.Booked);
        if (id == 0) return;
        IReservations.Reservation memory r = RESERVATIONS.reservation(id);
        uint256 now_ = vm.getBlockTimestamp();
        if (now_ < r.start && r.start - now_ < 12 hours) town.pass(r.start - now_);
        IReservations.Claim memory c;
        vm.prank(r.payer);
        RESERVATIONS.claim(id, c);
    }

    function cancel(uint256 seed) external seen {
        uint256 id = _pick(seed, IReservations.State.Booked);
        if (id == 0 || seed % 2 == 0) return;
        vm.prank(RESERVATIONS.reservation(id).payer);
        RESERVATIONS.cancel(id);
    }

    function end(uint256 seed) external seen {
        uint256 id = _pick(seed, IReservations.State.Booked);
        if (id != 0 && RESERVATIONS.due(id)) RESERVATIONS.expire(id);
        id = _pick(seed, IReservations.State.Claimed);
        if (id != 0 && RESERVATIONS.vacant(id)) RESERVATIONS.vacate(id);
    }

    function allot(uint256 units, bool taking) external seen {
        (address seller, uint32 listing) = (town.seller(), town.reservable());
        vm.prank(seller);
        RESERVATIONS.allot(listing, uint24(bound(units, 20, 100)));
        vm.prank(seller);
        RESERVATIONS.setTaking(listing, taking || units % 4 != 0);
    }

    function _booker(uint256 seed) private view returns (address) {
        return seed % 2 == 0 ? town.alice() : town.bob();
    }

    function _pick(uint256 seed, IReservations.State state) private view returns (uint256 id) {
        uint256 count = RESERVATIONS.reservationCount();
        for (uint256 i; i < count; ++i) {
            id = (seed % count + i) % count + 1;
            if (RESERVATIONS.reservation(id).state == state) return id;
        }
        return 0;
    }
}
