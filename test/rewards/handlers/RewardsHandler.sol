// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMerkleRewards } from "../../../src/interfaces/IMerkleRewards.sol";
import { IRewardProgrammes } from "../../../src/interfaces/IRewardProgrammes.sol";
import { EmissionSchedule } from "../../../src/rewards/EmissionSchedule.sol";
import { MerkleRewards } from "../../../src/rewards/MerkleRewards.sol";
import { RewardVesting } from "../../../src/rewards/RewardVesting.sol";
import { CPT } from "../../../src/token/CPT.sol";
import { PoolDouble, StatsDouble } from "../utils/Doubles.sol";
import { Tree } from "../utils/Tree.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @notice The honest and the dishonest around the rewards: traders, keepers, a publisher whose roots may promise more than their
/// total, claimants, who veto, who sends CPT where it does not belong; and time.
contract RewardsHandler is CommonBase, StdUtils, IRewardProgrammes {
    using Tree for Tree.Leaf[];

    uint256 public constant ACCOUNTS = 8;

    EmissionSchedule private immutable SCHEDULE;
    MerkleRewards private immutable REWARDS;
    RewardVesting private immutable VESTING;
    CPT private immutable TOKEN;
    StatsDouble private immutable STATS;
    PoolDouble private immutable POOL;

    /// @dev What is known of each programme's roots: the leaves of the pending one and of the accepted one.
    mapping(Programme => uint256[8]) private _pending;
    mapping(Programme => uint256[8]) private _accepted;
    /// @dev Of each account, what it was paid, and the highest leaf it ever had in force.
    mapping(Programme => uint256[8]) private _paid;
    mapping(Programme => uint256[8]) private _highest;
    mapping(Programme => uint256) public claimed;
    mapping(Programme => uint256) public donated;
    uint256 public strays;
    uint256 public accepts;
    uint256 public refusedByPurse;
    uint256 public monthsVolume;

    constructor(
        EmissionSchedule schedule,
        MerkleRewards rewards,
        RewardVesting vesting,
        CPT token,
        StatsDouble stats,
        PoolDouble pool
    ) {
        (SCHEDULE, REWARDS, VESTING, TOKEN) = (schedule, rewards, vesting, token);
        (STATS, POOL) = (stats, pool);
    }

    function accountAt(uint256 i) public pure returns (address) {
        return address(uint160(0xA0000 + i));
    }

    function leaves(uint256[8] memory amounts) public pure returns (Tree.Leaf[] memory list) {
        list = new Tree.Leaf[](ACCOUNTS);
        for (uint256 i; i < ACCOUNTS; ++i) {
            list[i] = Tree.Leaf(accountAt(i), amounts[i]);
        }
    }

    function trade(uint256 volume) external {
        STATS.trade(bound(volume, 0, 8_000_000e6));
    }

    function lend(uint256 value) external {
        POOL.set(bound(value, 0, 100_000_000e6));
    }

    function release(uint8 which) external {
        Programme programme = Programme(which % 6);
        (bool due,) = SCHEDULE.due(programme);
        if (due) SCHEDULE.release(programme);
    }

    /// @dev Every other root's leaves come to more than its total says.
    function publish(uint8 which, uint256 seed, bool lies) external {
        Programme programme = Programme(which % 6);
        uint256 released = REWARDS.books(programme).released;
        if (REWARDS.pendingRoot(programme).acceptableAt != 0 || released == 0) return;
        uint256[8] memory next = _accepted[programme];
        uint256 sum;
        for (uint256 i; i < ACCOUNTS; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            next[i] += seed % (released / ACCOUNTS + 1);
            if (seed % 11 == 0) next[i] /= 2;
            sum += next[i];
        }
        uint256 total = sum > released || lies ? released : sum;
        if (total < REWARDS.books(programme).claimed) return;
        _pending[programme] = next;
        REWARDS.publishRoot(programme, leaves(next).root(), total, "");
    }

    function veto(uint8 which, uint8 dice) external {
        Programme programme = Programme(which % 6);
        if (dice % 4 != 0 || REWARDS.pendingRoot(programme).acceptableAt == 0) return;
        REWARDS.vetoRoot(programme, "");
    }

    function accept(uint8 which) external {
        Programme programme = Programme(which % 6);
        uint256 at = REWARDS.pendingRoot(programme).acceptableAt;
        if (at == 0) return;
        if (vm.getBlockTimestamp() < at) vm.warp(at);
        if (REWARDS.pendingRoot(programme).total < REWARDS.books(programme).claimed) return;
        REWARDS.acceptRoot(programme);
        _accepted[programme] = _pending[programme];
        for (uint256 i; i < ACCOUNTS; ++i) {
            if (_accepted[programme][i] > _highest[programme][i]) _highest[programme][i] = _accepted[programme][i];
        }
        ++accepts;
    }

    function claim(uint8 which, uint8 who) external {
        Programme programme = Programme(which % 6);
        uint256 i = who % ACCOUNTS;
        Tree.Leaf[] memory list = leaves(_accepted[programme]);
        uint256 can = REWARDS.claimable(programme, accountAt(i), list[i].cumulative, list.proof(i));
        if (can == 0) return;
        if (can > TOKEN.balanceOf(REWARDS.purseOf(programme))) {
            try REWARDS.claim(programme, accountAt(i), list[i].cumulative, list.proof(i)) {
                claimed[programme] = type(uint128).max;
            } catch {
                ++refusedByPurse;
            }
            return;
        }
        uint256 got = REWARDS.claim(programme, accountAt(i), list[i].cumulative, list.proof(i));
        // And once more, twice in a batch.
        IMerkleRewards.Claim[] memory again = new IMerkleRewards.Claim[](2);
        again[0] = IMerkleRewards.Claim(programme, accountAt(i), list[i].cumulative, list.proof(i));
        again[1] = again[0];
        got += REWARDS.claimBatch(again);
        claimed[programme] += got;
        _paid[programme][i] += got;
    }

    /// @notice Accounts that were paid more than any root in force ever had for them.
    function overpaid(Programme programme) external view returns (uint256 count) {
        for (uint256 i; i < ACCOUNTS; ++i) {
            if (_paid[programme][i] > _highest[programme][i]) ++count;
        }
    }

    function claimVested(uint8 who) external {
        (uint256 can,) = VESTING.vestingOf(accountAt(who % ACCOUNTS));
        if (can != 0) VESTING.claimFor(accountAt(who % ACCOUNTS));
    }

    /// @dev Gifts to purses and contracts change nobody's claims.
    function donate(uint8 which, uint256 amount, bool toPurse) external {
        amount = bound(amount, 0, 1000e18);
        if (!toPurse) {
            strays += amount;
            TOKEN.transfer(REWARDS.reserve(), amount);
            return;
        }
        Programme programme = Programme(which % 6);
        donated[programme] += amount;
        TOKEN.transfer(REWARDS.purseOf(programme), amount);
    }

    function pass(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1 hours, 20 days));
    }
}
