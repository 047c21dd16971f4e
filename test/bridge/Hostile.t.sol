// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Origin } from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/ILayerZeroEndpointV2.sol";
import { IOAppCore } from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppCore.sol";
import { IOFT, MessagingFee, SendParam } from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { CPTBridge } from "../../src/bridge/CPTBridge.sol";
import { IBridge } from "../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../src/interfaces/IBridgeTypes.sol";
import { ICPTBridge } from "../../src/interfaces/ICPTBridge.sol";
import { BridgeWorld } from "./utils/BridgeWorld.sol";

/// @dev Takes a fee back and uses the moment to come in again, everywhere it can.
contract ReentrantRefund {
    CPTBridge private immutable BRIDGE;
    uint256 public entered;
    bytes[] public tries;

    constructor(CPTBridge bridge) {
        BRIDGE = bridge;
        IERC20(bridge.token()).approve(address(bridge), type(uint256).max);
    }

    function add(bytes calldata call_) external {
        tries.push(call_);
    }

    function send(SendParam calldata param, uint256 fee) external payable {
        BRIDGE.send{ value: fee }(param, MessagingFee(fee, 0), address(this));
    }

    function release(uint256 id, uint256 value) external payable {
        BRIDGE.release{ value: value }(id, address(this));
    }

    receive() external payable {
        ++entered;
        for (uint256 i; i < tries.length; ++i) {
            (bool ok,) = address(BRIDGE).call(tries[i]);
            ok;
        }
    }
}

contract NoCoins { }

