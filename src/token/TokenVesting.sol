// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITokenVesting } from "../interfaces/ITokenVesting.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TokenVesting
/// @dev Assumption: the token is CPT, which moves exactly what is asked and calls nobody.
contract TokenVesting is ITokenVesting, AccessManaged {
    using SafeERC20 for IERC20;

    /// @dev One slot.
    /// @param committed granted and not released
    /// @param ungranted Σ of what the pots have left
    /// @param funded the pots' CPT was seen here; it leaves only as they owe less
    struct Books {
        uint96 committed;
        uint96 ungranted;
        uint56 count;
        bool funded;
    }

    /// @param day floor(timestamp / 1 day)
    /// @param released in it
    struct Day {
        uint40 day;
        uint96 released;
    }

    uint96 internal constant FOUNDATION_POT = 15_750_000e18;
    uint96 internal constant PRIVATE_SALE_POT = 12_500_000e18;
    uint96 internal constant TEAM_POT = 15_000_000e18;

    uint32 private constant MONTH = 365 days / 12;
    uint256 private constant MAX_START_AHEAD = 365 days;
    /// @dev A deployment is written before it is mined.
    uint256 private constant MAX_START_BEFORE = 1 days;
    uint256 private constant MAX_CLIFF = 4 * 365 days;
    uint256 private constant MAX_DURATION = 10 * 365 days;
    uint256 private constant BPS = 10_000;
    /// @dev Of a private-sale grant, in a day.
    uint256 private constant DAILY_BPS = 500;
    uint64 private constant MAX_BOUGHT_USD = 100_000e6;

    IERC20 private immutable CPT;
    /// @dev Nothing vests from before this contract was there.
    uint256 private immutable GENESIS;

    Books private _books;
    uint96[4] private _potLeft;
    mapping(uint256 id => Schedule) private _schedules;
    mapping(uint256 id => address) private _proposed;
    mapping(uint256 id => Day) private _days;
    mapping(address buyer => uint64) private _boughtUsd;

    constructor(address authority_, address cpt_) AccessManaged(authority_) {
        if (authority_ == address(0) || cpt_ == address(0)) revert ZeroAddress();
        CPT = IERC20(cpt_);
        GENESIS = block.timestamp;
        _potLeft[uint256(Pot.Foundation)] = FOUNDATION_POT;
        _potLeft[uint256(Pot.PrivateSale)] = PRIVATE_SALE_POT;
        _potLeft[uint256(Pot.Team)] = TEAM_POT;
        _books.ungranted = FOUNDATION_POT + PRIVATE_SALE_POT + TEAM_POT;
    }

    // ---- treasury ----

    /// @inheritdoc ITokenVesting
    function create(Grant calldata grant) external override restricted returns (uint256 id) {
        id = _create(grant);
        _requireFunded(grant.pot == Pot.Other);
    }

    /// @inheritdoc ITokenVesting
    function createBatch(Grant[] calldata grants) external override restricted returns (uint256 firstId) {
        firstId = uint256(_books.count) + 1;
        bool brought;
        for (uint256 i; i < grants.length; ++i) {
            _create(grants[i]);
            if (grants[i].pot == Pot.Other) brought = true;
        }
        _requireFunded(brought);
    }

    /// @inheritdoc ITokenVesting
    function revoke(uint256 id, address to) external override restricted returns (uint256 unvested) {
        // Check
        Schedule memory s = _schedule(id);
        if (to == address(0)) revert ZeroAddress();
        if (!s.revocable || s.revoked) revert NotRevocable(id);

        // Effect
        uint256 vested = _vestedAt(s, block.timestamp);
        unvested = s.amount - vested;
        s.amount = uint96(vested);
        s.revoked = true;
        _schedules[id] = s;
        _books.committed -= uint96(unvested);
        emit Revoked(id, to, unvested, vested);

        // Interaction
        if (unvested != 0) CPT.safeTransfer(to, unvested);
    }

    // ---- beneficiaries ----

    /// @inheritdoc ITokenVesting
    function release(uint256 id) external override returns (uint256 amount) {
        Schedule memory s = _schedule(id);
        return _release(id, s, s.beneficiary);
    }

    /// @inheritdoc ITokenVesting
    function releaseTo(uint256 id, address recipient) external override returns (uint256 amount) {
        Schedule memory s = _schedule(id);
        if (recipient == address(0)) revert ZeroAddress();
        if (msg.sender != s.beneficiary) revert NotBeneficiary(id, msg.sender);
        return _release(id, s, recipient);
    }

    /// @inheritdoc ITokenVesting
    function proposeBeneficiary(uint256 id, address proposed) external override {
        if (msg.sender != _schedule(id).beneficiary) revert NotBeneficiary(id, msg.sender);
        _proposed[id] = proposed;
        emit BeneficiaryProposed(id, msg.sender, proposed);
    }

    /// @inheritdoc ITokenVesting
    function acceptBeneficiary(uint256 id) external override {
        address before = _schedule(id).beneficiary;
        if (msg.sender != _proposed[id]) revert NotProposed(id, msg.sender);
        emit BeneficiaryChanged(id, before, msg.sender);
        _schedules[id].beneficiary = msg.sender;
        delete _proposed[id];
    }

    // ---- views ----

    /// @inheritdoc ITokenVesting
    function scheduleOf(uint256 id) external view override returns (Schedule memory) {
        return _schedule(id);
    }

    /// @inheritdoc ITokenVesting
    function vestedAt(uint256 id, uint256 timestamp) external view override returns (uint256 amount) {
        return _vestedAt(_schedule(id), timestamp);
    }

    /// @inheritdoc ITokenVesting
    function releasable(uint256 id) external view override returns (uint256 amount) {
        return _releasable(id, _schedule(id));
    }

    /// @inheritdoc ITokenVesting
    function proposedBeneficiary(uint256 id) external view override returns (address) {
        return _proposed[id];
    }

    /// @inheritdoc ITokenVesting
    function scheduleCount() external view override returns (uint256) {
        return _books.count;
    }

    /// @inheritdoc ITokenVesting
    function committed() external view override returns (uint256) {
        return _books.committed;
    }

    /// @inheritdoc ITokenVesting
    function potLeft(Pot pot) external view override returns (uint256) {
        return _potLeft[uint256(pot)];
    }

    /// @inheritdoc ITokenVesting
    function boughtUsd(address buyer) external view override returns (uint256) {
        return _boughtUsd[buyer];
    }

    /// @inheritdoc ITokenVesting
    function cpt() external view override returns (address) {
        return address(CPT);
    }

    // ---- internals ----

    function _create(Grant calldata grant) private returns (uint256 id) {
        // Check
        if (grant.beneficiary == address(0)) revert ZeroAddress();
        if (grant.amount == 0) revert ZeroAmount();
        _requireTerms(grant);

        // Effect
        Books memory books = _books;
        id = ++books.count;
        books.committed += grant.amount;
        if (grant.pot != Pot.Other) {
            uint96 left = _potLeft[uint256(grant.pot)];
            if (grant.amount > left) revert PotExceeded(grant.pot, left, grant.amount);
            _potLeft[uint256(grant.pot)] = left - grant.amount;
            books.ungranted -= grant.amount;
        }
        _books = books;
        if (grant.pot == Pot.PrivateSale) _countBuyer(grant.beneficiary, grant.boughtUsd);
        _schedules[id] = Schedule({
            beneficiary: grant.beneficiary,
            amount: grant.amount,
            released: 0,
            start: grant.start,
            cliff: grant.cliff,
            duration: grant.duration,
            startBps: grant.startBps,
            pot: grant.pot,
            revocable: grant.revocable,
            revoked: false
        });
        emit ScheduleCreated(id, grant.beneficiary, grant);
    }

    function _requireTerms(Grant calldata grant) private view {
        bool near = grant.start + MAX_START_BEFORE >= GENESIS && grant.start <= block.timestamp + MAX_START_AHEAD;
        if (!near) revert InvalidParameter("start", grant.start);
        if ((grant.boughtUsd != 0) != (grant.pot == Pot.PrivateSale)) {
            revert InvalidParameter("boughtUsd", grant.boughtUsd);
        }
        if (grant.pot == Pot.Other) {
            if (grant.cliff > MAX_CLIFF) revert InvalidParameter("cliff", grant.cliff);
            if (grant.duration > MAX_DURATION) revert InvalidParameter("duration", grant.duration);
            if (grant.startBps > BPS) revert InvalidParameter("startBps", grant.startBps);
        } else {
            (uint32 cliff, uint32 duration) = _termsOf(grant.pot);
            bool same = grant.cliff == cliff && grant.duration == duration && grant.startBps == 0;
            if (!same) revert NotThePotsTerms(grant.pot);
        }
    }

    /// @dev SPEC TOK 6; the foundation's tenth at TGE is not in its pot.
    function _termsOf(Pot pot) private pure returns (uint32 cliff, uint32 duration) {
        if (pot == Pot.Foundation) return (0, 24 * MONTH);
        if (pot == Pot.PrivateSale) return (6 * MONTH, 18 * MONTH);
        return (12 * MONTH, 36 * MONTH);
    }

    function _countBuyer(address buyer, uint64 usd) private {
        uint256 total = uint256(_boughtUsd[buyer]) + usd;
        if (total > MAX_BOUGHT_USD) revert BuyerLimitExceeded(buyer, total);
        _boughtUsd[buyer] = uint64(total);
    }

    /// @dev After the effects, for all of a batch at once.
    /// @param brought whether a grant needs CPT beside the pots'; these move within what was funded
    function _requireFunded(bool brought) private {
        Books memory books = _books;
        if (books.funded && !brought) return;
        uint256 owed = uint256(books.committed) + books.ungranted;
        uint256 held = CPT.balanceOf(address(this));
        if (owed > held) revert NotFunded(held, owed);
        if (!books.funded) _books.funded = true;
    }

    function _release(uint256 id, Schedule memory s, address recipient) private returns (uint256 amount) {
        // Check
        amount = _releasable(id, s);
        if (amount == 0) revert NothingToRelease(id);

        // Effect
        if (s.pot == Pot.PrivateSale) {
            uint40 today = uint40(block.timestamp / 1 days);
            Day memory day = _days[id];
            if (day.day != today) day = Day({ day: today, released: 0 });
            day.released += uint96(amount);
            _days[id] = day;
        }
        _schedules[id].released = s.released + uint96(amount);
        _books.committed -= uint96(amount);
        emit Released(id, recipient, amount);

        // Interaction
        CPT.safeTransfer(recipient, amount);
    }

    function _releasable(uint256 id, Schedule memory s) private view returns (uint256 amount) {
        amount = _vestedAt(s, block.timestamp) - s.released;
        if (s.pot != Pot.PrivateSale) return amount;
        // Rounded up, so that no grant is too small to leave.
        uint256 limit = Math.ceilDiv(s.amount * DAILY_BPS, BPS);
        Day memory day = _days[id];
        if (day.day == block.timestamp / 1 days) limit = Math.saturatingSub(limit, day.released);
        return Math.min(amount, limit);
    }

    /// @dev Rounded down; all of it at the end.
    function _vestedAt(Schedule memory s, uint256 timestamp) private pure returns (uint256) {
        if (s.revoked) return s.amount;
        if (timestamp < s.start) return 0;
        uint256 atStart = uint256(s.amount) * s.startBps / BPS;
        uint256 from = uint256(s.start) + s.cliff;
        if (timestamp < from) return atStart;
        if (timestamp >= from + s.duration) return s.amount;
        return atStart + (s.amount - atStart) * (timestamp - from) / s.duration;
    }

    function _schedule(uint256 id) private view returns (Schedule memory s) {
        s = _schedules[id];
        if (s.beneficiary == address(0)) revert UnknownSchedule(id);
    }
}
