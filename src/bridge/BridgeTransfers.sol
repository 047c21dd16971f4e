// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridge } from "../interfaces/IBridge.sol";
import { BridgeLimits } from "./BridgeLimits.sol";
import { PathSecurity } from "./PathSecurity.sol";
import { Origin } from "@layerzerolabs/oapp-evm-upgradeable/contracts/oapp/OAppReceiverUpgradeable.sol";
import {
    MessagingFee,
    MessagingReceipt,
    OFTFeeDetail,
    OFTLimit,
    OFTReceipt,
    SendParam
} from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";
import { OFTMsgCodec } from "@layerzerolabs/oft-evm/contracts/libs/OFTMsgCodec.sol";

/// @title What crosses, what waits, and how waiting ends (SPEC BRG 2)
/// @dev State first, then tokens, then the endpoint: nothing that is called back finds a transfer half done.
abstract contract BridgeTransfers is BridgeLimits {
    using OFTMsgCodec for bytes;
    using OFTMsgCodec for bytes32;

    PathSecurity.Times private _times;
    uint256 public override waitingCount;
    mapping(uint256 id => Waiting) private _waiting;
    /// of an arrival: who sent its message
    mapping(uint256 id => bytes32 peer) private _origins;
    /// 6 decimals
    uint128 private _outgoing;
    uint128 private _arriving;

    function _initTransfers() internal {
        _times = PathSecurity.Times({ holdTime: 24 hours, verdictTime: 21 days });
    }

    /// @notice Sends CPT to another chain, see IOFT. A receipt without guid says that the transfer waits, see IBridge.
    function send(SendParam calldata param, MessagingFee calldata fee, address refundAddress)
        external
        payable
        override
        returns (MessagingReceipt memory msgReceipt, OFTReceipt memory oftReceipt)
    {
        // Check
        if (param.composeMsg.length != 0) revert ComposeUnsupported();
        (uint256 amount,) = _debitView(param.amountLD, param.minAmountLD, param.dstEid);
        uint256 units = _toSD(amount);
        if (units == 0 || units > type(uint48).max) revert InvalidAmount(param.amountLD);
        if (param.to == bytes32(0) || param.to == _getPeerOrRevert(param.dstEid) || uint256(param.to) >> 160 != 0) {
            revert InvalidRecipient(param.to);
        }

        // Effect, Interaction
        if (_passOut(param.dstEid, units, false)) return _sendNow(param, fee, refundAddress, amount);
        _wait(
            Waiting({
                sender: msg.sender,
                amount: uint48(units),
                readyAt: uint40(block.timestamp) + _times.holdTime,
                to: param.to.bytes32ToAddress(),
                eid: param.dstEid,
                direction: Direction.Out,
                status: Status.Waiting
            }),
            bytes32(0)
        );
        _hold(msg.sender, amount);
        if (msg.value != 0) {
            (bool taken,) = refundAddress.call{ value: msg.value }("");
            if (!taken) revert FeeRefundFailed(refundAddress, msg.value);
        }
        oftReceipt = OFTReceipt(amount, amount);
    }

    /// @inheritdoc IBridge
    function release(uint256 id, address refundAddress) external payable override returns (bytes32 guid) {
        // Check
        Waiting storage w = _ready(id, Direction.Out);
        (uint256 units, uint32 eid) = (w.amount, w.eid);

        // Effect
        _passOut(eid, units, true);
        (w.amount, w.status) = (0, Status.Done);
        _outgoing -= uint128(units);

        // Interaction
        uint256 amount = units * decimalConversionRate;
        _leave(amount);
        (bytes memory message, bytes memory options) = _messageOf(w.to, units, eid);
        guid = _lzSend(eid, message, options, MessagingFee(msg.value, 0), refundAddress).guid;
        emit OFTSent(guid, eid, w.sender, amount, amount);
        emit TransferReleased(id, guid);
    }

    /// @inheritdoc IBridge
    function cancel(uint256 id) external override {
        Waiting storage w = _waitingFor(id, Direction.Out);
        if (msg.sender != w.sender) revert NotSender(id, msg.sender);
        _refund(id, w, false);
    }

    /// @inheritdoc IBridge
    function deliver(uint256 id) external override returns (uint256 amount) {
        // Check
        Waiting storage w = _ready(id, Direction.In);
        (address to, uint32 eid) = (w.to, w.eid);
        if (!_receivable(to)) revert InvalidRecipient(bytes32(uint256(uint160(to))));
        if (peers(eid) != _origins[id]) revert OnlyPeer(eid, _origins[id]);

        // Effect
        uint256 left = w.amount;
        uint256 units = _passPart(eid, left);
        left -= units;
        w.amount = uint48(left);
        if (left == 0) w.status = Status.Done;
        _arriving -= uint128(units);

        // Interaction
        amount = units * decimalConversionRate;
        _credit(to, amount, eid);
        emit TransferDelivered(id, to, amount, left * decimalConversionRate);
    }

    /// @inheritdoc IBridge
    function veto(uint256 id, string calldata reason) external override restricted {
        Waiting storage w = _waiting[id];
        if (w.status != Status.Waiting) revert NotWaiting(id, w.status);
        if (w.direction == Direction.Out) {
            emit TransferVetoed(id, msg.sender, block.timestamp, reason);
            _refund(id, w, true);
        } else {
            uint40 readyAt = uint40(block.timestamp) + _times.verdictTime;
            (w.readyAt, w.status) = (readyAt, Status.Vetoed);
            emit TransferVetoed(id, msg.sender, readyAt, reason);
        }
    }

    /// @inheritdoc IBridge
    function rule(uint256 id, address to) external override restricted {
        // Check
        Waiting storage w = _waiting[id];
        if (!_isRulable(id, w)) revert NotRulable(id, w.status);
        if (to != address(0) && !_receivable(to)) revert InvalidRecipient(bytes32(uint256(uint160(to))));

        // Effect
        (uint256 units, uint32 eid) = (w.amount, w.eid);
        w.amount = 0;
        w.status = to == address(0) ? Status.Refused : Status.Done;
        _arriving -= uint128(units);
        uint256 amount = units * decimalConversionRate;
        emit TransferRuled(id, to, amount);
        if (to == address(0)) return _refuse(eid, units);

        // Interaction
        _credit(to, amount, eid);
    }

    /// @inheritdoc IBridge
    function setParameter(bytes32 name, uint256 value) external override restricted {
        PathSecurity.setTime(_times, name, value);
    }

    /// @inheritdoc IBridge
    function waiting(uint256 id) external view override returns (Waiting memory) {
        return _waiting[id];
    }

    /// @inheritdoc IBridge
    function due(uint256 id) external view override returns (uint256 amount) {
        Waiting storage w = _waiting[id];
        bool vetoed = w.status == Status.Vetoed;
        if ((w.status != Status.Waiting && !vetoed) || block.timestamp < w.readyAt) return 0;
        if (w.direction == Direction.Out) {
            (, uint256 most) = sendable(w.eid);
            amount = w.amount * decimalConversionRate;
            return amount > most ? 0 : amount;
        }
        Path memory p = _current(w.eid);
        if (_isPaused(p, w.eid, Direction.In) || !_receivable(w.to) || peers(w.eid) != _origins[id]) return 0;
        return _least(w.amount, _room(p.inDay, p.inLimit, _supply()) * WHOLE) * decimalConversionRate;
    }

    /// @inheritdoc IBridge
    function quoteRelease(uint256 id) external view override returns (uint256 nativeFee) {
        Waiting storage w = _waitingFor(id, Direction.Out);
        (bytes memory message, bytes memory options) = _messageOf(w.to, w.amount, w.eid);
        return _quote(w.eid, message, options, false).nativeFee;
    }

    /// @notice See IOFT. The limit is what a send may take now, though it may have to wait: see sendable.
    function quoteOFT(SendParam calldata param)
        external
        view
        override
        returns (OFTLimit memory limit, OFTFeeDetail[] memory fees, OFTReceipt memory receipt)
    {
        (, uint256 most) = sendable(param.dstEid);
        limit = OFTLimit(decimalConversionRate, most);
        fees = new OFTFeeDetail[](0);
        (uint256 sent, uint256 received) = _debitView(param.amountLD, param.minAmountLD, param.dstEid);
        receipt = OFTReceipt(sent, received);
    }

    /// @inheritdoc IBridge
    function totalWaiting() public view override returns (uint256 outgoing, uint256 arriving) {
        return (_outgoing * decimalConversionRate, _arriving * decimalConversionRate);
    }

    /// @inheritdoc IBridge
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "holdTime") return _times.holdTime;
        if (name == "verdictTime") return _times.verdictTime;
        revert InvalidParameter(name, 0);
    }

    /// @dev Takes a sender's tokens that leave at once.
    function _take(address from, uint256 amount) internal virtual;

    /// @dev Takes a sender's tokens into the bridge's own balance until they leave or go back.
    function _hold(address from, uint256 amount) internal virtual;

    /// @dev Held tokens leave.
    function _leave(uint256 amount) internal virtual;

    /// @dev Held tokens go back.
    function _giveBack(address to, uint256 amount) internal virtual;

    /// @dev Nobody gets an arrival.
    function _refuse(uint32 eid, uint256 units) internal virtual;

    function _receivable(address to) internal view virtual returns (bool) {
        return to != address(0) && to != address(this);
    }

    /// @dev The peer has been checked, and will be again when the endpoint tries again.
    function _lzReceive(Origin calldata origin, bytes32 guid, bytes calldata message, address, bytes calldata)
        internal
        override
    {
        // Check
        if (msg.value != 0) revert NativeRefused(msg.value);
        (uint256 units, address to) = (message.amountSD(), message.sendTo().bytes32ToAddress());
        uint256 amount = units * decimalConversionRate;
        if (units > type(uint48).max) revert InvalidAmount(amount);

        // Effect
        (bool passes, bool held) = _passIn(origin.srcEid, units, _receivable(to));
        if (!passes) return _waitIn(origin, guid, uint48(units), to, held);

        // Interaction
        _credit(to, amount, origin.srcEid);
        emit OFTReceived(guid, origin.srcEid, to, amount);
    }

    /// @dev What LayerZero's own _send does, without looking at the amount again.
    function _sendNow(SendParam calldata param, MessagingFee calldata fee, address refundAddress, uint256 amount)
        private
        returns (MessagingReceipt memory msgReceipt, OFTReceipt memory oftReceipt)
    {
        _take(msg.sender, amount);
        (bytes memory message, bytes memory options) = _buildMsgAndOptions(param, amount);
        msgReceipt = _lzSend(param.dstEid, message, options, fee, refundAddress);
        oftReceipt = OFTReceipt(amount, amount);
        emit OFTSent(msgReceipt.guid, param.dstEid, msg.sender, amount, amount);
    }

    /// @dev Nothing calls it: see _sendNow.
    function _debit(address, uint256, uint256, uint32) internal pure override returns (uint256, uint256) {
        revert Unsupported();
    }

    function _waitIn(Origin calldata origin, bytes32 guid, uint48 units, address to, bool held) private {
        uint40 readyAt = uint40(block.timestamp);
        if (held) readyAt += _times.holdTime;
        Waiting memory w = Waiting(address(0), units, readyAt, to, origin.srcEid, Direction.In, Status.Waiting);
        _origins[_wait(w, guid)] = origin.sender;
    }

    function _wait(Waiting memory w, bytes32 guid) private returns (uint256 id) {
        id = ++waitingCount;
        _waiting[id] = w;
        if (w.direction == Direction.Out) _outgoing += w.amount;
        else _arriving += w.amount;
        emit TransferWaiting(id, w.eid, w.direction, w.to, w.sender, w.amount * decimalConversionRate, w.readyAt, guid);
    }

    function _refund(uint256 id, Waiting storage w, bool vetoed) private {
        (uint256 units, address sender) = (w.amount, w.sender);
        (w.amount, w.status) = (0, Status.Refunded);
        _outgoing -= uint128(units);
        uint256 amount = units * decimalConversionRate;
        emit TransferRefunded(id, sender, amount, vetoed);
        _giveBack(sender, amount);
    }

    function _waitingFor(uint256 id, Direction direction) private view returns (Waiting storage w) {
        w = _waiting[id];
        bool waits = w.status == Status.Waiting || w.status == Status.Vetoed;
        if (!waits || w.direction != direction) revert NotWaiting(id, w.status);
    }

    function _ready(uint256 id, Direction direction) private view returns (Waiting storage w) {
        w = _waitingFor(id, direction);
        if (block.timestamp < w.readyAt) revert NotReady(id, w.readyAt);
    }

    /// @dev A verdict comes in time or not at all; what nobody can receive, or whose sender is no peer any more, waits for one.
    function _isRulable(uint256 id, Waiting storage w) private view returns (bool) {
        if (w.direction != Direction.In) return false;
        if (w.status == Status.Vetoed && block.timestamp < w.readyAt) return true;
        if (w.status != Status.Waiting && w.status != Status.Vetoed) return false;
        return !_receivable(w.to) || peers(w.eid) != _origins[id];
    }

    function _messageOf(address to, uint256 units, uint32 eid)
        private
        view
        returns (bytes memory message, bytes memory options)
    {
        message = _encode(bytes32(uint256(uint160(to))), uint64(units));
        options = enforcedOptions(eid, SEND);
    }

    uint256[45] private __gap;
}
