// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { SetDefaultUlnConfigParam, UlnConfig } from "@layerzerolabs/lz-evm-messagelib-v2/contracts/uln/UlnBase.sol";
import { EnforcedOptionParam } from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppOptionsType3.sol";
import { OwnableUpgradeable } from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { BridgedCPT } from "../../src/bridge/BridgedCPT.sol";
import { CPTBridge } from "../../src/bridge/CPTBridge.sol";
import { IBridge } from "../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../src/interfaces/IBridgeTypes.sol";
import { BridgeWorld } from "./utils/BridgeWorld.sol";
import { IUln } from "./utils/LayerZeroChains.sol";

interface IDelegates {
    function delegates(address oapp) external view returns (address);
}

/// @notice Who vouches for a message, and who may change that (SPEC BRG 1-2).
contract BridgeSecurityTest is BridgeWorld {
    function test_EveryPathAsksForThreeDvnsBothWays() public view {
        uint32[3] memory eids = [ETHEREUM, POLYGON, OPTIMISM];
        for (uint256 i; i < eids.length; ++i) {
            _assertDvns(bridge, eids[i]);
            _assertDvns(remotes[eids[i]], HOME);
        }
    }

    /// @dev Peer mistake: a 1-of-1 DVN. LayerZero's default here is just that.
    function test_PeerMistake_NoPathOpensOnFewerThanThreeDvns() public {
        BridgedCPT other = _fresh();
        vm.expectRevert(abi.encodeWithSelector(IBridge.TooFewDvns.selector, HOME, 1, 3));
        other.setPeer(HOME, _toBytes(address(bridge)));

        IBridgeTypes.Security memory security = _security(ETHEREUM);
        security.dvns = _dvnList(2);
        vm.expectRevert(abi.encodeWithSelector(IBridge.TooFewDvns.selector, HOME, 2, 3));
        other.setSecurity(HOME, security);

        other.setSecurity(HOME, _security(ETHEREUM));
        other.setPeer(HOME, _toBytes(address(bridge)));
        assertEq(other.peers(HOME), _toBytes(address(bridge)));
    }

    /// @dev LayerZero's defaults may have three on one side only.
    function test_PeerMistake_ThreeDvnsAreAskedForEachWay() public {
        UlnConfig memory three = UlnConfig(CONFIRMATIONS, 3, 0, 0, _dvnList(3), new address[](0));
        UlnConfig memory one = UlnConfig(CONFIRMATIONS, 1, 0, 0, _dvnList(1), new address[](0));
        BridgedCPT other = _fresh();
        bytes memory tooFew = abi.encodeWithSelector(IBridge.TooFewDvns.selector, HOME, 1, 3);
        _setDefault(chains[ETHEREUM].sendLibrary, three);
        vm.expectRevert(tooFew);
        other.setPeer(HOME, _toBytes(address(bridge)));
        _setDefault(chains[ETHEREUM].receiveLibrary, three);
        _setDefault(chains[ETHEREUM].sendLibrary, one);
        vm.expectRevert(tooFew);
        other.setPeer(HOME, _toBytes(address(bridge)));
        _setDefault(chains[ETHEREUM].sendLibrary, three);
        other.setPeer(HOME, _toBytes(address(bridge)));
    }

    function test_ANewPathStartsWithTheDefaultLimitsAndKeepsWhatIsSetLater() public {
        BridgedCPT other = _fresh();
        assertEq(other.path(HOME).hold, 0);
        other.setSecurity(HOME, _security(ETHEREUM));
        other.setPeer(HOME, _toBytes(address(bridge)));
        IBridgeTypes.Path memory p = other.path(HOME);
        assertEq(abi.encode(p.outLimit, p.inLimit, p.hold), abi.encode(200, 200, 50));
        other.setLimits(HOME, 10, 20, 30);
        other.setPeer(HOME, bytes32(0));
        other.setPeer(HOME, _toBytes(address(bridge)));
        p = other.path(HOME);
        assertEq(abi.encode(p.outLimit, p.inLimit, p.hold), abi.encode(10, 20, 30));
    }

    function _setDefault(IUln library_, UlnConfig memory config) private {
        SetDefaultUlnConfigParam[] memory params = new SetDefaultUlnConfigParam[](1);
        params[0] = SetDefaultUlnConfigParam(HOME, config);
        library_.setDefaultUlnConfigs(params);
    }

    function test_PeerMistake_TwoDvnsOfThreeDeliverNothing() public {
        _send(HOME, ETHEREUM, alice, bob, 1e18);
        _collect();
        this.attest(packets[0], 2);
        vm.expectRevert(bytes4(keccak256("LZ_ULN_Verifying()")));
        this.commit(packets[0]);
        _arrive();
        assertEq(remotes[ETHEREUM].balanceOf(bob), 1e18);
    }

    function test_RevertWhen_ADvnCountsTwice() public {
        IBridgeTypes.Security memory security = _security(HOME);
        security.dvns[1] = security.dvns[0];
        vm.expectRevert(bytes4(keccak256("LZ_ULN_Unsorted()")));
        bridge.setSecurity(ETHEREUM, security);
        security.dvns = new address[](259);
        vm.expectRevert(bytes4(keccak256("LZ_ULN_InvalidRequiredDVNCount()")));
        bridge.setSecurity(ETHEREUM, security);
    }

    function test_RevertWhen_TheGasOfDeliveryIsOutOfBounds() public {
        IBridgeTypes.Security memory security = _security(HOME);
        security.receiveGas = 199_999;
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidReceiveGas.selector, 199_999));
        bridge.setSecurity(ETHEREUM, security);
        security.receiveGas = 1_000_001;
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidReceiveGas.selector, 1_000_001));
        bridge.setSecurity(ETHEREUM, security);
    }

    function test_LibrariesArePinnedSoThatNewDefaultsChangeNothing() public {
        assertFalse(chains[HOME].endpoint.isDefaultSendLibrary(address(bridge), ETHEREUM));
        (, bool isDefault) = chains[HOME].endpoint.getReceiveLibrary(address(bridge), ETHEREUM);
        assertFalse(isDefault);
        // Setting the same again is no error.
        bridge.setSecurity(ETHEREUM, _security(HOME));
    }

    function test_ARemoteTalksToHomeOnly() public {
        BridgedCPT remote = remotes[ETHEREUM];
        remote.setSecurity(POLYGON, _security(ETHEREUM));
        bytes32 peer = _toBytes(address(remotes[POLYGON]));
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidPeer.selector, POLYGON, peer));
        remote.setPeer(POLYGON, peer);
        // Taking away what is not there is harmless.
        remote.setPeer(POLYGON, bytes32(0));
    }

    /// @dev Ownable, which LayerZero brings, is switched off, and nobody else may speak to the endpoint for the bridge.
    function test_TheAccessManagerIsTheOnlyAuthority() public {
        IBridge[2] memory ends = [IBridge(address(bridge)), IBridge(address(remotes[ETHEREUM]))];
        uint32[2] memory eids = [HOME, ETHEREUM];
        for (uint256 i; i < 2; ++i) {
            CPTBridge end = CPTBridge(address(ends[i]));
            assertEq(end.owner(), address(0));
            assertEq(IDelegates(address(chains[eids[i]].endpoint)).delegates(address(end)), address(end));
            bytes memory unowned =
                abi.encodeWithSelector(OwnableUpgradeable.OwnableUnauthorizedAccount.selector, address(this));
            vm.expectRevert(unowned);
            end.setDelegate(address(this));
            vm.expectRevert(unowned);
            end.transferOwnership(address(this));
            vm.expectRevert(unowned);
            end.renounceOwnership();
            vm.expectRevert(IBridge.Unsupported.selector);
            end.setMsgInspector(address(this));
            vm.expectRevert(IBridge.Unsupported.selector);
            end.setPreCrime(address(this));
            vm.expectRevert(IBridge.Unsupported.selector);
            end.setEnforcedOptions(new EnforcedOptionParam[](0));

            vm.startPrank(stranger);
            bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
            vm.expectRevert(refused);
            end.setPeer(1, bytes32(0));
            IBridgeTypes.Security memory security = _security(eids[i]);
            vm.expectRevert(refused);
            end.setSecurity(1, security);
            vm.expectRevert(refused);
            end.setLimits(1, LIMIT, LIMIT, HOLD);
            vm.expectRevert(refused);
            end.setParameter("holdTime", 1 hours);
            vm.stopPrank();
        }
    }

    function test_LimitsAndParametersHaveBounds() public {
        uint16[2][5] memory limits =
            [[uint16(9), 200], [uint16(1001), 200], [uint16(200), 9], [uint16(200), 1001], [uint16(200), 200]];
        uint8[5] memory holds = [50, 50, 50, 50, 201];
        for (uint256 i; i < 5; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IBridge.InvalidLimits.selector, limits[i][0], limits[i][1], holds[i])
            );
            bridge.setLimits(ETHEREUM, limits[i][0], limits[i][1], holds[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidLimits.selector, LIMIT, LIMIT, 0));
        bridge.setLimits(ETHEREUM, LIMIT, LIMIT, 0);
        _outOfBounds("holdTime", 1 hours - 1);
        _outOfBounds("holdTime", 7 days + 1);
        _outOfBounds("verdictTime", 7 days - 1);
        _outOfBounds("verdictTime", 60 days + 1);
        _outOfBounds("other", 1 days);
        assertEq(bridge.parameter("holdTime"), 24 hours);
        assertEq(bridge.parameter("verdictTime"), 21 days);
        bridge.setParameter("holdTime", 7 days);
        bridge.setParameter("verdictTime", 7 days);
        assertEq(bridge.parameter("holdTime") + bridge.parameter("verdictTime"), 14 days);
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidParameter.selector, bytes32("other"), 0));
        bridge.parameter("other");
    }

    function test_ImplementationsCannotBeInitialized() public {
        CPTBridge home = new CPTBridge(address(cpt), address(chains[HOME].endpoint));
        vm.expectRevert(bytes4(keccak256("InvalidInitialization()")));
        home.initialize(address(this));
        vm.expectRevert(bytes4(keccak256("InvalidInitialization()")));
        bridge.initialize(address(this));
    }

    function _outOfBounds(bytes32 name, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidParameter.selector, name, value));
        bridge.setParameter(name, value);
    }

    function _fresh() private returns (BridgedCPT) {
        return BridgedCPT(
            _proxy(
                address(new BridgedCPT(address(chains[ETHEREUM].endpoint), HOME)),
                abi.encodeCall(BridgedCPT.initialize, (address(manager)))
            )
        );
    }

    function _assertDvns(IBridge end, uint32 eid) private view {
        (address[] memory sending, address[] memory receiving) = end.requiredDvns(eid);
        assertEq(sending.length, 3);
        assertEq(receiving.length, 3);
    }
}
