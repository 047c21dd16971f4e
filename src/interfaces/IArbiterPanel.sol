// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title ArbiterPanel: who judges disputes, and how their votes become a ruling (SPEC JOB 9)
/// @notice An odd number of seats, 3 to 9, one an account, set by governance. A case is judged by the panel that sat when it was
/// opened; whoever has lost its seat since has no vote. Each arbiter gives its split once, in basis points to the payer; the
/// ruling is the median, of an even number of votes the lower of the two in the middle (the verified report has the benefit
/// of the doubt).
/// @dev Who is tied to the provider (ITieSource: owner, payout, or a stake in its bond, exiting or not) has no vote, also where the tie
/// came after the case. Votes are public as they are cast. Warning: any account may name an arbiter its operator, buyer or payout,
/// which takes that arbiter's vote; so as not to let a provider empty the panel, ties by operator do not count in a case where they would
/// leave less than a majority of the seats.
interface IArbiterPanel {
    /// @param seats of the panel that judges
    /// @param eligible bit i: seat i has a vote
    /// @param voted bit i: seat i has voted
    /// @param needed votes that make a ruling at the deadline: a majority of the seats, at most those that have a vote
    /// @param deadline last second for a vote
    struct Case {
        uint32 version;
        uint8 seats;
        uint16 eligible;
        uint16 voted;
        uint8 needed;
        uint40 deadline;
        uint40 lastVoteAt;
        uint32 providerId;
        bool closed;
    }

    /// @dev The parties of a case, who have no vote in it.
    struct Parties {
        address payer;
        address buyer;
        uint32 providerId;
    }

    event PanelSet(uint32 indexed version, address[] arbiters);
    event CaseOpened(uint256 indexed caseId, uint32 version, uint16 eligible, uint8 needed, uint40 deadline);
    event CaseClosed(uint256 indexed caseId);
    event Voted(uint256 indexed caseId, address indexed arbiter, uint16 payerBps, string reasonURI);

    error NotDisputes(address caller);
    /// @dev Not 3, 5, 7 or 9 accounts.
    error InvalidPanelSize(uint256 seats);
    /// @dev The account is zero or has a seat already.
    error InvalidArbiter(address arbiter);
    error UnknownCase(uint256 caseId);
    error CaseIsClosed(uint256 caseId);
    /// @dev Has no seat in this case, lost it, or is tied to a party.
    error NotEligible(uint256 caseId, address arbiter);
    error AlreadyVoted(uint256 caseId, address arbiter);
    error InvalidBps(uint256 payerBps);
    /// @param until the last second at which it was possible
    error TooLate(uint256 caseId, uint256 until);

    /// @notice Gives the caller's split, once. Caller: an arbiter with a vote in the case.
    /// @param payerBps of the disputed sum to the payer, 0 .. 10,000
    /// @param reasonURI published in the event only
    /// @dev Reverts with UnknownCase, CaseIsClosed, InvalidBps, TooLate, NotEligible, AlreadyVoted.
    function vote(uint256 caseId, uint16 payerBps, string calldata reasonURI) external;

    /// @notice Replaces the whole panel. Open cases keep theirs, but for those who are no longer on the new one. Caller:
    /// GOVERNANCE role. Reverts with InvalidPanelSize, InvalidArbiter.
    function setPanel(address[] calldata arbiters) external;

    /// @notice Puts a case before the present panel. Caller: the Disputes contract, as for closeCase.
    function openCase(uint256 caseId, Parties calldata parties, uint40 deadline) external;
    /// @notice Takes no more votes.
    function closeCase(uint256 caseId) external;

    /// @notice The ruling, once all who have a vote have voted, or after the deadline if enough did. Fixed from then on.
    /// @return decided false: none, or none yet
    /// @return payerBps the median
    /// @return decidedAt second from which the ruling stood: that of the last vote, or the deadline
    function ruling(uint256 caseId) external view returns (bool decided, uint16 payerBps, uint40 decidedAt);
    /// @notice Those who voted in a case, in the order of their seats.
    function voters(uint256 caseId) external view returns (address[] memory);
    /// @notice What a case stands at; all 0 for one never opened.
    function caseOf(uint256 caseId) external view returns (Case memory);
    /// @notice Whether an account has, or had before it voted, a vote in a case.
    function mayVote(uint256 caseId, address arbiter) external view returns (bool);
    /// @notice The present panel, in the order of its seats.
    function panel() external view returns (address[] memory arbiters);
    /// @notice Panels are numbered from 1; this is the present one's number.
    function version() external view returns (uint32);
}
