// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridgeTypes } from "./IBridgeTypes.sol";

/// @title One end of the CPT bridge (SPEC BRG 1-2, law H)
/// @notice A LayerZero V2 OFT with hard limits. `send`, `quoteSend` and `quoteOFT` are the OFT standard's (IOFT); what is written
/// here is what it does not know: limits in and out per path, transfers that wait, vetoes, pauses and who must vouch for a message.
/// @dev **A send** either crosses at once or, once its path's rolling day passes `hold`, waits HOLD_TIME: the tokens are taken, the
/// message fee comes back to the refund address, the receipt's guid is zero, TransferWaiting names the id. Afterwards anyone who
/// pays the fee may `release` it; until then its sender may `cancel` it and nothing, no pause either, is in the way.
/// **An arrival** never reverts because of a limit or a pause and is never lost: what does not fit waits, and anyone may `deliver` as much
/// of it as there is room for.
/// The rolling day is counted in 12-hour windows, the running one and the two before it, in whole CPT rounded up: never less than
/// what passed in the last 24 hours, at most what passed in 36.
/// Composed messages are refused: one that waits would arrive without its call.
/// Ownable, which LayerZero's contracts bring, is switched off: owner() is zero, and only the AccessManager has a say. The endpoint's
/// delegate is the bridge itself, so a path's DVNs are changed through setSecurity or not at all.
/// Warning: native coins sent along with a delivery are refused; deliver without them.
interface IBridge is IBridgeTypes {
    /// @notice A transfer did not pass at once.
    /// @param guid of the message that brought it (In), zero for one that has not left yet (Out)
    /// @param sender who sent it (Out), zero (In)
    event TransferWaiting(
        uint256 indexed id,
        uint32 indexed eid,
        Direction direction,
        address indexed to,
        address sender,
        uint256 amount,
        uint256 readyAt,
        bytes32 guid
    );
    /// @notice A waiting transfer left; OFTSent with the same guid comes with it.
    event TransferReleased(uint256 indexed id, bytes32 indexed guid);
    /// @notice A waiting arrival was paid out, or the part of it that the limit had room for. No OFTReceived comes with it.
    /// @param left what still waits
    event TransferDelivered(uint256 indexed id, address indexed to, uint256 amount, uint256 left);
    /// @notice A waiting transfer went back to its sender.
    /// @param vetoed by the council, not at the sender's own wish
    event TransferRefunded(uint256 indexed id, address indexed sender, uint256 amount, bool vetoed);
    /// @notice The council stopped a transfer. Out: its refund comes with it. In: governance has until readyAt.
    event TransferVetoed(uint256 indexed id, address indexed by, uint256 readyAt, string reason);
    /// @notice Governance ruled on an arrival.
    /// @param to who got it; zero: nobody
    event TransferRuled(uint256 indexed id, address indexed to, uint256 amount);
    /// @dev Basis points of the supply, see Path.
    event LimitsSet(uint32 indexed eid, uint256 outLimit, uint256 inLimit, uint256 hold);
    event SecuritySet(uint32 indexed eid, Security security);
    event PathPaused(uint32 indexed eid, Direction indexed direction, address by, uint256 until);
    event PathPauseExtended(uint32 indexed eid, Direction indexed direction, address by, uint256 until);
    event PathUnpaused(uint32 indexed eid, Direction indexed direction, address by);
    event ParameterSet(bytes32 indexed name, uint256 value);

    /// @dev A path's rolling day has no room for the amount; `room` is what it has room for now.
    error AboveLimit(uint32 eid, uint256 amount, uint256 room);
    /// @dev Less than one unit of 1e12, or more than a message can carry.
    error InvalidAmount(uint256 amount);
    /// @dev Nobody, the bridge or token of either side, or not an address of this kind of chain.
    error InvalidRecipient(bytes32 to);
    error ComposeUnsupported();
    /// @dev Ownable's and LayerZero's optional hooks that this bridge does without.
    error Unsupported();
    error NativeRefused(uint256 value);
    /// @dev The refund address did not take the fee back.
    error FeeRefundFailed(address refundAddress, uint256 value);
    /// @dev Not there, not of that direction, or already over.
    error NotWaiting(uint256 id, Status status);
    error NotReady(uint256 id, uint256 readyAt);
    error NotSender(uint256 id, address caller);
    /// @dev Governance rules on what was vetoed, and on what nobody can receive.
    error NotRulable(uint256 id, Status status);
    /// @dev The direction of the path may not be used before until.
    error EnforcedPathPause(uint32 eid, Direction direction, uint256 until);
    error PathPauseCoolingDown(uint32 eid, Direction direction, uint256 until);
    error PathNotPaused(uint32 eid, Direction direction);
    error InvalidPathPauseEnd(uint256 until);
    /// @dev A path needs at least MIN_DVNS required DVNs for sending and for receiving.
    error TooFewDvns(uint32 eid, uint256 dvns, uint256 min);
    error InvalidReceiveGas(uint256 gas);
    error InvalidLimits(uint256 outLimit, uint256 inLimit, uint256 hold);
    error InvalidParameter(bytes32 name, uint256 value);
    /// @dev On a remote chain every peer but home is refused.
    error InvalidPeer(uint32 eid, bytes32 peer);

