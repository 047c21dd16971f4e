// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRecords } from "../interfaces/IProviderRecords.sol";
import { Benchmarks } from "./records/Benchmarks.sol";
import { InvoiceRecords } from "./records/InvoiceRecords.sol";
import { KycRecords } from "./records/KycRecords.sol";
import { RecordsStorage } from "./records/RecordsStorage.sol";

/// @title ProviderRecords
/// @notice The parts: Benchmarks, KycRecords, InvoiceRecords.
contract ProviderRecords is Benchmarks, KycRecords, InvoiceRecords {
    constructor(address registry, address jobMarket, address uptimeMonitor)
        RecordsStorage(registry, jobMarket, uptimeMonitor)
    {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        __EIP712_init("CyberPlaza ProviderRecords", "1");
        _setDefaults();
    }

    /// @inheritdoc IProviderRecords
    function requireRenewable(uint32 providerId, address account, uint256 certifiedAt) external view override {
        _requireCertifiable(account);
        _requireFreshSince(providerId, certifiedAt);
        UPTIME_MONITOR.requireCovered(providerId, certifiedAt);
    }
}
