// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { GovernorUpgradeable } from "@openzeppelin/contracts-upgradeable/governance/GovernorUpgradeable.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";

/// @title Fractional counting beside a stored quorum, in two slots a proposal
/// @dev Counts as OpenZeppelin's GovernorCountingFractional does, with its errors; packed, because there the first vote of a proposal
/// costs 30% more (docs/decisions/0100). Supports 0 against, 1 for, 2 abstain, with empty params, spend all that is left; 255 spends
/// abi.encodePacked(uint128 against, uint128 for, uint128 abstain), again and again up to the whole weight.
/// All weights are below 2^88, as 2.5 times CPT's supply is.
abstract contract PackedCounting is GovernorUpgradeable {
    /// @param quorum in units of QUORUM_UNIT, rounded up
    /// @param again the same calls were vetoed before
    /// @param reached the quorum has been reached
    struct Tally {
        uint64 quorum;
        uint88 forVotes;
        uint88 abstainVotes;
        bool again;
        bool reached;
        uint88 againstVotes;
    }

    uint8 private constant AGAINST = 0;
    uint8 private constant FOR = 1;
    uint8 private constant ABSTAIN = 2;
    uint8 private constant FRACTIONAL = 255;
    uint256 private constant FRACTIONS_LENGTH = 48;
    uint256 private constant QUORUM_UNIT = 1 gwei;

    mapping(uint256 proposalId => Tally) internal _tallies;
    mapping(uint256 proposalId => mapping(address voter => uint256)) private _used;
    uint256[20] private __gap;

    error GovernorExceedRemainingWeight(address voter, uint256 usedVotes, uint256 remainingWeight);

    /// @notice As OpenZeppelin describes it.
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override returns (string memory) {
        return "support=bravo,fractional&quorum=for,abstain&params=fractional";
    }

    /// @inheritdoc IGovernor
    function hasVoted(uint256 proposalId, address account) public view override returns (bool) {
        return _used[proposalId][account] != 0;
    }

    /// @notice What an account has spent of its votes.
    function usedVotes(uint256 proposalId, address account) external view returns (uint256) {
        return _used[proposalId][account];
    }

    /// @notice The count so far.
    function proposalVotes(uint256 proposalId)
        public
        view
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)
    {
        Tally storage tally = _tallies[proposalId];
        return (tally.againstVotes, tally.forVotes, tally.abstainVotes);
    }

    /// @notice Votes a proposal needs, as stored with it; 0 for one that does not exist.
    function proposalQuorum(uint256 proposalId) public view virtual returns (uint256) {
        return _tallies[proposalId].quorum * QUORUM_UNIT;
    }

    function _storeQuorum(uint256 proposalId, uint256 quorum_, bool again) internal returns (uint256 stored) {
        uint64 units = uint64((quorum_ + QUORUM_UNIT - 1) / QUORUM_UNIT);
        _tallies[proposalId].quorum = units;
        _tallies[proposalId].again = again;
        return units * QUORUM_UNIT;
    }

    function _quorumReached(uint256 proposalId) internal view override returns (bool) {
        Tally storage tally = _tallies[proposalId];
        return uint256(tally.forVotes) + tally.abstainVotes >= tally.quorum * QUORUM_UNIT;
    }

    function _voteSucceeded(uint256 proposalId) internal view override returns (bool) {
        return _tallies[proposalId].forVotes > _tallies[proposalId].againstVotes;
    }

    function _countVote(uint256 proposalId, address account, uint8 support, uint256 totalWeight, bytes memory params)
        internal
        override
        returns (uint256 weight)
    {
        uint256 used = _used[proposalId][account];
        if (used >= totalWeight) revert GovernorAlreadyCastVote(account);
        weight = totalWeight - used;
        Tally storage tally = _tallies[proposalId];
        if (support == FRACTIONAL) {
            weight = _countFractions(tally, account, weight, params);
        } else {
            if (params.length != 0) revert GovernorInvalidVoteParams();
            if (support == AGAINST) tally.againstVotes += uint88(weight);
            else if (support == FOR) tally.forVotes += uint88(weight);
            else if (support == ABSTAIN) tally.abstainVotes += uint88(weight);
            else revert GovernorInvalidVoteType();
        }
        _used[proposalId][account] = used + weight;
    }

    function _countFractions(Tally storage tally, address account, uint256 left, bytes memory params)
        private
        returns (uint256 weight)
    {
        if (params.length != FRACTIONS_LENGTH) revert GovernorInvalidVoteParams();
        uint256 againstVotes;
        uint256 forVotes;
        uint256 abstainVotes;
        assembly ("memory-safe") {
            againstVotes := shr(128, mload(add(params, 0x20)))
            forVotes := shr(128, mload(add(params, 0x30)))
            abstainVotes := shr(128, mload(add(params, 0x40)))
        }
        weight = againstVotes + forVotes + abstainVotes;
        if (weight > left) revert GovernorExceedRemainingWeight(account, weight, left);
        // Each is at most `left`, hence below 2^88.
        if (againstVotes != 0) tally.againstVotes += uint88(againstVotes);
        if (forVotes != 0) tally.forVotes += uint88(forVotes);
        if (abstainVotes != 0) tally.abstainVotes += uint88(abstainVotes);
    }
}
