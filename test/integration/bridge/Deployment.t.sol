// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IOFT, MessagingFee, SendParam } from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { BridgeSetup } from "../../../script/deploy/BridgeSetup.sol";
import { BridgeConfig, ChainConfig, ChainConfigLib, PathConfig } from "../../../script/deploy/ChainConfig.sol";
import { Deployment } from "../../../script/deploy/Deployment.sol";
import { RemoteSetup } from "../../../script/deploy/RemoteSetup.sol";
import { RoleSetup } from "../../../script/deploy/RoleSetup.sol";
import { BridgedCPT } from "../../../src/bridge/BridgedCPT.sol";
import { CPTBridge } from "../../../src/bridge/CPTBridge.sol";
import { IBridge } from "../../../src/interfaces/IBridge.sol";
import { LayerZeroChains } from "../../bridge/utils/LayerZeroChains.sol";
import { DeploysSystem } from "../../utils/SystemHost.sol";

/// @notice The bridge as it is deployed: real endpoints, real libraries, three DVNs, the roles of roles.json on both chains.
contract BridgeDeploymentTest is LayerZeroChains, DeploysSystem {
    uint32 private constant HOME = 30_110;
    uint32 private constant ETHEREUM = 30_101;
    address private bob = makeAddr("bob");

    Deployment private home;
    Deployment private remote;

    function setUp() public {
        vm.warp(1_800_000_000);
        uint32[] memory eids = new uint32[](2);
        (eids[0], eids[1]) = (HOME, ETHEREUM);
        _startChains(eids);
        // The remote's address is known before it is there, so home may be deployed first.
        ChainConfig memory c = ChainConfigLib.load("local");
        c.bridge.endpoint = address(chains[HOME].endpoint);
        home = _deploySystem(c, address(this));
        c = ChainConfigLib.loadRemote("remote-local");
        c.bridge.endpoint = address(chains[ETHEREUM].endpoint);
        c.bridge.paths = _paths(ETHEREUM, HOME, address(home.bridge), 3);
        remote = RemoteSetup.deploy(c, address(this));
    }

    function test_WithoutAnEndpointThereIsNoBridge() public {
        Deployment memory d = _deploySystem(ChainConfigLib.load("local"), address(this));
        assertEq(address(d.bridge), address(0));
    }

    function test_GovernanceConnectsARemoteAfterItsDelayAndCptCrosses() public {
        _connectByGovernance();
        assertTrue(home.cpt.isExit(address(home.bridge)));
        assertEq(BridgedCPT(address(remote.bridge)).HOME_EID(), HOME);

        uint256 i;
        while (home.cpt.balanceOf(address(home.holders[i])) < 1000e18) ++i;
        vm.prank(address(home.holders[i]));
        home.cpt.transfer(bob, 1000e18);
        vm.prank(bob);
        home.cpt.approve(address(home.bridge), 1000e18);
        _send(home.bridge, ETHEREUM, 1000e18);
        _arrive();
        BridgedCPT token = BridgedCPT(address(remote.bridge));
        assertEq(token.balanceOf(bob), 1000e18);
        _send(remote.bridge, HOME, 400e18);
        _arrive();
        assertEq(home.cpt.balanceOf(bob), 400e18);
        assertEq(home.bridge.locked(ETHEREUM), 600e18);
    }

    function test_RevertWhen_ARemoteIsDeployedOnTwoDvns() public {
        ChainConfig memory c = ChainConfigLib.loadRemote("remote-local");
        c.bridge.endpoint = address(chains[ETHEREUM].endpoint);
        c.bridge.paths = _paths(ETHEREUM, HOME, address(home.bridge), 2);
        vm.expectRevert(abi.encodeWithSelector(IBridge.TooFewDvns.selector, HOME, 2, 3));
        this.deployRemote(c);
    }

    function test_RevertWhen_ARemoteHasNoPathHome() public {
        ChainConfig memory c = ChainConfigLib.loadRemote("remote-local");
        c.bridge.endpoint = address(chains[ETHEREUM].endpoint);
        vm.expectRevert(abi.encodeWithSelector(RemoteSetup.NoPathHome.selector, HOME));
        this.deployRemote(c);
    }

    function deployRemote(ChainConfig memory c) external {
        RemoteSetup.deploy(c, address(this));
    }

    /// @dev Law J on the remote: what is restricted there has the role that the same function has at home.
    function test_LawJ_TheRemotesFunctionsHaveTheirRolesToo() public {
        ChainConfig memory c = ChainConfigLib.loadRemote("remote-local");
        assertEq(c.functions.length, 9);
        for (uint256 i; i < c.functions.length; ++i) {
            bytes4 selector = bytes4(keccak256(bytes(c.functions[i].signature)));
            uint64 role = remote.manager.getTargetFunctionRole(address(remote.bridge), selector);
            assertEq(role, RoleSetup.role(c, c.functions[i].role).id, c.functions[i].signature);
            (bool held, uint32 delay) = remote.manager.hasRole(role, RoleSetup.role(c, c.functions[i].role).member);
            assertTrue(held);
            assertEq(delay, RoleSetup.role(c, c.functions[i].role).delay);
            vm.prank(bob);
            (bool ok, bytes memory answer) = address(remote.bridge).call(abi.encodePacked(selector, new bytes(64 * 32)));
            assertFalse(ok);
            assertEq(bytes4(answer), IAccessManaged.AccessManagedUnauthorized.selector, c.functions[i].signature);
        }
        (bool mine,) = remote.manager.hasRole(0, address(this));
        assertFalse(mine);
    }

    function _connectByGovernance() private {
        address governance = RoleSetup.role(ChainConfigLib.load("local"), "GOVERNANCE").member;
        PathConfig memory path = _paths(HOME, ETHEREUM, address(remote.bridge), 3)[0];
        bytes memory security = abi.encodeCall(home.bridge.setSecurity, (path.eid, path.security));
        bytes memory peer =
            abi.encodeCall(home.bridge.setPeer, (ETHEREUM, bytes32(uint256(uint160(address(remote.bridge))))));
        vm.startPrank(governance);
        home.manager.schedule(address(home.bridge), security, 0);
        home.manager.schedule(address(home.bridge), peer, 0);
        vm.warp(vm.getBlockTimestamp() + 48 hours);
        home.manager.execute(address(home.bridge), security);
        home.manager.execute(address(home.bridge), peer);
        vm.stopPrank();
        BridgeSetup.check(home.bridge, ETHEREUM);
        BridgeSetup.check(remote.bridge, HOME);
    }

    function _send(CPTBridge from, uint32 to, uint256 amount) private {
        SendParam memory param = SendParam(to, bytes32(uint256(uint160(bob))), amount, amount, "", "", "");
        MessagingFee memory fee = from.quoteSend(param, false);
        vm.deal(bob, fee.nativeFee);
        vm.prank(bob);
        from.send{ value: fee.nativeFee }(param, fee, bob);
    }

    function _paths(uint32 here, uint32 there, address peer, uint256 dvns_)
        private
        view
        returns (PathConfig[] memory p)
    {
        p = new PathConfig[](1);
        p[0].eid = there;
        p[0].peer = peer;
        p[0].security.sendLibrary = address(chains[here].sendLibrary);
        p[0].security.receiveLibrary = address(chains[here].receiveLibrary);
        (p[0].security.sendConfirmations, p[0].security.receiveConfirmations) = (CONFIRMATIONS, CONFIRMATIONS);
        p[0].security.receiveGas = 250_000;
        p[0].security.dvns = _dvnList(dvns_);
    }
}
