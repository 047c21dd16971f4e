// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridge } from "./IBridge.sol";

/// @title The home end of the bridge, on Arbitrum (SPEC BRG 1-2, law H)
/// @notice Locks CPT for the chains where it circulates, and is each remote's only peer: CPT moves between two remotes through here.
/// @dev CPT here = Σ locked + what waits to leave + what has arrived and waits (law H), more only if someone sent it stray tokens,
/// which nothing gets out again. locked counts a transfer from the second its message leaves until the second the message back
/// arrives, so that it is the remote's supply plus all that is in flight, plus what governance let nobody have.
/// No send takes a chain above CAP_BPS (10%) of CPT's supply at that moment. Burning may leave it above: then only homeward transfers pass.
/// An arrival above what is locked for its chain cannot be true: it reverts with AboveLocked and stays with the endpoint.
interface ICPTBridge is IBridge {
    /// @dev The chain would hold more than 10% of the supply; `room` is what it may still take.
    error AboveCap(uint32 eid, uint256 amount, uint256 room);
    error AboveLocked(uint32 eid, uint256 amount, uint256 locked);

    /// @notice Most of the supply that may be on one other chain; basis points.
    function CAP_BPS() external view returns (uint256);
    /// @notice CPT locked here for a chain, in flight included.
    function locked(uint32 eid) external view returns (uint256);
    /// @notice What the cap lets go to a chain now.
    function capRoom(uint32 eid) external view returns (uint256);
    /// @notice Law H as one view.
    /// @return balance CPT the bridge holds
    /// @return lockedTotal Σ locked of all chains that ever were connected
    /// @return outgoing what waits to leave
    /// @return arriving what has arrived and waits
    function books() external view returns (uint256 balance, uint256 lockedTotal, uint256 outgoing, uint256 arriving);
    /// @notice The chains that ever were connected.
    function remotes() external view returns (uint32[] memory eids);
}
