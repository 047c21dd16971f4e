// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPerkStake } from "../../../src/interfaces/IPerkStake.sol";
import { PerkStake } from "../../../src/pool/PerkStake.sol";
import { PoolHouse } from "../utils/PoolHouse.sol";

/// @dev Veers from VotingEscrow in nothing that PerkStake sees.
contract EscrowDouble {
    mapping(address account => uint256) public balanceOf;

    function set(address account, uint256 weight) external {
        balanceOf[account] = weight;
    }
}

/// @dev Borrows, stakes, and has given everything back before the transaction ends.
contract FlashStaker {
    function run(PerkStake stakes, address rusdc, address lender, uint256 shares) external returns (uint256 weight) {
        PoolLike(rusdc).transferFrom(lender, address(this), shares);
        PoolLike(rusdc).approve(address(stakes), shares);
        stakes.stake(shares);
        weight = stakes.weightOf(address(this));
        stakes.unstake(shares);
        PoolLike(rusdc).transfer(lender, shares);
    }
}

interface PoolLike {
    function approve(address, uint256) external returns (bool);
    function transfer(address, uint256) external returns (bool);
    function transferFrom(address, address, uint256) external returns (bool);
}

/// @notice rUSDC that counts as veCPT: only what has lain here for a week, and always its owner's.
contract PerkStakeTest is PoolHouse {
    EscrowDouble private escrow;
    PerkStake private stakes;

    function setUp() public override {
        super.setUp();
        escrow = new EscrowDouble();
        stakes = new PerkStake(address(pool), address(escrow));
        put(alice, 20_000e6);
        put(bob, 20_000e6);
        _approve(alice);
        _approve(bob);
    }

    function _approve(address who) private {
        vm.prank(who);
        pool.approve(address(stakes), type(uint256).max);
    }

    function _stake(address who, uint256 shares) private {
        vm.prank(who);
        stakes.stake(shares);
    }

    function _unstake(address who, uint256 shares) private {
        vm.prank(who);
        stakes.unstake(shares);
    }

    function test_countsAfterAWeekWithoutABreak() public {
        vm.expectEmit(address(stakes));
        emit IPerkStake.Staked(alice, 1000e12, vm.getBlockTimestamp() + 7 days);
        _stake(alice, 1000e12);
        assertEq(stakes.weightOf(alice), 0);
        skipTime(7 days - 1);
        assertEq(stakes.weightOf(alice), 0);
        skipTime(1);
        assertEq(stakes.weightOf(alice), 1000e18);
        assertEq(stakes.weightOf(bob), 0);
    }

    function test_whatIsAddedWaitsForItself() public {
        _stake(alice, 1000e12);
        skipTime(7 days);
        _stake(alice, 500e12);
        assertEq(stakes.weightOf(alice), 1000e18);
        skipTime(6 days);
        _stake(alice, 1);
        skipTime(6 days);
        assertEq(stakes.weightOf(alice), 1000e18, "the young wait together");
        skipTime(1 days);
        assertEq(stakes.stakeOf(alice).ripe, 1500e12 + 1);
        assertEq(stakes.stakeOf(alice).young, 0);
    }

    function test_theYoungLeaveFirst() public {
        _stake(alice, 1000e12);
        skipTime(7 days);
        _stake(alice, 500e12);
        vm.expectEmit(address(stakes));
        emit IPerkStake.Unstaked(alice, 600e12, 100e12);
        _unstake(alice, 600e12);
        assertEq(stakes.weightOf(alice), 900e18);
        assertEq(pool.balanceOf(alice), 20_000e12 - 900e12);
    }

    /// @dev The reason for all of this: what costs nothing to borrow is worth nothing here.
    function test_PEERS_aFlashLoanWeighsNothing() public {
        FlashStaker flash = new FlashStaker();
        vm.prank(bob);
        pool.approve(address(flash), type(uint256).max);
        assertEq(flash.run(stakes, address(pool), bob, 20_000e12), 0);
        skipTime(8 days);
        assertEq(flash.run(stakes, address(pool), bob, 20_000e12), 0, "nor does a second one a week later");
        assertEq(pool.balanceOf(bob), 20_000e12);
    }

    function test_PEERS_loansOverNightWeighNothingHoweverMany() public {
        for (uint256 i; i < 10; ++i) {
            _stake(alice, 10_000e12);
            skipTime(1 days - 1);
            assertEq(stakes.weightOf(alice), 0);
            _unstake(alice, 10_000e12);
            skipTime(1);
        }
    }

    function test_theHigherOfTheTwoCounts() public {
        escrow.set(alice, 700e18);
        _stake(alice, 500e12);
        skipTime(7 days);
        assertEq(stakes.weightOf(alice), 700e18);
        _stake(alice, 500e12);
        skipTime(7 days);
        assertEq(stakes.weightOf(alice), 1000e18, "they do not add up");
        assertEq(stakes.stakeWeightOf(alice), 1000e18);
    }

    /// @dev By worth: interest lifts it, a loss lowers it.
    function test_itWeighsWhatItIsWorth() public {
        _stake(alice, 10_000e12);
        uint256 id = openLine(8000e6);
        borrow(id, 8000e6);
        skipTime(30 days);
        assertGt(stakes.weightOf(alice), 10_000e18);
        assertEq(stakes.weightOf(alice), pool.convertToAssets(10_000e12) * 1e12);
        skipTime(120 days);
        pool.accrue();
        assertLt(stakes.weightOf(alice), 9100e18);
    }

    function test_itLeavesWhilePausedAndInARun() public {
        _stake(alice, 10_000e12);
        pool.pause();
        request(bob, 20_000e12);
        _unstake(alice, 10_000e12);
        assertEq(pool.balanceOf(alice), 20_000e12);
        request(alice, 20_000e12);
    }

    function test_stakeWithPermit() public {
        (address owner, uint256 key) = makeAddrAndKey("signer");
        put(owner, 100e6);
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 digest = keccak256(
            abi.encode(typehash, owner, address(stakes), 100e12, pool.nonces(owner), vm.getBlockTimestamp())
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", pool.DOMAIN_SEPARATOR(), digest)));
        // Somebody uses it first: no harm.
        pool.permit(owner, address(stakes), 100e12, vm.getBlockTimestamp(), v, r, s);
        vm.prank(owner);
        stakes.stakeWithPermit(100e12, vm.getBlockTimestamp(), v, r, s);
        assertEq(stakes.stakeOf(owner).young, 100e12);
    }

    function test_RevertWhen_badInput() public {
        vm.expectRevert(IPerkStake.ZeroShares.selector);
        _stake(alice, 0);
        vm.expectRevert(IPerkStake.ZeroShares.selector);
        _unstake(alice, 0);
        vm.expectRevert(abi.encodeWithSelector(IPerkStake.StakeExceeded.selector, alice, 0, 1));
        _unstake(alice, 1);
        _stake(bob, 10e12);
        vm.expectRevert(abi.encodeWithSelector(IPerkStake.StakeExceeded.selector, alice, 0, 10e12));
        _unstake(alice, 10e12);
        vm.prank(alice);
        vm.expectRevert();
        stakes.stake(type(uint256).max);
        assertEq(stakes.pool(), address(pool));
        assertEq(stakes.votingEscrow(), address(escrow));
    }

    /// @dev Law: the weight is the least of what lay here at any moment of the last 7 days, or less; and all of it can leave.
    function testFuzz_neverMoreThanTheLeastOfAWeek(uint256 seed) public {
        uint256[] memory times = new uint256[](40);
        uint256[] memory levels = new uint256[](40);
        uint256 level;
        for (uint256 i; i < 40; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            skipTime(seed % 4 days);
            uint256 amount = 1 + (seed >> 64) % 3000e12;
            if (seed % 3 != 0 && level + amount <= 20_000e12) {
                _stake(alice, amount);
                level += amount;
            } else if (level != 0) {
                amount = amount > level ? level : amount;
                _unstake(alice, amount);
                level -= amount;
            }
            (times[i], levels[i]) = (vm.getBlockTimestamp(), level);
            IPerkStake.Stake memory s = stakes.stakeOf(alice);
            assertEq(uint256(s.ripe) + s.young, level);
            assertEq(pool.balanceOf(address(stakes)), level);
            assertLe(s.ripe, _leastOfAWeek(times, levels, i));
        }
        skipTime(7 days);
        assertEq(stakes.stakeOf(alice).ripe, level, "all of it counts in the end");
        if (level != 0) _unstake(alice, level);
        assertEq(pool.balanceOf(alice), 20_000e12);
    }

    function _leastOfAWeek(uint256[] memory times, uint256[] memory levels, uint256 last)
        private
        view
        returns (uint256 least)
    {
        least = levels[last];
        uint256 from = vm.getBlockTimestamp() - 7 days;
        for (uint256 i = last; i != 0 && times[i] > from; --i) {
            if (levels[i - 1] < least) least = levels[i - 1];
        }
        if (times[0] > from) least = 0;
    }
}
