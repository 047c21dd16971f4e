// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICPTBridge } from "../interfaces/ICPTBridge.sol";
import { BridgeTransfers } from "./BridgeTransfers.sol";
import { OFTCoreUpgradeable } from "@layerzerolabs/oft-evm-upgradeable/contracts/oft/OFTCoreUpgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title CPTBridge
contract CPTBridge is ICPTBridge, BridgeTransfers {
    using SafeERC20 for IERC20;

    uint256 public constant override CAP_BPS = 1000;

    IERC20 private immutable CPT;

    uint32[] private _remotes;

    /// @param cpt the token that is locked here
    /// @param endpoint_ LayerZero's, of this chain
    constructor(address cpt, address endpoint_) OFTCoreUpgradeable(DECIMALS, endpoint_) {
        CPT = IERC20(cpt);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __OFTCore_init(address(this));
        __AccessManaged_init(authority);
        _initTransfers();
    }

    /// @notice CPT.
    function token() external view override returns (address) {
        return address(CPT);
    }

    /// @notice See IOFT: the bridge takes CPT by allowance.
    function approvalRequired() external pure override returns (bool) {
        return true;
    }

    /// @inheritdoc ICPTBridge
    function locked(uint32 eid) external view override returns (uint256) {
        return _paths[eid].locked * decimalConversionRate;
    }

    /// @inheritdoc ICPTBridge
    function capRoom(uint32 eid) external view override returns (uint256) {
        return _capRoom(_paths[eid], _supply()) * decimalConversionRate;
    }

    /// @inheritdoc ICPTBridge
    function books()
        external
        view
        override
        returns (uint256 balance, uint256 lockedTotal, uint256 outgoing, uint256 arriving)
    {
        balance = CPT.balanceOf(address(this));
        for (uint256 i; i < _remotes.length; ++i) {
            lockedTotal += _paths[_remotes[i]].locked * decimalConversionRate;
        }
        (outgoing, arriving) = totalWaiting();
    }

    /// @inheritdoc ICPTBridge
    function remotes() external view override returns (uint32[] memory eids) {
        return _remotes;
    }

    function _onPeer(uint32 eid, bytes32 peer) internal override {
        super._onPeer(eid, peer);
        for (uint256 i; i < _remotes.length; ++i) {
            if (_remotes[i] == eid) return;
        }
        _remotes.push(eid);
    }

    function _supply() internal view override returns (uint256) {
        return CPT.totalSupply();
    }

    function _capRoom(Path memory p, uint256 supply) internal view override returns (uint256) {
        uint256 cap = supply * CAP_BPS / (BPS * decimalConversionRate);
        return cap > p.locked ? cap - p.locked : 0;
    }

    function _lock(Path memory p, uint32 eid, uint256 units, uint256 supply) internal view override {
        uint256 room = _capRoom(p, supply);
        if (units > room) revert AboveCap(eid, units * decimalConversionRate, room * decimalConversionRate);
        p.locked += uint48(units);
    }

    function _unlock(Path memory p, uint32 eid, uint256 units) internal view override {
        if (units > p.locked) revert AboveLocked(eid, units * decimalConversionRate, p.locked * decimalConversionRate);
        p.locked -= uint48(units);
    }

    function _take(address from, uint256 amount) internal override {
        CPT.safeTransferFrom(from, address(this), amount);
    }

    function _credit(address to, uint256 amount, uint32) internal override returns (uint256) {
        CPT.safeTransfer(to, amount);
        return amount;
    }

    function _hold(address from, uint256 amount) internal override {
        _take(from, amount);
    }

    /// @dev Stays here, locked.
    function _leave(uint256) internal override { }

    function _giveBack(address to, uint256 amount) internal override {
        CPT.safeTransfer(to, amount);
    }

    function _refuse(uint32 eid, uint256 units) internal override {
        _paths[eid].locked += uint48(units);
    }

    function _receivable(address to) internal view override returns (bool) {
        return super._receivable(to) && to != address(CPT);
    }
}
