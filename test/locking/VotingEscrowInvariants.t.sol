// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotingEscrow } from "../../src/interfaces/IVotingEscrow.sol";
import { Actors } from "./handlers/Actors.sol";
import { DelegatorHandler } from "./handlers/DelegatorHandler.sol";
import { LockerHandler } from "./handlers/LockerHandler.sol";
import { OutsiderHandler } from "./handlers/OutsiderHandler.sol";
import { TimeHandler } from "./handlers/TimeHandler.sol";
import { LockFixture } from "./utils/LockFixture.sol";

/// @dev Law A: accounts' raw weights, and votes' raw weights, sum to the total exactly at any past second.
/// Law B: CPT held = sum of locked amounts (and what was donated); nobody shortens or withdraws another's lock.
contract VotingEscrowInvariants is LockFixture {
    uint256 private constant SAMPLES = 40;

    Actors private actors;
    TimeHandler private time;
    OutsiderHandler private outsider;

    function setUp() public override {
        super.setUp();
        actors = new Actors(escrow, token);
        LockerHandler locker = new LockerHandler(actors);
        DelegatorHandler delegator = new DelegatorHandler(actors);
        time = new TimeHandler(actors);
        outsider = new OutsiderHandler(actors);
        token.transfer(address(locker), 20_000_000e18);
        token.transfer(address(outsider), 20_000_000e18);
        for (uint256 i; i < actors.count(); ++i) {
            locker.create(i, 1000e18 * (i + 1), i * 30 * WEEK);
            locker.createShort(i, 100e18, i);
            delegator.delegate(i, i / 2);
        }
        targetContract(address(locker));
        targetContract(address(delegator));
        targetContract(address(time));
        targetContract(address(outsider));
    }

    function invariant_A_weightsAndVotesSumToTheTotal() external view {
        sumsAt(block.timestamp);
        sumsAt(sample(0));
    }

    function invariant_A_weightsAreThoseOfTheLocks() external view {
        for (uint256 i; i < actors.count(); ++i) {
            uint256 raw;
            (, IVotingEscrow.Lock[] memory locks) = escrow.getLocks(actors.at(i));
            for (uint256 j; j < locks.length; ++j) {
                if (locks[j].autoRenew) raw += locks[j].amount * FOUR_YEARS;
                else if (locks[j].end > block.timestamp) raw += locks[j].amount * (locks[j].end - block.timestamp);
            }
            assertEq(rawNow(actors.at(i)), raw);
        }
    }

    function invariant_B_tokensHeldAreTheLockedAmounts() external view {
        uint256 locked;
        for (uint256 i; i < actors.count(); ++i) {
            (, IVotingEscrow.Lock[] memory locks) = escrow.getLocks(actors.at(i));
            for (uint256 j; j < locks.length; ++j) {
                locked += locks[j].amount;
            }
        }
        assertEq(escrow.totalLocked(), locked);
        assertEq(token.balanceOf(address(escrow)), locked + outsider.donated());
    }

    /// @dev The whole history once at the end of a run: random seconds, boundaries, the seconds before them, and all that
    /// was written down while it was fresh.
    function afterInvariant() external view {
        for (uint256 i; i < SAMPLES; ++i) {
            uint256 at = sample(i);
            uint256 boundary = at / WEEK * WEEK;
            sumsAt(at);
            sumsAt(boundary);
            sumsAt(boundary - 1);
        }
        TimeHandler.Memory[] memory memories = time.memories();
        for (uint256 i; i < memories.length; ++i) {
            assertEq(escrow.rawTotalSupplyAt(memories[i].timepoint), memories[i].totalRaw);
            assertEq(time.weightsAt(memories[i].timepoint), memories[i].weights);
        }
    }

    function sample(uint256 i) private view returns (uint256) {
        uint256 span = block.timestamp - time.start() + 1;
        return time.start() + uint256(keccak256(abi.encode(block.timestamp, i))) % span;
    }

    function sumsAt(uint256 timepoint) private view {
        uint256 balances;
        uint256 votes;
        for (uint256 i; i < actors.count(); ++i) {
            balances += escrow.rawBalanceOfAt(actors.at(i), timepoint);
            votes += escrow.rawVotesAt(actors.at(i), timepoint);
        }
        assertEq(balances, escrow.rawTotalSupplyAt(timepoint));
        assertEq(votes, balances);
    }
}