    /// @notice Sends a waiting transfer on its way. Caller: anyone who pays the message fee (quoteRelease) with the call.
    /// @dev From readyAt on, while the path is not paused, has a peer, room in its rolling day and, at home, below the cap. Only the
    /// enforced options go along. Reverts with NotWaiting, NotReady, EnforcedPathPause, AboveLimit, AboveCap (home).
    /// @param refundAddress receives what the endpoint does not need of the fee
    /// @return guid of the message
    function release(uint256 id, address refundAddress) external payable returns (bytes32 guid);
    /// @notice Takes a waiting transfer back, at any time before it left. Caller: its sender. Never pausable.
    /// @dev Reverts with NotWaiting, NotSender.
    function cancel(uint256 id) external;
    /// @notice Pays out a waiting arrival, as far as the path's rolling day has room. Caller: anyone.
    /// @dev From readyAt on, while the path is not paused. Needs no peer: its message was checked when it came. Reverts with NotWaiting,
    /// NotReady, EnforcedPathPause, AboveLimit where there is no room at all, InvalidRecipient where governance has to rule.
    /// @return amount paid
    function deliver(uint256 id) external returns (uint256 amount);
    /// @notice Stops a waiting transfer, once. Out: refunds its sender. In: it waits VERDICT_TIME (21 days) for governance. Caller:
    /// COUNCIL role.
    /// @dev Reverts with NotWaiting.
    /// @param reason in the event
    function veto(uint256 id, string calldata reason) external;
    /// @notice Decides on a vetoed arrival, or on one that nobody can receive. Caller: GOVERNANCE role.
    /// @dev Outside the limits. Reverts with NotRulable, InvalidRecipient.
    /// @param to gets all of it; zero: nobody, it stays locked at home (and is not minted on a remote chain)
    function rule(uint256 id, address to) external;
    /// @notice Sets a path's limits. Caller: CRITICAL_PARAMETERS role.
    /// @dev A path is connected with 200, 200 and 50. Basis points of the supply: both limits 10 to 1,000, hold 1 to 200. Reverts with InvalidLimits. What waits stays
    /// deliverable, bit by bit.
    function setLimits(uint32 eid, uint16 outLimit, uint16 inLimit, uint8 hold) external;
    /// @notice Names who must vouch for what crosses a path. Caller: GOVERNANCE role.
    /// @dev Sets libraries, DVNs and the enforced gas at once. Optional DVNs are switched off. Reverts with TooFewDvns,
    /// InvalidReceiveGas (200,000 to 1,000,000), or with the endpoint's errors.
    function setSecurity(uint32 eid, Security calldata security) external;
    /// @notice Stops one direction of one path for 16 days. Caller: GUARDIAN role.
    /// @dev PathPauseCoolingDown while paused and until 30 days after its last pause ended. Arrivals wait meanwhile, HOLD_TIME at least.
    function pausePath(uint32 eid, Direction direction) external;
    /// @notice Moves the end of a running pause, to at most 60 days from now. Caller: GOVERNANCE role.
    /// @dev Reverts with PathNotPaused, InvalidPathPauseEnd.
    function extendPathPause(uint32 eid, Direction direction, uint256 until) external;
    /// @notice Ends a running pause. Caller: GOVERNANCE role.
    /// @dev Reverts with PathNotPaused.
    function unpausePath(uint32 eid, Direction direction) external;
    /// @notice holdTime (1 hour to 7 days, default 24 hours), verdictTime (7 to 60 days, default 21 days). Caller: CRITICAL_PARAMETERS
    /// role.
    /// @dev For transfers that begin to wait, or are vetoed, from now on. Reverts with InvalidParameter.
    function setParameter(bytes32 name, uint256 value) external;

    /// @notice Fewest required DVNs of a path.
    function MIN_DVNS() external view returns (uint256);
    /// @notice How many transfers ever waited; ids run from 1 to it.
    function waitingCount() external view returns (uint256);
    function waiting(uint256 id) external view returns (Waiting memory);
    /// @notice What release or deliver would move now; zero where it would revert for a limit, a time, a pause or a status.
    /// @dev Says nothing of the endpoint's fee.
    function due(uint256 id) external view returns (uint256 amount);
    /// @notice The fee of release, in the chain's own coin.
    function quoteRelease(uint256 id) external view returns (uint256 nativeFee);
    function path(uint32 eid) external view returns (Path memory);
    /// @notice What a send would meet now.
    /// @return atOnce up to this it crosses at once
    /// @return most up to this it is taken, and waits if it is above atOnce; beyond it the send reverts
    function sendable(uint32 eid) external view returns (uint256 atOnce, uint256 most);
    /// @notice What may arrive now without waiting.
    function receivable(uint32 eid) external view returns (uint256 amount);
    /// @notice CPT that passed in the rolling day, see above; whole CPT, rounded up per transfer, as 18 decimals.
    function rollingDay(uint32 eid, Direction direction) external view returns (uint256 amount);
    /// @notice The first second at which the direction works again; 0 if never paused.
    function pathPausedUntil(uint32 eid, Direction direction) external view returns (uint256 until);
    /// @notice The required DVNs the endpoint will ask for, sending and receiving, by the libraries in use now.
    function requiredDvns(uint32 eid) external view returns (address[] memory sending, address[] memory receiving);
    /// @notice Sum of what waits here: senders' tokens that have not left, and arrivals not paid out yet.
    function totalWaiting() external view returns (uint256 outgoing, uint256 arriving);
    function parameter(bytes32 name) external view returns (uint256);
}
