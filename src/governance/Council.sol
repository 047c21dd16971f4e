// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICouncil } from "../interfaces/ICouncil.sol";
import { ICyberPlazaGovernor } from "../interfaces/ICyberPlazaGovernor.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";

/// @title Council
contract Council is ICouncil, AccessManaged {
    using Address for address;

    uint256 public constant MANDATE = 13 weeks;

    address private immutable GOVERNOR;

    address private _member;
    uint40 private _until;

    modifier onlyWithMandate(string calldata reason) {
        if (msg.sender != _member) revert NotMember(msg.sender);
        if (block.timestamp >= _until) revert MandateLapsed(_until);
        if (bytes(reason).length == 0) revert ReasonMissing();
        _;
    }

    constructor(address authority_, address governor_, address member_) AccessManaged(authority_) {
        if (governor_ == address(0)) revert ZeroAddress();
        GOVERNOR = governor_;
        _appoint(member_);
    }

    // ---- the member ----

    /// @inheritdoc ICouncil
    function veto(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        bytes32 descriptionHash,
        string calldata reason
    ) external override onlyWithMandate(reason) returns (uint256 proposalId) {
        emit Acted(msg.sender, GOVERNOR, ICyberPlazaGovernor.veto.selector, reason);
        return ICyberPlazaGovernor(GOVERNOR).veto(targets, values, calldatas, descriptionHash, reason);
    }

    /// @inheritdoc ICouncil
    function cancel(address caller, address target, bytes calldata data, string calldata reason)
        external
        override
        onlyWithMandate(reason)
    {
        emit Acted(msg.sender, authority(), IAccessManager.cancel.selector, reason);
        IAccessManager(authority()).cancel(caller, target, data);
    }

    /// @inheritdoc ICouncil
    function act(address target, bytes calldata data, string calldata reason)
        external
        override
        onlyWithMandate(reason)
        returns (bytes memory answer)
    {
        if (target == authority()) revert RoleIsNotTheMembers();
        emit Acted(msg.sender, target, bytes4(data), reason);
        return target.functionCall(data);
    }

    // ---- governance ----

    /// @inheritdoc ICouncil
    function appoint(address newMember) external override restricted {
        _appoint(newMember);
    }

    /// @inheritdoc ICouncil
    function renew() external override restricted {
        _setMandate(_member, block.timestamp + MANDATE);
    }

    /// @inheritdoc ICouncil
    function dismiss() external override restricted {
        _setMandate(_member, block.timestamp);
    }

    // ---- views ----

    /// @inheritdoc ICouncil
    function member() external view override returns (address) {
        return _member;
    }

    /// @inheritdoc ICouncil
    function mandateUntil() external view override returns (uint256) {
        return _until;
    }

    /// @inheritdoc ICouncil
    function governor() external view override returns (address) {
        return GOVERNOR;
    }

    function _appoint(address newMember) private {
        if (newMember == address(0)) revert ZeroAddress();
        _setMandate(newMember, block.timestamp + MANDATE);
    }

    function _setMandate(address holder, uint256 until) private {
        _member = holder;
        _until = uint40(until);
        emit MandateSet(holder, until);
    }
}
