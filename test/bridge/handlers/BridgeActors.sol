// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IOFT, MessagingFee, SendParam } from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";
import { Test } from "forge-std/Test.sol";

import { BridgedCPT } from "../../../src/bridge/BridgedCPT.sol";
import { CPTBridge } from "../../../src/bridge/CPTBridge.sol";
import { IBridge } from "../../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../../src/interfaces/IBridgeTypes.sol";
import { CPT } from "../../../src/token/CPT.sol";

/// @notice What the actors share: the chains, and the courier that brings packets or does not.
interface ICourier {
    function sent() external returns (uint256);
    function packetCount() external view returns (uint256);
    function statusOf(uint256 index) external view returns (uint256);
    function bring(uint256 index) external;
    function end(uint32 eid) external view returns (address);
}

abstract contract BridgeActor is Test {
    uint32 internal constant HOME = 30_110;
    ICourier internal immutable COURIER;
    CPT internal immutable TOKEN;
    uint32[3] internal eids = [uint32(30_101), 30_109, 30_111];

    constructor(ICourier courier, CPT cpt) {
        (COURIER, TOKEN) = (courier, cpt);
    }

    function _home() internal view returns (CPTBridge) {
        return CPTBridge(COURIER.end(HOME));
    }

    function _remote(uint256 seed) internal view returns (BridgedCPT token, uint32 eid) {
        eid = eids[seed % 3];
        token = BridgedCPT(COURIER.end(eid));
    }

    /// @dev Either end of some path.
    function _someEnd(uint256 seed) internal view returns (IBridge end, uint32 there) {
        uint32 eid = eids[seed % 3];
        return seed / 3 % 2 == 0 ? (IBridge(COURIER.end(HOME)), eid) : (IBridge(COURIER.end(eid)), HOME);
    }
}

/// @notice Sends CPT about, and takes back what waits.
contract Senders is BridgeActor {
    address[3] public people = [makeAddr("ann"), makeAddr("ben"), makeAddr("cat")];
    /// @notice Sends from home that went through although the cap was passed: none, ever.
    uint256 public aboveCap;
    uint256 public burned;

    constructor(ICourier courier, CPT cpt) BridgeActor(courier, cpt) { }

    function sendOut(uint256 seed, uint256 who, uint256 amount) external {
        (, uint32 eid) = _remote(seed);
        CPTBridge home = _home();
        (uint256 atOnce, uint256 most) = home.sendable(eid);
        // Every other one at once, so that not all of them wait.
        amount = _amount(amount, _least(seed / 3 % 2 == 0 ? atOnce : most, TOKEN.balanceOf(people[who % 3])));
        if (amount == 0) return;
        vm.prank(people[who % 3]);
        TOKEN.approve(address(home), amount);
        bool left = _send(address(home), eid, people[who % 3], people[seed % 3], amount);
        if (left && home.locked(eid) * 10 > TOKEN.totalSupply()) ++aboveCap;
    }

    function sendHome(uint256 seed, uint256 who, uint256 amount) external {
        (BridgedCPT remote,) = _remote(seed);
        (uint256 atOnce, uint256 most) = remote.sendable(HOME);
        amount = _amount(amount, _least(seed / 3 % 2 == 0 ? atOnce : most, remote.balanceOf(people[who % 3])));
        if (amount == 0) return;
        // Some of it to an account that cannot receive it at home.
        address to = seed % 7 == 0 ? address(TOKEN) : people[seed % 3];
        _send(address(remote), HOME, people[who % 3], to, amount);
    }

    function release(uint256 seed, uint256 id) external {
        (IBridge end,) = _someEnd(seed);
        if (end.waitingCount() == 0) return;
        id = bound(id, 1, end.waitingCount());
        IBridgeTypes.Waiting memory w = end.waiting(id);
        if (w.direction != IBridgeTypes.Direction.Out || end.due(id) == 0) return;
        uint256 fee = end.quoteRelease(id);
        vm.deal(address(this), fee);
        end.release{ value: fee }(id, people[0]);
        COURIER.sent();
        CPTBridge home = _home();
        if (address(end) == address(home) && home.locked(w.eid) * 10 > TOKEN.totalSupply()) ++aboveCap;
    }

    function cancel(uint256 seed, uint256 id) external {
        (IBridge end,) = _someEnd(seed);
        if (end.waitingCount() == 0) return;
        id = bound(id, 1, end.waitingCount());
        IBridgeTypes.Waiting memory w = end.waiting(id);
        if (w.direction != IBridgeTypes.Direction.Out || w.status != IBridgeTypes.Status.Waiting) return;
        vm.prank(w.sender);
        end.cancel(id);
    }

    function burn(uint256 who, uint256 amount) external {
        address burner = people[who % 3];
        amount = bound(amount, 0, TOKEN.balanceOf(burner) / 50);
        vm.prank(burner);
        TOKEN.burn(amount);
        burned += amount;
    }

    function _send(address end, uint32 to, address from, address recipient, uint256 amount)
        private
        returns (bool left)
    {
        SendParam memory param = SendParam(to, bytes32(uint256(uint160(recipient))), amount, 0, "", "", "");
        MessagingFee memory fee = IOFT(end).quoteSend(param, false);
        vm.deal(from, fee.nativeFee);
        vm.prank(from);
        IOFT(end).send{ value: fee.nativeFee }(param, fee, from);
        return COURIER.sent() != 0;
    }

    function _amount(uint256 amount, uint256 most) private pure returns (uint256) {
        return most < 1e12 ? 0 : bound(amount, 1e12, most);
    }

    function _least(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}

/// @notice Drops, reorders and repeats packets; delivers what waits; lets time pass.
contract Couriers is BridgeActor {
    uint256 public twice;

    constructor(ICourier courier, CPT cpt) BridgeActor(courier, cpt) { }

    function bring(uint256 index) external {
        if (COURIER.packetCount() == 0) return;
        index = bound(index, 0, COURIER.packetCount() - 1);
        if (COURIER.statusOf(index) == 0) {
            COURIER.bring(index);
            return;
        }
        // A second time nothing may happen.
        try COURIER.bring(index) {
            ++twice;
        } catch { }
    }

    function bringAll() external {
        for (uint256 i = COURIER.packetCount(); i != 0; --i) {
            if (COURIER.statusOf(i - 1) == 0) COURIER.bring(i - 1);
        }
    }

    function deliver(uint256 seed, uint256 id) external {
        (IBridge end,) = _someEnd(seed);
        if (end.waitingCount() == 0) return;
        id = bound(id, 1, end.waitingCount());
        if (end.waiting(id).direction == IBridgeTypes.Direction.In && end.due(id) != 0) end.deliver(id);
    }

    function passTime(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1 hours, 3 days));
    }
}

