// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { ProviderBounds } from "./ProviderBounds.sol";
import { ProviderStorage } from "./ProviderStorage.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

/// @title What governance may set, within bounds
abstract contract ProviderParams is ProviderStorage, AccessManagedUpgradeable {
    uint256 internal constant ORDINARY_FEE_BPS = ProviderBounds.ORDINARY_FEE_BPS;
    uint256 internal constant CERTIFIED_FEE_BPS = ProviderBounds.CERTIFIED_FEE_BPS;
    uint256 internal constant FEE_FLOOR_BPS = ProviderBounds.FEE_FLOOR_BPS;
    uint256 internal constant CPT_HAIRCUT_BPS = ProviderBounds.CPT_HAIRCUT_BPS;
    uint256 internal constant FIRST_TIER_VOTES = ProviderBounds.FIRST_TIER_VOTES;
    uint256 internal constant SECOND_TIER_VOTES = ProviderBounds.SECOND_TIER_VOTES;
    uint256 internal constant FIRST_TIER_CUT_BPS = ProviderBounds.FIRST_TIER_CUT_BPS;
    uint256 internal constant SECOND_TIER_CUT_BPS = ProviderBounds.SECOND_TIER_CUT_BPS;
    uint256 internal constant STANDING_TERM = ProviderBounds.STANDING_TERM;
    uint256 internal constant PROBATION_JOB_LIMIT = ProviderBounds.PROBATION_JOB_LIMIT;
    uint256 internal constant CERTIFICATION_FEE = ProviderBounds.CERTIFICATION_FEE;
    uint256 internal constant CERTIFICATE_TERM = ProviderBounds.CERTIFICATE_TERM;
    uint256 internal constant PROBATION_TERM = ProviderBounds.PROBATION_TERM;
    uint256 internal constant EXIT_NOTICE = ProviderBounds.EXIT_NOTICE;
    uint256 internal constant SLASH_HOLD = ProviderBounds.SLASH_HOLD;
    uint256 internal constant DELEGATION_CAP_BPS = ProviderBounds.DELEGATION_CAP_BPS;

    uint256 internal constant BPS = 10_000;

    /// @inheritdoc IProviderRegistry
    function setParameter(bytes32 name, uint256 value) external override restricted {
        ProviderBounds.set(_params, name, value);
    }

    /// @inheritdoc IProviderRegistry
    function setOrdinaryAdmission(bool open) external override restricted {
        _ordinaryAdmission = open;
        emit OrdinaryAdmissionSet(open);
    }

    /// @inheritdoc IProviderRegistry
    function parameter(bytes32 name) external view override returns (uint256) {
        return ProviderBounds.get(_params, name);
    }

    /// @inheritdoc IProviderRegistry
    function ordinaryAdmission() external view override returns (bool) {
        return _ordinaryAdmission;
    }
}
