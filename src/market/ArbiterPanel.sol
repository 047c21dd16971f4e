// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IArbiterPanel } from "../interfaces/IArbiterPanel.sol";
import { IProviderRegistry } from "../interfaces/IProviderRegistry.sol";
import { ITieSource } from "../interfaces/ITieSource.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title ArbiterPanel
contract ArbiterPanel is IArbiterPanel, AccessManagedUpgradeable {
    uint256 public constant MIN_SEATS = 3;
    uint256 public constant MAX_SEATS = 9;

    uint256 private constant BPS = 10_000;
    /// @dev Width of a vote in the word that holds a case's votes.
    uint256 private constant VOTE_BITS = 16;

    IProviderRegistry private immutable REGISTRY;
    address private immutable DISPUTES;
    ITieSource private immutable TIE_SOURCE;

    uint32 private _version;
    mapping(uint256 version => address[]) private _panels;
    mapping(uint256 caseId => Case) private _cases;
    /// @dev Seat i's split in the bits from i * VOTE_BITS.
    mapping(uint256 caseId => uint256) private _votes;

    modifier onlyDisputes() {
        if (msg.sender != DISPUTES) revert NotDisputes(msg.sender);
        _;
    }

    constructor(address registry_, address disputes_, address tieSource) {
        REGISTRY = IProviderRegistry(registry_);
        DISPUTES = disputes_;
        TIE_SOURCE = ITieSource(tieSource);
        _disableInitializers();
    }

    function initialize(address authority, address[] calldata arbiters) external initializer {
        __AccessManaged_init(authority);
        _setPanel(arbiters);
    }

    // ---- arbiters ----

    /// @inheritdoc IArbiterPanel
    function vote(uint256 caseId, uint16 payerBps, string calldata reasonURI) external override {
        // Check
        Case memory c = _existing(caseId);
        if (c.closed) revert CaseIsClosed(caseId);
        if (payerBps > BPS) revert InvalidBps(payerBps);
        if (block.timestamp > c.deadline) revert TooLate(caseId, c.deadline);
        (bool seated, uint256 seat) = _seatOf(c.version, msg.sender);
        if (!seated || !_mayVote(c, seat, msg.sender)) revert NotEligible(caseId, msg.sender);
        uint16 bit = uint16(1 << seat);
        if (c.voted & bit != 0) revert AlreadyVoted(caseId, msg.sender);

        // Effect
        c.voted |= bit;
        c.lastVoteAt = uint40(block.timestamp);
        _cases[caseId] = c;
        _votes[caseId] |= uint256(payerBps) << (seat * VOTE_BITS);
        emit Voted(caseId, msg.sender, payerBps, reasonURI);
    }

    // ---- governance ----

    /// @inheritdoc IArbiterPanel
    function setPanel(address[] calldata arbiters) external override restricted {
        _setPanel(arbiters);
    }

    // ---- disputes ----

    /// @inheritdoc IArbiterPanel
    function openCase(uint256 caseId, Parties calldata parties, uint40 deadline) external override onlyDisputes {
        address[] memory arbiters = _panels[_version];
        uint256 seats = arbiters.length;
        uint256 majority = seats / 2 + 1;

        uint256 untied;
        uint256 operators;
        for (uint256 i; i < seats; ++i) {
            address a = arbiters[i];
            if (a == parties.payer || a == parties.buyer || TIE_SOURCE.isTied(a, parties.providerId)) continue;
            untied |= 1 << i;
            if (REGISTRY.mayOperate(parties.providerId, a)) operators |= 1 << i;
        }
        // A provider names its operators alone, so that must not be enough to take the panel's votes away.
        uint256 eligible = untied & ~operators;
        if (_count(eligible) < majority) eligible = untied;

        Case storage c = _cases[caseId];
        c.version = _version;
        c.seats = uint8(seats);
        c.eligible = uint16(eligible);
        c.needed = uint8(Math.min(majority, _count(eligible)));
        c.deadline = deadline;
        c.providerId = parties.providerId;
        emit CaseOpened(caseId, _version, uint16(eligible), c.needed, deadline);
    }

    /// @inheritdoc IArbiterPanel
    function closeCase(uint256 caseId) external override onlyDisputes {
        if (_existing(caseId).closed) return;
        _cases[caseId].closed = true;
        emit CaseClosed(caseId);
    }

    // ---- views ----

    /// @inheritdoc IArbiterPanel
    function ruling(uint256 caseId) external view override returns (bool decided, uint16 payerBps, uint40 decidedAt) {
        Case memory c = _cases[caseId];
        if (c.voted == 0) return (false, 0, 0);
        if (c.voted == c.eligible) return (true, _median(caseId, c), c.lastVoteAt);
        if (block.timestamp <= c.deadline || _count(c.voted) < c.needed) return (false, 0, 0);
        return (true, _median(caseId, c), c.deadline);
    }

    /// @inheritdoc IArbiterPanel
    function voters(uint256 caseId) external view override returns (address[] memory list) {
        Case memory c = _cases[caseId];
        address[] storage arbiters = _panels[c.version];
        list = new address[](_count(c.voted));
        uint256 found;
        for (uint256 i; i < c.seats; ++i) {
            if (c.voted & (1 << i) != 0) list[found++] = arbiters[i];
        }
    }

    /// @inheritdoc IArbiterPanel
    function caseOf(uint256 caseId) external view override returns (Case memory) {
        return _cases[caseId];
    }

    /// @inheritdoc IArbiterPanel
    function mayVote(uint256 caseId, address arbiter) external view override returns (bool) {
        Case memory c = _cases[caseId];
        (bool seated, uint256 seat) = _seatOf(c.version, arbiter);
        return seated && _mayVote(c, seat, arbiter);
    }

    /// @inheritdoc IArbiterPanel
    function panel() external view override returns (address[] memory arbiters) {
        return _panels[_version];
    }

    /// @inheritdoc IArbiterPanel
    function version() external view override returns (uint32) {
        return _version;
    }

    // ---- internals ----

    /// @dev The provider may have changed hands since the case was opened, or its bond delegators, and the panel its members.
    function _mayVote(Case memory c, uint256 seat, address arbiter) private view returns (bool) {
        if (c.eligible & (1 << seat) == 0 || TIE_SOURCE.isTied(arbiter, c.providerId)) return false;
        (bool seated,) = _seatOf(_version, arbiter);
        return seated;
    }

    function _seatOf(uint256 version_, address arbiter) private view returns (bool seated, uint256 seat) {
        address[] storage arbiters = _panels[version_];
        uint256 seats = arbiters.length;
        for (; seat < seats; ++seat) {
            if (arbiters[seat] == arbiter) return (true, seat);
        }
    }

    /// @dev The lower one in the middle of an even number. At least one vote has been cast.
    function _median(uint256 caseId, Case memory c) private view returns (uint16) {
        uint256 votes = _votes[caseId];
        uint256[] memory sorted = new uint256[](_count(c.voted));
        uint256 length;
        for (uint256 i; i < c.seats; ++i) {
            if (c.voted & (1 << i) == 0) continue;
            uint256 split = uint16(votes >> (i * VOTE_BITS));
            uint256 k = length++;
            for (; k > 0 && sorted[k - 1] > split; --k) {
                sorted[k] = sorted[k - 1];
            }
            sorted[k] = split;
        }
        return uint16(sorted[(length - 1) / 2]);
    }

    function _count(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) {
            ++count;
        }
    }

    function _setPanel(address[] calldata arbiters) private {
        uint256 seats = arbiters.length;
        if (seats < MIN_SEATS || seats > MAX_SEATS || seats % 2 == 0) revert InvalidPanelSize(seats);
        for (uint256 i; i < seats; ++i) {
            if (arbiters[i] == address(0)) revert InvalidArbiter(arbiters[i]);
            for (uint256 k; k < i; ++k) {
                if (arbiters[k] == arbiters[i]) revert InvalidArbiter(arbiters[i]);
            }
        }
        _panels[++_version] = arbiters;
        emit PanelSet(_version, arbiters);
    }

    function _existing(uint256 caseId) private view returns (Case memory c) {
        c = _cases[caseId];
        if (c.version == 0) revert UnknownCase(caseId);
    }
}
