// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { ChainConfig, ChainConfigLib } from "../../script/deploy/ChainConfig.sol";
import { Deployer } from "../../script/deploy/Deployer.sol";
import { Deployment } from "../../script/deploy/Deployment.sol";
import { Genesis } from "../../script/deploy/Genesis.sol";
import { IEmissionSchedule } from "../../src/interfaces/IEmissionSchedule.sol";
import { IRewardProgrammes } from "../../src/interfaces/IRewardProgrammes.sol";
import { ITokenVesting } from "../../src/interfaces/ITokenVesting.sol";
import { DeploysSystem } from "../utils/SystemHost.sol";
import { TestUSDC } from "../utils/TestUSDC.sol";
import { TestWETH } from "../utils/TestWETH.sol";

interface IWithWeth {
    function WETH9() external view returns (address);
}

/// @notice The keys behind the local configuration's roles are known to everybody.
contract DeploymentTest is Test, DeploysSystem {
    function deploy() external returns (Deployment memory) {
        return _deploySystem(ChainConfigLib.load("local"), address(this));
    }

    function test_RevertWhen_TheLocalConfigurationMeetsAPublicChain() public {
        vm.chainId(42_161);
        vm.expectRevert(abi.encodeWithSelector(Deployer.LocalChainsOnly.selector, 42_161));
        this.deploy();
    }

    function test_TheLocalConfigurationBringsItsOwnTokens() public {
        vm.warp(1_800_000_000);
        Deployment memory d = this.deploy();
        assertEq(TestUSDC(address(d.usdc)).symbol(), "USDC");
        assertEq(TestWETH(payable(IWithWeth(d.swapRouter).WETH9())).symbol(), "WETH");
    }

    /// @dev SPEC TOK 5 to the last token: every bucket, who holds it and that it all adds up.
    function test_GenesisAllocatesTheWholeSupply() public {
        Deployment memory d = this.deploy();
        assertEq(d.cpt.totalSupply(), 100_000_000e18);
        uint256 poolSeed = d.cpt.balanceOf(address(Genesis.byName(d.holders, "genesis.poolSeed")));
        uint256 vested = d.cpt.balanceOf(address(d.tokenVesting));
        uint256 community = d.cpt.balanceOf(address(d.emissions));
        assertEq(poolSeed + vested + community, 100_000_000e18);

        // Foundation 17.5M: a tenth for the pool, the rest granted; private sale 12.5M and team 15M to be granted.
        assertEq(poolSeed, 1_750_000e18);
        assertEq(d.tokenVesting.committed(), 15_750_000e18);
        assertEq(poolSeed + d.tokenVesting.committed(), 17_500_000e18);
        assertEq(d.tokenVesting.potLeft(ITokenVesting.Pot.Foundation), 0);
        assertEq(d.tokenVesting.potLeft(ITokenVesting.Pot.PrivateSale), 12_500_000e18);
        assertEq(d.tokenVesting.potLeft(ITokenVesting.Pot.Team), 15_000_000e18);
        assertEq(vested, 43_250_000e18);

        // Community 55M: 25M of users with the airdrop, 20M, 10M.
        uint256[3] memory sizes = [uint256(25_000_000e18), 20_000_000e18, 10_000_000e18];
        for (uint256 i; i < 3; ++i) {
            (uint256 size, uint256 released) = d.emissions.bucketOf(IEmissionSchedule.Bucket(i));
            assertEq(size, sizes[i]);
            assertEq(released, 0);
        }
        assertEq(community, sizes[0] + sizes[1] + sizes[2]);
        assertEq(d.emissions.releasable(IRewardProgrammes.Programme.Airdrop), 100_000e18);
    }

    function test_GenesisStartsItsClocks() public {
        vm.warp(1_800_000_000);
        Deployment memory d = this.deploy();
        ITokenVesting.Schedule memory s = d.tokenVesting.scheduleOf(1);
        assertEq(s.beneficiary, address(Genesis.byName(d.holders, "genesis.foundation")));
        assertEq(s.start, 1_800_000_000);
        assertEq(s.duration, 730 days);
        assertEq(d.tokenVesting.vestedAt(1, 1_800_000_000), 0);
        assertEq(d.tokenVesting.vestedAt(1, 1_800_000_000 + 365 days), 7_875_000e18);
        assertEq(d.tokenVesting.vestedAt(1, 1_800_000_000 + 730 days), 15_750_000e18);
        assertEq(d.emissions.start() % 1 weeks, 0);
        assertGt(d.emissions.start(), 1_800_000_000);
        assertLe(d.emissions.start(), 1_800_000_000 + 1 weeks);
    }

    /// @dev Rewards find their way through the deployed system, by its own roles.
    function test_ReleasedRewardsReachMerkleRewards() public {
        vm.warp(1_800_000_000);
        Deployment memory d = this.deploy();
        assertEq(d.emissions.pool(), address(d.lendingPool));
        assertEq(d.emissions.distributor(), address(d.merkleRewards));
        d.emissions.release(IRewardProgrammes.Programme.Airdrop);
        assertEq(d.merkleRewards.books(IRewardProgrammes.Programme.Airdrop).released, 100_000e18);
        vm.warp(d.emissions.start() + 4 weeks);
        for (uint256 i; i < 5; ++i) {
            (bool due,) = d.emissions.due(IRewardProgrammes.Programme(i));
            if (due) d.emissions.release(IRewardProgrammes.Programme(i));
        }
        assertEq(d.merkleRewards.books(IRewardProgrammes.Programme.LpPositions).released, 56_000e18);
        assertEq(d.cpt.balanceOf(d.merkleRewards.reserve()), 100_000e18 + 28 * 4500e18);
    }
}
