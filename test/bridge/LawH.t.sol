// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { PacketV1Codec } from "@layerzerolabs/lz-evm-protocol-v2/contracts/messagelib/libs/PacketV1Codec.sol";

import { BridgedCPT } from "../../src/bridge/BridgedCPT.sol";
import { IBridge } from "../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../src/interfaces/IBridgeTypes.sol";
import { Couriers, ICourier, Officials, Senders } from "./handlers/BridgeActors.sol";
import { BridgeWorld } from "./utils/BridgeWorld.sol";

/// @notice Law H among four chains through home: nothing is minted that is not locked, whatever is dropped, repeated, reordered,
/// paused, vetoed or refused; and in the end all of it is delivered or back with its sender.
contract LawHTest is BridgeWorld, ICourier {
    using PacketV1Codec for bytes;

    Senders private senders;
    Couriers private couriers;
    Officials private officials;
    uint32[3] private eids = [ETHEREUM, POLYGON, OPTIMISM];
    /// 0 on its way, 1 delivered
    mapping(uint256 index => uint256) public override statusOf;
    mapping(uint256 index => bool) private _verified;

    function setUp() public override {
        super.setUp();
        senders = new Senders(this, cpt);
        couriers = new Couriers(this, cpt);
        officials = new Officials(this, cpt);
        // The officials' calls are the admin's here; who may make them is law J's.
        manager.grantRole(0, address(officials), 0);
        for (uint256 i; i < 3; ++i) {
            cpt.transfer(senders.people(i), 20_000_000e18);
        }
        targetContract(address(senders));
        targetContract(address(couriers));
        targetContract(address(officials));
    }

    function invariant_LawH_HomeHoldsWhatItsBooksSay() public view {
        _assertBooks();
        (, uint256 lockedTotal, uint256 outgoing, uint256 arriving) = bridge.books();
        assertEq(cpt.balanceOf(address(bridge)), lockedTotal + outgoing + arriving);
        assertEq(cpt.totalSupply() + cpt.totalBurned(), SUPPLY);
    }

    /// @dev locked = supply there + what is under way either way + what waits there + what was refused.
    function invariant_LawH_LockedIsTheRemotesSupplyAndWhatIsInFlight() public view {
        for (uint256 i; i < 3; ++i) {
            (, uint256 arriving) = remotes[eids[i]].totalWaiting();
            assertEq(
                bridge.locked(eids[i]),
                remotes[eids[i]].totalSupply() + _inFlight(eids[i]) + arriving + officials.refused(eids[i])
            );
        }
    }

    /// @dev What chance hardly meets: a remote's transfer that waits and is released, waits at home and is delivered; and one that is
    /// refused there.
    function test_LawH_HoldsForWhatWaitsOnARemoteAndAtHome() public {
        uint256 amount = _arriveAtHome();
        couriers.passTime(2 days);
        couriers.deliver(0, 1);
        assertEq(bridge.waiting(1).amount, 0, "delivered");
        _assertLawH();

        amount = _arriveAtHome();
        officials.veto(0, 2);
        officials.rule(0, 2, 0);
        assertEq(officials.refused(ETHEREUM), amount);
        _assertLawH();
        afterInvariant();
    }

    /// @return amount what waits at home, after it waited where it came from
    function _arriveAtHome() private returns (uint256 amount) {
        BridgedCPT remote = remotes[ETHEREUM];
        for (uint256 day; day < 2; ++day) {
            senders.sendOut(0, 0, type(uint256).max);
            couriers.bringAll();
            couriers.passTime(2 days);
        }
        uint256 supply = remote.totalSupply();
        amount = 2 * HOLD_AMOUNT;
        senders.sendHome(3, 0, amount);
        (uint256 outgoing,) = remote.totalWaiting();
        assertEq(outgoing, amount, "it waits");
        _assertLawH();

        couriers.passTime(2 days);
        senders.release(3, remote.waitingCount());
        assertEq(remote.totalSupply(), supply - amount, "what leaves is burned");
        _assertLawH();
        couriers.bringAll();
        (, uint256 arriving) = bridge.totalWaiting();
        assertEq(arriving, amount, "it waits at home as well");
        _assertLawH();
    }

    function _assertLawH() private view {
        invariant_LawH_HomeHoldsWhatItsBooksSay();
        invariant_LawH_LockedIsTheRemotesSupplyAndWhatIsInFlight();
    }

    function invariant_LawH_NoSendTookAChainAboveTheCap() public view {
        assertEq(senders.aboveCap(), 0);
    }

    function invariant_LawH_NoPacketCountsTwice() public view {
        assertEq(couriers.twice(), 0);
    }

    /// @dev After all that: bring every packet, wait, end every wait. Nothing may be left.
    function afterInvariant() public {
        for (uint256 i; i < 3; ++i) {
            _calm(IBridge(address(bridge)), eids[i]);
            _calm(IBridge(address(remotes[eids[i]])), HOME);
        }
        for (uint256 round; round < 12; ++round) {
            couriers.bringAll();
            _skip(22 days);
            _endWaits(IBridge(address(bridge)));
            for (uint256 i; i < 3; ++i) {
                _endWaits(IBridge(address(remotes[eids[i]])));
            }
        }
        (uint256 outgoing, uint256 arriving) = bridge.totalWaiting();
        assertEq(outgoing + arriving, 0, "home: something is left");
        for (uint256 i; i < 3; ++i) {
            (outgoing, arriving) = remotes[eids[i]].totalWaiting();
            assertEq(outgoing + arriving, 0, "remote: something is left");
            assertEq(_inFlight(eids[i]), 0);
        }
        _assertLawH();
    }

    // ---- the courier ----

    function sent() external override returns (uint256) {
        return _collect();
    }

    function packetCount() external view override returns (uint256) {
        return packets.length;
    }

    function bring(uint256 index) external override {
        // LayerZero executes in any order, once all before it on its path are verified.
        for (uint256 i; i <= index; ++i) {
            if (_verified[i] || !this.samePath(packets[i], packets[index])) continue;
            this.verify(packets[i]);
            _verified[i] = true;
        }
        this.execute(packets[index]);
        statusOf[index] = 1;
    }

    function end(uint32 eid) external view override returns (address) {
        return address(_end(eid));
    }

    function samePath(bytes calldata a, bytes calldata b) external pure returns (bool) {
        return a.srcEid() == b.srcEid() && a.dstEid() == b.dstEid();
    }

    function flying(bytes calldata packet, uint32 eid) external pure returns (uint256) {
        if (packet.srcEid() != eid && packet.dstEid() != eid) return 0;
        return uint256(uint64(bytes8(packet.message()[32:40]))) * 1e12;
    }

    function _inFlight(uint32 eid) private view returns (uint256 amount) {
        for (uint256 i; i < packets.length; ++i) {
            if (statusOf[i] == 0) amount += this.flying(packets[i], eid);
        }
    }

    function _calm(IBridge end_, uint32 there) private {
        end_.setLimits(there, 1000, 1000, 200);
        for (uint256 d; d < 2; ++d) {
            if (vm.getBlockTimestamp() < end_.pathPausedUntil(there, IBridgeTypes.Direction(d))) {
                end_.unpausePath(there, IBridgeTypes.Direction(d));
            }
        }
    }

    function _endWaits(IBridge end_) private {
        uint256 count = end_.waitingCount();
        for (uint256 id = 1; id <= count; ++id) {
            IBridgeTypes.Waiting memory w = end_.waiting(id);
            if (w.amount == 0) continue;
            if (w.direction == IBridgeTypes.Direction.In) {
                if (w.to == address(cpt)) end_.rule(id, alice);
                else if (end_.due(id) != 0) end_.deliver(id);
            } else if (end_.due(id) != 0) {
                uint256 fee = end_.quoteRelease(id);
                vm.deal(address(this), fee);
                end_.release{ value: fee }(id, stranger);
                _collect();
            } else {
                vm.prank(w.sender);
                end_.cancel(id);
            }
        }
    }
}
