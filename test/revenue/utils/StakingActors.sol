// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IStakingRewards } from "../../../src/interfaces/IStakingRewards.sol";
import { IVotingEscrow } from "../../../src/interfaces/IVotingEscrow.sol";
import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { StakingRewards } from "../../../src/revenue/StakingRewards.sol";
import { StakingHouse } from "./StakingHouse.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Four stakers who lock in every way there is.
contract Stakers is Test {
    uint256 internal constant YEARS_4 = 126_144_000;

    StakingHouse internal immutable house;
    VotingEscrow internal immutable escrow;
    address[] internal _accounts;

    constructor(StakingHouse house_) {
        house = house_;
        escrow = house_.escrow();
        for (uint256 i; i < 4; ++i) {
            _accounts.push(address(uint160(0xA11CE + i)));
            house_.fund(_accounts[i], 1e25);
        }
    }

    function accounts() external view returns (address[] memory) {
        return _accounts;
    }

    function create(uint256 who, uint256 amount, uint256 duration) external {
        address account = _accounts[who % 4];
        (uint256[] memory ids,) = escrow.getLocks(account);
        amount = bound(amount, 1e18, 1e23);
        if (ids.length == 32 || house.cpt().balanceOf(account) < amount) return;
        // Half of the locks are short, so that weight runs out too.
        duration = duration % 2 == 0 ? bound(duration, 1 weeks, 3 weeks) : bound(duration, 1 weeks, YEARS_4);
        vm.prank(account);
        escrow.createLock(amount, duration);
    }

    function increase(uint256 who, uint256 which, uint256 amount) external {
        (address account, uint256 id, IVotingEscrow.Lock memory lock) = _pick(who, which);
        amount = bound(amount, 1, 1e22);
        if (!_isLive(lock) || house.cpt().balanceOf(account) < amount) return;
        vm.prank(account);
        escrow.increaseAmount(account, id, amount);
    }

    function extend(uint256 who, uint256 which, uint256 duration) external {
        (address account, uint256 id, IVotingEscrow.Lock memory lock) = _pick(who, which);
        duration = bound(duration, 1 weeks, YEARS_4);
        if (lock.autoRenew || !_isLive(lock) || escrow.lockEnd(duration) <= lock.end) return;
        vm.prank(account);
        escrow.extendLock(id, duration);
    }

    function merge(uint256 who, uint256 from, uint256 into) external {
        address account = _accounts[who % 4];
        (uint256[] memory ids,) = escrow.getLocks(account);
        if (ids.length < 2 || from % ids.length == into % ids.length) return;
        vm.prank(account);
        escrow.mergeLocks(ids[from % ids.length], ids[into % ids.length]);
    }

    function renew(uint256 who, uint256 which) external {
        (address account, uint256 id, IVotingEscrow.Lock memory lock) = _pick(who, which);
        if (!_isLive(lock)) return;
        vm.prank(account);
        escrow.setAutoRenew(id, !lock.autoRenew);
    }

    function leaveOrReturn(uint256 who, uint256 which, uint256 duration) external {
        (address account, uint256 id, IVotingEscrow.Lock memory lock) = _pick(who, which);
        if (lock.amount == 0 || _isLive(lock)) return;
        vm.prank(account);
        if (duration % 2 == 0) escrow.withdraw(id, account);
        else escrow.relock(id, bound(duration, 1 weeks, YEARS_4));
    }

    function _pick(uint256 who, uint256 which)
        private
        view
        returns (address account, uint256 id, IVotingEscrow.Lock memory lock)
    {
        account = _accounts[who % 4];
        (uint256[] memory ids, IVotingEscrow.Lock[] memory locks) = escrow.getLocks(account);
        if (ids.length != 0) (id, lock) = (ids[which % ids.length], locks[which % ids.length]);
    }

    function _isLive(IVotingEscrow.Lock memory lock) private view returns (bool) {
        return lock.amount != 0 && (lock.autoRenew || lock.end > vm.getBlockTimestamp());
    }
}

/// @notice Pays revenue in, with or without naming it at once, and switches the length of epochs.
contract Payers is Test {
    StakingHouse internal immutable house;
    uint256 public paid;

    constructor(StakingHouse house_) {
        house = house_;
    }

    function pay(uint256 amount) external {
        amount = bound(amount, 1, 1e13);
        paid += amount;
        house.pay(amount);
    }

    /// @dev Lies here until somebody calls sync().
    function send(uint256 amount) external {
        amount = bound(amount, 1, 1e6);
        paid += amount;
        house.give(address(house.rewards()), amount);
    }

    function sync() external {
        house.rewards().sync();
    }

    function setLength(bool monthly) external {
        StakingRewards rewards = house.rewards();
        uint256 end = rewards.currentEnd();
        rewards.setEpochLength(monthly ? 4 : 1);
        assertEq(rewards.currentEnd(), end, "the running period keeps its end");
    }
}

/// @notice Closes and claims, and works every claim out anew from single reads.
contract Claimers is Test {
    StakingHouse internal immutable house;
    StakingRewards internal immutable rewards;
    VotingEscrow internal immutable escrow;
    Stakers internal immutable stakers;
    uint256 public claimed;
    /// @dev Σ claimed of each epoch, over all accounts.
    mapping(uint256 epochId => uint256) public claimedOf;

    constructor(StakingHouse house_, Stakers stakers_) {
        house = house_;
        rewards = house_.rewards();
        escrow = house_.escrow();
        stakers = stakers_;
    }

    function close() external {
        uint256 next = rewards.closedEpochs() + 1;
        if (next > rewards.epochCount() || rewards.epoch(next).end >= vm.getBlockTimestamp()) return;
        assertEq(rewards.closeEpoch(), next);
    }

    function claim(uint256 who, uint256 maxEpochs) external {
        claimFor(stakers.accounts()[who % 4], maxEpochs % 6);
    }

    function claimFor(address account, uint256 maxEpochs) public returns (bool) {
        (uint256 expected, uint256 to) = rewards.claimable(account, maxEpochs);
        uint256 first = rewards.nextClaim(account);
        if (to == 0) {
            vm.prank(account);
            vm.expectRevert(IStakingRewards.NothingToClaim.selector);
            rewards.claim(account, maxEpochs);
            return false;
        }
        vm.prank(account);
        uint256 amount = rewards.claim(account, maxEpochs);
        assertEq(amount, expected, "claimable");
        assertEq(rewards.nextClaim(account), to + 1);

        uint256 sum;
        for (uint256 id = first; id <= to; ++id) {
            IStakingRewards.Epoch memory epoch = rewards.epoch(id);
            assertLt(epoch.end, vm.getBlockTimestamp(), "strictly over");
            uint256 total = escrow.rawTotalSupplyAt(epoch.end);
            assertEq(epoch.totalRaw, total, "the total never changes after closing");
            if (total == 0) continue;
            uint256 share = epoch.revenue * escrow.rawBalanceOfAt(account, epoch.end) / total;
            claimedOf[id] += share;
            sum += share;
        }
        assertEq(amount, sum, "the sum of its shares");
        claimed += amount;
        return true;
    }
}

/// @notice Time, with a liking for the seconds around boundaries.
contract Clock is Test {
    function wait(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1, 20 days));
    }

    function toBoundary(uint256 offset) external {
        uint256 boundary = (vm.getBlockTimestamp() / 1 weeks + 1) * 1 weeks;
        vm.warp(boundary - 1 + offset % 3);
    }
}
