// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IReservations } from "../../../../src/interfaces/IReservations.sol";
import { Reservations } from "../../../../src/market/Reservations.sol";
import { SettableFeed } from "../../../oracle/utils/Feeds.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

abstract contract ReservationActor is CommonBase, StdUtils {
    Reservations internal immutable reservations;
    IJobMarket internal immutable market;
    uint32 internal immutable listingId;

    constructor(Reservations reservations_, IJobMarket market_, uint32 listingId_) {
        (reservations, market, listingId) = (reservations_, market_, listingId_);
    }

    /// @return id some reservation in that state, 0 if there is none
    function _pick(uint256 seed, IReservations.State state) internal view returns (uint256 id) {
        uint256 count = reservations.reservationCount();
        for (uint256 i; i < count; ++i) {
            id = (seed % count + i) % count + 1;
            if (reservations.reservation(id).state == state) return id;
        }
        return 0;
    }
}

/// @notice Books within two days, claims, cancels.
contract ReserverHandler is ReservationActor {
    address private immutable PAYER;

    constructor(Reservations r, IJobMarket m, uint32 id, address payer) ReservationActor(r, m, id) {
        PAYER = payer;
    }

    function reserve(uint256 units, uint256 from, uint256 length) external {
        uint40 start = uint40((vm.getBlockTimestamp() / 1 hours + 1 + bound(from, 0, 48)) * 1 hours);
        uint40 end = uint40(start + bound(length, 1, 12) * 1 hours);
        uint24 wanted = uint24(bound(units, 1, 30));
        uint256 free = reservations.availableUnits(listingId, start, end);
        bool stopped = reservations.allotment(listingId).stopped;
        vm.prank(PAYER);
        try reservations.reserve(listingId, wanted, start, end, type(uint40).max) {
            require(wanted <= free && !stopped, "oversold");
        } catch {
            require(wanted > free || stopped, "refused without cause");
        }
    }

    function claim(uint256 seed) external {
        uint256 id = _pick(seed, IReservations.State.Booked);
        if (id == 0) return;
        IReservations.Reservation memory r = reservations.reservation(id);
        uint256 now_ = vm.getBlockTimestamp();
        if (r.payer != PAYER || now_ < r.start || now_ > reservations.claimDeadline(id)) return;
        IReservations.Claim memory c;
        vm.prank(PAYER);
        reservations.claim(id, c);
    }

    function cancel(uint256 seed, uint8 kind) external {
        uint256 id = _pick(seed, IReservations.State.Booked);
        if (id == 0 || kind % 4 != 0 || reservations.reservation(id).payer != PAYER) return;
        vm.prank(PAYER);
        reservations.cancel(id);
    }
}

/// @notice Allots, stops and resumes, takes jobs and gives them up.
contract AllotterHandler is ReservationActor {
    address private immutable SELLER;

    constructor(Reservations r, IJobMarket m, uint32 id, address seller) ReservationActor(r, m, id) {
        SELLER = seller;
    }

    function allot(uint256 units) external {
        uint24 wanted = uint24(bound(units, 0, 100));
        vm.prank(SELLER);
        try reservations.allot(listingId, wanted) { } catch { }
    }

    function setTaking(uint8 kind) external {
        vm.prank(SELLER);
        reservations.setTaking(listingId, kind % 4 != 0);
    }

    function work(uint256 seed, uint8 kind) external {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        IJobMarketTypes.State state = market.job(id).state;
        if (state >= IJobMarketTypes.State.Reported || market.due(id) != IJobMarketTypes.Reason.None) return;
        vm.startPrank(SELLER);
        if (kind % 3 == 0) {
            market.fail(id, 1);
        } else if (state == IJobMarketTypes.State.Open) {
            uint256[] memory one = new uint256[](1);
            one[0] = id;
            market.acknowledge(one, true);
        }
        vm.stopPrank();
    }
}

/// @notice Ends what is due.
contract ReservationKeeperHandler is ReservationActor {
    constructor(Reservations r, IJobMarket m, uint32 id) ReservationActor(r, m, id) { }

    function expire(uint256 seed) external {
        uint256 id = _pick(seed, IReservations.State.Booked);
        if (id != 0 && reservations.due(id)) reservations.expire(id);
    }

    function vacate(uint256 seed) external {
        uint256 id = _pick(seed, IReservations.State.Claimed);
        if (id != 0 && reservations.vacant(id)) reservations.vacate(id);
    }

    function endJobs(uint256 seed) external {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        IJobMarketTypes.Reason reason = market.due(id);
        if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
        else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
    }
}

/// @notice Tries what is not his to do.
contract ReservationThiefHandler is ReservationActor {
    address private immutable THIEF;
    uint256 public successes;

    constructor(Reservations r, IJobMarket m, uint32 id, address thief) ReservationActor(r, m, id) {
        THIEF = thief;
    }

    function steal(uint256 seed, uint8 kind) external {
        uint256 id = seed % (reservations.reservationCount() + 1);
        IReservations.Claim memory c;
        bytes memory data;
        kind %= 6;
        if (kind == 0) data = abi.encodeCall(reservations.claim, (id, c));
        if (kind == 1) data = abi.encodeCall(reservations.cancel, (id));
        if (kind == 2) data = abi.encodeCall(reservations.attempt, (id));
        if (kind == 3) data = abi.encodeCall(reservations.allot, (listingId, 1));
        if (kind == 4) data = abi.encodeCall(reservations.setTaking, (listingId, false));
        if (kind == 5) data = abi.encodeCall(reservations.setParameter, ("freePeriod", 0));
        vm.prank(THIEF);
        (bool ok,) = address(reservations).call(data);
        if (ok) ++successes;
    }
}

contract ReservationClockHandler is ReservationActor {
    SettableFeed private immutable USDC_FEED;

    constructor(Reservations r, IJobMarket m, uint32 id, SettableFeed usdcFeed) ReservationActor(r, m, id) {
        USDC_FEED = usdcFeed;
    }

    function pass(uint256 time, uint8 kind) external {
        uint256 now_ = vm.getBlockTimestamp() + bound(time, 1, kind % 4 == 0 ? 12 hours : 50 minutes);
        vm.warp(now_);
        USDC_FEED.set(1e8, now_);
    }
}