/// @notice What a hostile sender, executor, chain or peer may try (law H).
contract BridgeHostileTest is BridgeWorld {
    uint256 private constant LARGE = HOLD_AMOUNT + 1e18;

    function test_RevertWhen_AnybodyButTheEndpointBringsAMessage() public {
        bytes memory message = abi.encodePacked(_toBytes(stranger), uint64(1e6));
        Origin memory origin = Origin(ETHEREUM, _toBytes(address(remotes[ETHEREUM])), 1);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSignature("OnlyEndpoint(address)", stranger));
        bridge.lzReceive(origin, bytes32(0), message, stranger, "");
        vm.prank(stranger);
        vm.expectRevert(IBridge.Unsupported.selector);
        bridge.lzReceiveSimulate(origin, bytes32(0), message, stranger, "");
    }

    function test_RevertWhen_TheEndpointBringsAStrangersMessage() public {
        bytes memory message = abi.encodePacked(_toBytes(stranger), uint64(1e6));
        vm.startPrank(address(chains[HOME].endpoint));
        vm.expectRevert(abi.encodeWithSelector(IOAppCore.OnlyPeer.selector, ETHEREUM, _toBytes(stranger)));
        bridge.lzReceive(Origin(ETHEREUM, _toBytes(stranger), 1), bytes32(0), message, stranger, "");
        vm.expectRevert(abi.encodeWithSelector(IOAppCore.NoPeer.selector, 999));
        bridge.lzReceive(Origin(999, bytes32(0), 1), bytes32(0), message, stranger, "");
    }

    /// @dev A remote's keys or DVNs fallen: home still pays out no more than what it locked for that chain.
    function test_LawH_AForgedArrivalNeverTakesWhatIsLockedForAnotherChain() public {
        _cross(HOME, ETHEREUM, alice, bob, 100e18);
        _cross(HOME, POLYGON, alice, bob, 400_000e18);
        Origin memory origin = Origin(ETHEREUM, _toBytes(address(remotes[ETHEREUM])), 7);
        bytes memory message = abi.encodePacked(_toBytes(stranger), uint64(101e6));
        vm.prank(address(chains[HOME].endpoint));
        vm.expectRevert(abi.encodeWithSelector(ICPTBridge.AboveLocked.selector, ETHEREUM, 101e18, 100e18));
        bridge.lzReceive(origin, bytes32(0), message, stranger, "");
        _assertBooks();
    }

    /// @dev DVNs fallen: a remote mints no more than the hold in a day before somebody can look.
    function test_AForgedMintIsHeldForTheCouncil() public {
        Origin memory origin = Origin(HOME, _toBytes(address(bridge)), 7);
        vm.startPrank(address(chains[ETHEREUM].endpoint));
        for (uint64 i; i < 10; ++i) {
            bytes memory message = abi.encodePacked(_toBytes(stranger), uint64(90_000e6));
            remotes[ETHEREUM].lzReceive(origin, bytes32(uint256(i)), message, stranger, "");
        }
        bytes memory huge = abi.encodePacked(_toBytes(stranger), type(uint64).max);
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidAmount.selector, uint256(type(uint64).max) * 1e12));
        remotes[ETHEREUM].lzReceive(origin, bytes32(0), huge, stranger, "");
        vm.stopPrank();
        assertEq(remotes[ETHEREUM].totalSupply(), 450_000e18);
        assertEq(remotes[ETHEREUM].waitingCount(), 5);
        for (uint256 id = 1; id <= 5; ++id) {
            remotes[ETHEREUM].veto(id, "nothing was locked");
            remotes[ETHEREUM].rule(id, address(0));
        }
        assertEq(remotes[ETHEREUM].totalSupply(), 450_000e18);
    }

    function test_AMessageIsDeliveredOnce() public {
        _cross(HOME, ETHEREUM, alice, bob, 1e18);
        vm.expectRevert();
        this.execute(packets[0]);
        vm.expectRevert();
        this.commit(packets[0]);
        assertEq(remotes[ETHEREUM].totalSupply(), 1e18);
    }

    /// @dev Too little gas changes nothing; anybody tries again with more.
    function testFuzz_TooLittleGasLeavesAnArrivalRetriable(uint256 gas_) public {
        _send(HOME, ETHEREUM, alice, bob, 1e18);
        _collect();
        this.verify(packets[0]);
        gas_ = bound(gas_, 20_000, 110_000);
        try this.executeWith(packets[0], gas_, 0) { }
        catch {
            assertEq(remotes[ETHEREUM].totalSupply(), 0);
            assertEq(remotes[ETHEREUM].waitingCount(), 0);
            this.execute(packets[0]);
        }
        assertEq(remotes[ETHEREUM].balanceOf(bob), 1e18);
    }

    /// @dev Peer mistake: a retry that skips the peer check.
    function test_PeerMistake_ARetryChecksThePeerAgain() public {
        _send(HOME, ETHEREUM, alice, bob, 1e18);
        _collect();
        this.verify(packets[0]);
        remotes[ETHEREUM].setPeer(HOME, _toBytes(stranger));
        vm.expectRevert(abi.encodeWithSelector(IOAppCore.OnlyPeer.selector, HOME, _toBytes(address(bridge))));
        this.execute(packets[0]);
        remotes[ETHEREUM].setPeer(HOME, bytes32(0));
        vm.expectRevert(abi.encodeWithSelector(IOAppCore.NoPeer.selector, HOME));
        this.execute(packets[0]);
        remotes[ETHEREUM].setPeer(HOME, _toBytes(address(bridge)));
        this.execute(packets[0]);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 1e18);
    }

    function test_NativeCoinsSentAlongAreRefusedAndTheArrivalWorksWithoutThem() public {
        _send(HOME, ETHEREUM, alice, bob, 1e18);
        _collect();
        this.verify(packets[0]);
        vm.deal(address(this), 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NativeRefused.selector, 1));
        this.executeWith(packets[0], 500_000, 1);
        this.execute(packets[0]);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 1e18);
    }

    function test_RevertWhen_TheRefundAddressTakesNoCoins() public {
        address refuses = address(new NoCoins());
        vm.deal(alice, 1 ether);
        vm.startPrank(alice);
        cpt.approve(address(bridge), LARGE);
        vm.expectRevert(abi.encodeWithSelector(IBridge.FeeRefundFailed.selector, refuses, 1 gwei));
        bridge.send{ value: 1 gwei }(_param(ETHEREUM, bob, LARGE), MessagingFee(1 gwei, 0), refuses);
        vm.stopPrank();
        assertEq(bridge.waitingCount(), 0);
        _assertBooks();
    }

    function test_ComingBackInWhileAFeeIsReturnedGainsNothing() public {
        ReentrantRefund hostile = new ReentrantRefund(bridge);
        cpt.transfer(address(hostile), 2 * LARGE);
        hostile.add(abi.encodeCall(IBridge.cancel, (1)));
        hostile.add(abi.encodeCall(IBridge.cancel, (1)));
        hostile.add(abi.encodeCall(IBridge.release, (1, address(hostile))));
        vm.deal(address(this), 1 ether);
        hostile.send{ value: 1 ether }(_param(ETHEREUM, bob, LARGE), 1 ether);
        assertEq(hostile.entered(), 1);
        assertEq(cpt.balanceOf(address(hostile)), 2 * LARGE, "taken back once");
        _assertBooks();

        // Released with too much: the rest comes back, and finds nothing to cancel.
        hostile = new ReentrantRefund(bridge);
        cpt.transfer(address(hostile), LARGE);
        hostile.send(_param(ETHEREUM, bob, LARGE), 0);
        hostile.add(abi.encodeCall(IBridge.cancel, (2)));
        hostile.add(abi.encodeCall(IBridge.release, (2, address(hostile))));
        _skip(24 hours);
        vm.deal(address(this), 1 ether);
        hostile.release{ value: 1 ether }(2, 1 ether);
        assertEq(hostile.entered(), 1);
        assertEq(cpt.balanceOf(address(hostile)), 0);
        assertEq(_collect(), 1, "one message");
        assertEq(bridge.locked(ETHEREUM), LARGE);
        _assertBooks();
    }

    /// @dev Whatever way, and whatever is thrown in, nobody gets more out of the bridge than is his.
    function testFuzz_RandomCallsMoveNoMoneyOfOthers(bytes4 selector, bytes calldata data) public {
        _cross(HOME, ETHEREUM, alice, bob, 100e18);
        _send(HOME, ETHEREUM, alice, bob, LARGE);
        uint256 before = cpt.balanceOf(address(bridge));
        vm.prank(stranger);
        (bool ok,) = address(bridge).call(abi.encodePacked(selector, data));
        ok;
        assertEq(cpt.balanceOf(address(bridge)), before);
        assertEq(cpt.balanceOf(stranger), 0);
        _assertBooks();
    }

    function test_StrayTokensAreNobodys() public {
        cpt.transfer(address(bridge), 5e18);
        _cross(HOME, ETHEREUM, alice, bob, 100e18);
        _cross(ETHEREUM, HOME, bob, bob, 100e18);
        (uint256 balance, uint256 lockedTotal,,) = bridge.books();
        assertEq(balance, 5e18);
        assertEq(lockedTotal, 0);
    }
}
