// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IRevenueRouter } from "../../interfaces/IRevenueRouter.sol";
import { ProviderParams } from "./ProviderParams.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title The life cycle from application to revocation (SPEC PROV 2)
abstract contract ProviderCertification is ProviderParams, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice The entry bar.
    uint256 public constant MIN_CORES = 100;
    uint256 public constant MIN_RAM_GB = 500;
    uint256 public constant MIN_NVME_TB = 10;
    uint256 public constant MIN_DISK_TB = 50;
    uint256 public constant MIN_GBPS = 10;

    /// @inheritdoc IProviderRegistry
    function applyForCertification(uint32 providerId, Infrastructure calldata infrastructure, bytes32 evidenceHash)
        external
        override
        nonReentrant
    {
        Record storage record = _owned(providerId);
        _requireStatus(providerId, record, Status.Ordinary);
        if (!_meetsEntryBar(infrastructure)) revert BelowEntryBar();

        uint256 fee = _params[CERTIFICATION_FEE];
        emit CertificationApplied(providerId, fee, infrastructure, evidenceHash);
        record.status = Status.Applied;
        emit StatusChanged(providerId, Status.Ordinary, Status.Applied, 0, address(0), evidenceHash, "");

        USDC.safeTransferFrom(msg.sender, address(REVENUE_ROUTER), fee);
        REVENUE_ROUTER.notify(IRevenueRouter.Source.Certification, fee);
    }

    /// @inheritdoc IProviderRegistry
    function admit(uint32 providerId, bytes32 evidenceHash, string calldata reason) external override restricted {
        Record storage record = _existing(providerId);
        _requireStatus(providerId, record, Status.Applied);
        _move(providerId, record, Status.Probation, _in(PROBATION_TERM), evidenceHash, reason);
    }

    /// @inheritdoc IProviderRegistry
    function reject(uint32 providerId, bytes32 evidenceHash, string calldata reason) external override restricted {
        Record storage record = _existing(providerId);
        _requireStatus(providerId, record, Status.Applied);
        _move(providerId, record, Status.Ordinary, 0, evidenceHash, reason);
    }

    /// @inheritdoc IProviderRegistry
    function certify(uint32 providerId, bytes32 evidenceHash, string calldata reason) external override restricted {
        Record storage record = _existing(providerId);
        _requireStatus(providerId, record, Status.Probation);
        if (block.timestamp < record.statusUntil) revert ProbationRunning(record.statusUntil);
        RECORDS.requireCertifiable(record.owner);
        record.certifiedAt = uint40(block.timestamp);
        _move(providerId, record, Status.Certified, _in(CERTIFICATE_TERM), evidenceHash, reason);
    }

    /// @inheritdoc IProviderRegistry
    function renew(uint32 providerId, bytes32 evidenceHash, string calldata reason) external override restricted {
        Record storage record = _existing(providerId);
        _requireStatus(providerId, record, Status.Certified);
        RECORDS.requireRenewable(providerId, record.owner, record.certifiedAt);
        record.certifiedAt = uint40(block.timestamp);
        _move(providerId, record, Status.Certified, _in(CERTIFICATE_TERM), evidenceHash, reason);
    }

    /// @inheritdoc IProviderRegistry
    function suspend(uint32 providerId, bytes32 evidenceHash, string calldata reason) external override restricted {
        Record storage record = _existing(providerId);
        Status status = record.status;
        if (status == Status.Suspended || status == Status.Revoked) revert WrongStatus(providerId, status);
        record.suspendedFrom = status;
        _move(providerId, record, Status.Suspended, record.statusUntil, evidenceHash, reason);
    }

    /// @inheritdoc IProviderRegistry
    function reinstate(uint32 providerId, bytes32 evidenceHash, string calldata reason) external override restricted {
        Record storage record = _existing(providerId);
        _requireStatus(providerId, record, Status.Suspended);
        Status to = record.suspendedFrom;
        record.suspendedFrom = Status.None;
        uint256 until = to == Status.Probation ? _in(PROBATION_TERM) : record.statusUntil;
        _move(providerId, record, to, until, evidenceHash, reason);
    }

    /// @inheritdoc IProviderRegistry
    function revoke(uint32 providerId, bytes32 evidenceHash, string calldata reason) external override restricted {
        Record storage record = _existing(providerId);
        if (record.status == Status.Revoked) revert WrongStatus(providerId, Status.Revoked);
        record.suspendedFrom = Status.None;
        _move(providerId, record, Status.Revoked, 0, evidenceHash, reason);
    }

    function _move(
        uint32 providerId,
        Record storage record,
        Status to,
        uint256 until,
        bytes32 evidenceHash,
        string calldata reason
    ) private {
        Status from = record.status;
        record.status = to;
        record.statusUntil = uint40(until);
        emit StatusChanged(providerId, from, to, until, msg.sender, evidenceHash, reason);

        _refreshMarket(providerId);
    }

    function _in(uint256 term) private view returns (uint256) {
        return block.timestamp + _params[term];
    }

    function _requireStatus(uint32 providerId, Record storage record, Status wanted) private view {
        Status status = record.status;
        if (status != wanted) revert WrongStatus(providerId, status);
    }

    function _meetsEntryBar(Infrastructure calldata i) private pure returns (bool) {
        return i.cores >= MIN_CORES && i.ramGb >= MIN_RAM_GB && (i.nvmeTb >= MIN_NVME_TB || i.diskTb >= MIN_DISK_TB)
            && i.gbps >= MIN_GBPS;
    }
}
