// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { ProviderStorage } from "./ProviderStorage.sol";

/// @title Who a provider is and who acts for it (SPEC PROV 1)
abstract contract ProviderIdentity is ProviderStorage {
    /// @inheritdoc IProviderRegistry
    function register(address payout, string calldata metadataURI) external override returns (uint32 providerId) {
        if (payout == address(0)) revert ZeroAddress();
        if (_providerOf[msg.sender] != 0) revert AlreadyRegistered(msg.sender);

        providerId = ++_count;
        _providerOf[msg.sender] = providerId;
        Record storage record = _records[providerId];
        record.owner = msg.sender;
        record.status = Status.Ordinary;
        record.payout = payout;
        _metadata[providerId] = metadataURI;
        emit ProviderRegistered(providerId, msg.sender, payout, metadataURI);
    }

    /// @inheritdoc IProviderRegistry
    function update(uint32 providerId, address payout, string calldata metadataURI) external override {
        Record storage record = _owned(providerId);
        if (payout == address(0)) revert ZeroAddress();

        record.payout = payout;
        _metadata[providerId] = metadataURI;
        emit ProviderUpdated(providerId, payout, metadataURI);

        _refreshMarket(providerId);
    }

    /// @inheritdoc IProviderRegistry
    function transferOwnership(uint32 providerId, address newOwner) external override {
        _owned(providerId);
        if (_providerOf[newOwner] != 0) revert AlreadyRegistered(newOwner);

        _pendingOwners[providerId] = newOwner;
        emit OwnershipTransferStarted(providerId, msg.sender, newOwner);
    }

    /// @inheritdoc IProviderRegistry
    function acceptOwnership(uint32 providerId) external override {
        Record storage record = _existing(providerId);
        if (msg.sender != _pendingOwners[providerId]) revert NotPendingOwner(providerId, msg.sender);
        if (_providerOf[msg.sender] != 0) revert AlreadyRegistered(msg.sender);
        // A certificate does not outlive its owner's KYC by a sale.
        if (record.certifiedAt != 0 && record.status != Status.Revoked) RECORDS.requireCertifiable(msg.sender);

        address former = record.owner;
        delete _pendingOwners[providerId];
        delete _providerOf[former];
        _providerOf[msg.sender] = providerId;
        record.owner = msg.sender;
        emit OwnershipTransferred(providerId, former, msg.sender);

        // The fee follows the owner's veCPT.
        _refreshMarket(providerId);
    }

    /// @inheritdoc IProviderRegistry
    function setOperator(uint32 providerId, address operator, bool allowed) external override {
        _owned(providerId);
        if (operator == address(0)) revert ZeroAddress();

        _operators[providerId][msg.sender][operator] = allowed;
        emit OperatorSet(providerId, operator, allowed);
    }

    /// @inheritdoc IProviderRegistry
    function providerCount() external view override returns (uint32) {
        return _count;
    }

    /// @inheritdoc IProviderRegistry
    function providerOf(address owner) external view override returns (uint32 providerId) {
        return _providerOf[owner];
    }

    /// @inheritdoc IProviderRegistry
    function mayOperate(uint32 providerId, address account) external view override returns (bool) {
        address owner = _records[providerId].owner;
        return owner != address(0) && (account == owner || _operators[providerId][owner][account]);
    }

    /// @inheritdoc IProviderRegistry
    function ownerOf(uint32 providerId) external view override returns (address) {
        return _records[providerId].owner;
    }

    /// @inheritdoc IProviderRegistry
    function pendingOwner(uint32 providerId) external view override returns (address) {
        return _pendingOwners[providerId];
    }

    /// @inheritdoc IProviderRegistry
    function statusOf(uint32 providerId) external view override returns (Status) {
        return _records[providerId].status;
    }
}
