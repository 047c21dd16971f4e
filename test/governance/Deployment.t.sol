// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { ChainConfig, ChainConfigLib } from "../../script/deploy/ChainConfig.sol";
import { Deployer } from "../../script/deploy/Deployer.sol";
import { Deployment } from "../../script/deploy/Deployment.sol";
import { TestUSDC } from "../utils/TestUSDC.sol";
import { TestWETH } from "../utils/TestWETH.sol";

interface IWithWeth {
    function WETH9() external view returns (address);
}

/// @notice The keys behind the local configuration's roles are known to everybody.
contract DeploymentTest is Test, Deployer {
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
}
