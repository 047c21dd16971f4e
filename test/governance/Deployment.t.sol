// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { ChainConfig, ChainConfigLib } from "../../script/deploy/ChainConfig.sol";
import { Deployer } from "../../script/deploy/Deployer.sol";

/// @notice The keys behind the local configuration's roles are known to everybody.
contract DeploymentTest is Test, Deployer {
    function deploy() external {
        _deploySystem(ChainConfigLib.load("local"), address(this));
    }

    function test_RevertWhen_TheLocalConfigurationMeetsAPublicChain() public {
        vm.chainId(42_161);
        vm.expectRevert(abi.encodeWithSelector(Deployer.LocalChainsOnly.selector, 42_161));
        this.deploy();
    }
}
