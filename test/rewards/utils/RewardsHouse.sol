// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMerkleRewards } from "../../../src/interfaces/IMerkleRewards.sol";
import { IRewardProgrammes } from "../../../src/interfaces/IRewardProgrammes.sol";
import { IRewardVesting } from "../../../src/interfaces/IRewardVesting.sol";
import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { EmissionSchedule } from "../../../src/rewards/EmissionSchedule.sol";
import { MerkleRewards } from "../../../src/rewards/MerkleRewards.sol";
import { RewardVesting } from "../../../src/rewards/RewardVesting.sol";
import { CPT } from "../../../src/token/CPT.sol";
import { PoolDouble, PriceDouble, StatsDouble } from "./Doubles.sol";
import { Tree } from "./Tree.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

/// @dev The real contracts of the domain with CPT and VotingEscrow behind proxies; market, price and pool are doubles. The test is
/// admin, so publisher and guardian as well. 55M CPT lie in the schedule, the rest with the test.
abstract contract RewardsHouse is Test, IRewardProgrammes {
    using Tree for Tree.Leaf[];

    uint256 internal constant WEEK = 1 weeks;
    uint256 internal constant START = 2900 * WEEK;
    uint256 internal constant COMMUNITY = 55_000_000e18;
    uint64 internal constant EMITTER = 71;
    uint64 internal constant VESTER = 72;

    AccessManager internal manager;
    CPT internal cpt;
    VotingEscrow internal escrow;
    StatsDouble internal stats;
    PriceDouble internal prices;
    PoolDouble internal pool;
    RewardVesting internal vesting;
    MerkleRewards internal rewards;
    EmissionSchedule internal schedule;

    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal eve = makeAddr("eve");

    function setUp() public virtual {
        vm.warp(START - 2 days);
        manager = new AccessManager(address(this));
        cpt = _deployCpt();
        escrow = VotingEscrow(
            address(
                new TransparentUpgradeableProxy(
                    address(new VotingEscrow(address(cpt))),
                    address(manager),
                    abi.encodeCall(VotingEscrow.initialize, ())
                )
            )
        );
        stats = new StatsDouble();
        prices = new PriceDouble();
        pool = new PoolDouble();
        vesting = new RewardVesting(address(manager), address(cpt));
        rewards = _newRewards();
        schedule = new EmissionSchedule(address(manager), address(cpt), address(stats), address(prices), START);
        _asRole(address(vesting), IRewardVesting.vest.selector, VESTER);
        manager.grantRole(EMITTER, address(schedule), 0);
        schedule.setDistributor(address(rewards));
        cpt.transfer(address(schedule), COMMUNITY);
    }

    function _newRewards() internal returns (MerkleRewards made) {
        made = new MerkleRewards(address(manager), address(cpt), address(escrow), address(vesting));
        _asRole(address(made), IMerkleRewards.fund.selector, EMITTER);
        manager.grantRole(VESTER, address(made), 0);
        for (uint256 i; i < 6; ++i) {
            cpt.setExit(made.purseOf(Programme(i)), true);
        }
        cpt.setExit(made.reserve(), true);
        cpt.setExit(address(vesting), true);
    }

    function _deployCpt() private returns (CPT) {
        address[] memory holders = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (holders[0], amounts[0]) = (address(this), 100_000_000e18);
        bytes memory init = abi.encodeCall(CPT.initialize, (address(manager), holders, amounts));
        return CPT(address(new TransparentUpgradeableProxy(address(new CPT()), address(manager), init)));
    }

    function _asRole(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
    }

    // ---- acts ----

    /// @dev As if the schedule had released it.
    function _fund(Programme programme, uint256 amount) internal {
        cpt.transfer(address(schedule), amount);
        vm.startPrank(address(schedule));
        cpt.approve(address(rewards), amount);
        rewards.fund(programme, amount);
        vm.stopPrank();
    }

    function _accept(Programme programme, bytes32 root, uint256 total) internal {
        rewards.publishRoot(programme, root, total, keccak256("content"));
        vm.warp(vm.getBlockTimestamp() + rewards.rootDelay());
        rewards.acceptRoot(programme);
    }

    function _accept(Programme programme, Tree.Leaf[] memory leaves) internal {
        _accept(programme, leaves.root(), leaves.total());
    }

    function _two(uint256 alices, uint256 bobs) internal view returns (Tree.Leaf[] memory leaves) {
        leaves = new Tree.Leaf[](2);
        leaves[0] = Tree.Leaf(alice, alices);
        leaves[1] = Tree.Leaf(bob, bobs);
    }
}
