// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { JobFlags } from "./JobCodec.sol";
import { MarketStorage } from "./MarketStorage.sol";
import { ParamStore } from "./ParamStore.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

/// @title What governance may set, within bounds
abstract contract JobParams is MarketStorage, AccessManagedUpgradeable {
    /// @inheritdoc IJobMarket
    function setParams(Params calldata p) external override restricted {
        ParamStore.set(_terms, p);
    }

    /// @inheritdoc IJobMarket
    function setVerifier(uint8 index, address verifier_) external override restricted {
        _setVerifier(index, verifier_);
    }

    /// @inheritdoc IJobMarket
    function params() external view override returns (Params memory) {
        return _terms.params;
    }

    /// @inheritdoc IJobMarket
    function verifier(uint8 index) external view override returns (address) {
        return index == 0 ? _terms.reporting.meterQuorum : _verifiers[index];
    }

    /// @dev A removed verifier strands no job: its run ends by its deadline.
    function _setVerifier(uint8 index, address verifier_) internal {
        if (index > JobFlags.MAX_VERIFIER) revert UnknownVerifier(index);
        if (index == 0) _terms.reporting.meterQuorum = verifier_;
        else _verifiers[index] = verifier_;
        emit VerifierSet(index, verifier_);
    }
}