/// @notice Guardian, council and governance, whom nobody has to agree with.
contract Officials is BridgeActor {
    /// @notice What governance refused at either end of a chain's path: locked at home, and nowhere else.
    mapping(uint32 eid => uint256) public refused;

    constructor(ICourier courier, CPT cpt) BridgeActor(courier, cpt) { }

    function pause(uint256 seed, bool out) external {
        (IBridge end, uint32 there) = _someEnd(seed);
        IBridgeTypes.Direction direction = out ? IBridgeTypes.Direction.Out : IBridgeTypes.Direction.In;
        try end.pausePath(there, direction) { } catch { }
    }

    function unpause(uint256 seed, bool out) external {
        (IBridge end, uint32 there) = _someEnd(seed);
        IBridgeTypes.Direction direction = out ? IBridgeTypes.Direction.Out : IBridgeTypes.Direction.In;
        try end.unpausePath(there, direction) { } catch { }
    }

    function veto(uint256 seed, uint256 id) external {
        (IBridge end,) = _someEnd(seed);
        if (end.waitingCount() == 0) return;
        id = bound(id, 1, end.waitingCount());
        if (end.waiting(id).status == IBridgeTypes.Status.Waiting) end.veto(id, "");
    }

    function rule(uint256 seed, uint256 id, uint256 to) external {
        (IBridge end,) = _someEnd(seed);
        if (end.waitingCount() == 0) return;
        id = bound(id, 1, end.waitingCount());
        IBridgeTypes.Waiting memory w = end.waiting(id);
        if (w.status != IBridgeTypes.Status.Vetoed || vm.getBlockTimestamp() >= w.readyAt) return;
        bool refuses = to % 3 == 0;
        end.rule(id, refuses ? address(0) : makeAddr("ann"));
        // At home any chain's arrivals are in one list.
        uint32 eid = address(end) == COURIER.end(HOME) ? w.eid : eids[seed % 3];
        if (refuses) refused[eid] += uint256(w.amount) * 1e12;
    }

    function setLimits(uint256 seed, uint16 out, uint16 in_, uint8 hold) external {
        (IBridge end, uint32 there) = _someEnd(seed);
        end.setLimits(there, uint16(bound(out, 10, 1000)), uint16(bound(in_, 10, 1000)), uint8(bound(hold, 1, 200)));
    }
}
