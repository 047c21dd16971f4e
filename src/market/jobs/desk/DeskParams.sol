// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobDesk } from "../../../interfaces/IJobDesk.sol";
import { GuardianPausable } from "../../../libraries/GuardianPausable.sol";
import { BookCodec } from "../BookCodec.sol";
import { MarketStorage } from "../MarketStorage.sol";
import { ParamStore } from "../ParamStore.sol";

/// @title What governance may set, within bounds
abstract contract DeskParams is IJobDesk, MarketStorage, GuardianPausable {
    /// @inheritdoc IJobDesk
    function setParams(Params calldata p) external override restricted {
        ParamStore.set(_terms, p);
    }

    /// @inheritdoc IJobDesk
    function setVerifier(uint8 index, address verifier_) external override restricted {
        _setVerifier(index, verifier_);
    }

    /// @inheritdoc IJobDesk
    function params() external view override returns (Params memory) {
        return _terms.params;
    }

    /// @inheritdoc IJobDesk
    function verifier(uint8 index) external view override returns (address) {
        return index == 0 ? _terms.reporting.meterQuorum : _verifiers[index];
    }

    /// @dev The end of a pause is kept where every opening reads anyway.
    function _onPauseChanged(uint40 until) internal override {
        _terms.status = BookCodec.withPausedUntil(_terms.status, until);
    }
}
