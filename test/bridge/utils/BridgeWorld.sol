// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    IOFT,
    MessagingFee,
    MessagingReceipt,
    OFTReceipt,
    SendParam
} from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { BridgedCPT } from "../../../src/bridge/BridgedCPT.sol";
import { CPTBridge } from "../../../src/bridge/CPTBridge.sol";
import { IBridge } from "../../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../../src/interfaces/IBridgeTypes.sol";
import { CPT } from "../../../src/token/CPT.sol";
import { LayerZeroChains } from "./LayerZeroChains.sol";

/// @notice CPT at home on Arbitrum, bridged to three other chains. The test is admin of all of them and owns all CPT at first.
abstract contract BridgeWorld is LayerZeroChains {
    uint32 internal constant HOME = 30_110;
    uint32 internal constant ETHEREUM = 30_101;
    uint32 internal constant POLYGON = 30_109;
    uint32 internal constant OPTIMISM = 30_111;
    uint256 internal constant SUPPLY = 100_000_000e18;
    /// As deployed: 2% of the supply a day, the second half percent of which waits.
    uint16 internal constant LIMIT = 200;
    uint8 internal constant HOLD = 50;
    uint256 internal constant HOLD_AMOUNT = SUPPLY / 200;
    uint256 internal constant LIMIT_AMOUNT = SUPPLY / 50;
    uint128 internal constant RECEIVE_GAS = 250_000;

    AccessManager internal manager;
    CPT internal cpt;
    CPTBridge internal bridge;
    mapping(uint32 eid => BridgedCPT) internal remotes;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal stranger = makeAddr("stranger");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        uint32[] memory eids = new uint32[](4);
        (eids[0], eids[1], eids[2], eids[3]) = (HOME, ETHEREUM, POLYGON, OPTIMISM);
        _startChains(eids);
        manager = new AccessManager(address(this));
        address[] memory holders = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (holders[0], amounts[0]) = (address(this), SUPPLY);
        cpt = CPT(_proxy(address(new CPT()), abi.encodeCall(CPT.initialize, (address(manager), holders, amounts))));
        bridge = CPTBridge(
            _proxy(
                deployCode("CPTBridge.sol:CPTBridge", abi.encode(cpt, chains[HOME].endpoint)),
                abi.encodeCall(CPTBridge.initialize, (address(manager)))
            )
        );
        cpt.setExit(address(bridge), true);
        for (uint256 i = 1; i < eids.length; ++i) {
            remotes[eids[i]] = BridgedCPT(
                _proxy(
                    deployCode("BridgedCPT.sol:BridgedCPT", abi.encode(chains[eids[i]].endpoint, HOME)),
                    abi.encodeCall(BridgedCPT.initialize, (address(manager)))
                )
            );
            _connect(IBridge(address(bridge)), HOME, eids[i], address(remotes[eids[i]]));
            _connect(IBridge(address(remotes[eids[i]])), eids[i], HOME, address(bridge));
        }
        cpt.transfer(alice, 20_000_000e18);
    }

    function _proxy(address implementation, bytes memory init) internal returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), init));
    }

    function _connect(IBridge end, uint32 here, uint32 there, address peer) internal {
        end.setSecurity(there, _security(here));
        CPTBridge(address(end)).setPeer(there, _toBytes(peer));
        end.setLimits(there, LIMIT, LIMIT, HOLD);
    }

    function _security(uint32 here) internal view returns (IBridgeTypes.Security memory) {
        return IBridgeTypes.Security({
            sendLibrary: address(chains[here].sendLibrary),
            receiveLibrary: address(chains[here].receiveLibrary),
            sendConfirmations: CONFIRMATIONS,
            receiveConfirmations: CONFIRMATIONS,
            receiveGas: RECEIVE_GAS,
            gracePeriod: 0,
            dvns: _dvnList(3)
        });
    }

    function _end(uint32 eid) internal view returns (IBridge) {
        return IBridge(eid == HOME ? address(bridge) : address(remotes[eid]));
    }

    function _param(uint32 to, address recipient, uint256 amount) internal pure returns (SendParam memory) {
        return SendParam(to, _toBytes(recipient), amount, 0, "", "", "");
    }

    function _send(uint32 from, uint32 to, address sender, address recipient, uint256 amount)
        internal
        returns (MessagingReceipt memory receipt)
    {
        SendParam memory param = _param(to, recipient, amount);
        IOFT oft = IOFT(address(_end(from)));
        MessagingFee memory fee = oft.quoteSend(param, false);
        vm.deal(sender, sender.balance + fee.nativeFee);
        if (from == HOME) {
            vm.prank(sender);
            cpt.approve(address(bridge), amount);
        }
        vm.prank(sender);
        (receipt,) = oft.send{ value: fee.nativeFee }(param, fee, sender);
    }

    /// @dev Expects a send, its approval made already, to fail.
    function _sendReverts(uint32 from, SendParam memory param, address sender, bytes memory reason) internal {
        vm.deal(sender, 1 ether);
        if (from == HOME) {
            vm.prank(sender);
            cpt.approve(address(bridge), type(uint256).max);
        }
        IOFT oft = IOFT(address(_end(from)));
        vm.prank(sender);
        vm.expectRevert(reason);
        oft.send{ value: 1 gwei }(param, MessagingFee(1 gwei, 0), sender);
    }

    /// @dev Sends and delivers.
    function _cross(uint32 from, uint32 to, address sender, address recipient, uint256 amount) internal {
        _send(from, to, sender, recipient, amount);
        _arrive();
    }

    function _release(uint32 from, uint256 id, address by) internal returns (bytes32 guid) {
        IBridge end = _end(from);
        uint256 fee = end.quoteRelease(id);
        vm.deal(by, by.balance + fee);
        vm.prank(by);
        return end.release{ value: fee }(id, by);
    }

    function _skip(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() + time);
    }

    function _toBytes(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    /// @dev Law H: what the bridge holds is what is out, waits or arrived, to the unit.
    function _assertBooks() internal view {
        (uint256 balance, uint256 lockedTotal, uint256 outgoing, uint256 arriving) = bridge.books();
        assertEq(balance, lockedTotal + outgoing + arriving, "law H: home's books");
    }
}
