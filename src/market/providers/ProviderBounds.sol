// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";

/// @title Where the registry keeps each parameter, and what it may be
/// @dev Linked, so that the table does not weigh on the registry's code size.
library ProviderBounds {
    /// @dev Four to a slot; the first nine are what a standing reads.
    uint256 internal constant ORDINARY_FEE_BPS = 0;
    uint256 internal constant CERTIFIED_FEE_BPS = 1;
    uint256 internal constant FEE_FLOOR_BPS = 2;
    uint256 internal constant CPT_HAIRCUT_BPS = 3;
    uint256 internal constant FIRST_TIER_VOTES = 4;
    uint256 internal constant SECOND_TIER_VOTES = 5;
    uint256 internal constant FIRST_TIER_CUT_BPS = 6;
    uint256 internal constant SECOND_TIER_CUT_BPS = 7;
    uint256 internal constant STANDING_TERM = 8;
    uint256 internal constant PROBATION_JOB_LIMIT = 9;
    uint256 internal constant CERTIFICATION_FEE = 10;
    uint256 internal constant CERTIFICATE_TERM = 11;
    uint256 internal constant PROBATION_TERM = 12;
    uint256 internal constant EXIT_NOTICE = 13;
    uint256 internal constant SLASH_HOLD = 14;
    uint256 internal constant DELEGATION_CAP_BPS = 15;

    uint256 private constant BPS = 10_000;
    /// @dev The market keeps fees in tenths of a percent.
    uint256 private constant FEE_STEP = 10;
    uint256 private constant MIN_FEE_BPS = 200;
    uint256 private constant MAX_FEE_BPS = 500;
    uint256 private constant MAX_CUT_BPS = 300;
    /// @dev Nobody can hold more veCPT than 2.5 times the supply.
    uint256 private constant MAX_VOTES = 250_000_000;

    struct Bounds {
        uint256 index;
        uint256 min;
        uint256 max;
        uint256 step;
    }

    /// @notice Sets what SPEC PROV names.
    function setDefaults(uint64[32] storage params) external {
        _set(params, "ordinaryFeeBps", 500);
        _set(params, "certifiedFeeBps", 400);
        _set(params, "feeFloorBps", 200);
        _set(params, "cptHaircutBps", 5000);
        _set(params, "firstTierVotes", 10_000);
        _set(params, "secondTierVotes", 100_000);
        _set(params, "firstTierCutBps", 100);
        _set(params, "secondTierCutBps", 200);
        _set(params, "standingTerm", 7 days);
        _set(params, "probationJobLimit", 10);
        _set(params, "certificationFee", 5000e6);
        _set(params, "certificateTerm", 365 days);
        _set(params, "probationTerm", 30 days);
        _set(params, "exitNotice", 35 days);
        _set(params, "slashHold", 7 days);
        _set(params, "delegationCapBps", 30_000);
    }

    /// @notice Reverts with InvalidParameter out of bounds, and for a name that is none.
    function set(uint64[32] storage params, bytes32 name, uint256 value) external {
        _set(params, name, value);
    }

    /// @notice Reverts with InvalidParameter for a name that is none.
    function get(uint64[32] storage params, bytes32 name) external view returns (uint256) {
        Bounds memory b = _boundsOf(name);
        if (b.max == 0) revert IProviderRegistry.InvalidParameter(name, 0);
        return params[b.index];
    }

    function _set(uint64[32] storage params, bytes32 name, uint256 value) private {
        Bounds memory b = _boundsOf(name);
        if (value < b.min || value > b.max || value % b.step != 0) {
            revert IProviderRegistry.InvalidParameter(name, value);
        }
        // Every maximum fits.
        params[b.index] = uint64(value);
        emit IProviderRegistry.ParameterSet(name, value);
    }

    /// @dev Bounds that nothing meets for a name that is none.
    function _boundsOf(bytes32 name) private pure returns (Bounds memory) {
        if (name == "ordinaryFeeBps") return Bounds(ORDINARY_FEE_BPS, MIN_FEE_BPS, MAX_FEE_BPS, FEE_STEP);
        if (name == "certifiedFeeBps") return Bounds(CERTIFIED_FEE_BPS, MIN_FEE_BPS, MAX_FEE_BPS, FEE_STEP);
        if (name == "feeFloorBps") return Bounds(FEE_FLOOR_BPS, MIN_FEE_BPS, MAX_FEE_BPS, FEE_STEP);
        if (name == "cptHaircutBps") return Bounds(CPT_HAIRCUT_BPS, 1000, BPS, 1);
        if (name == "firstTierVotes") return Bounds(FIRST_TIER_VOTES, 1, MAX_VOTES, 1);
        if (name == "secondTierVotes") return Bounds(SECOND_TIER_VOTES, 1, MAX_VOTES, 1);
        if (name == "firstTierCutBps") return Bounds(FIRST_TIER_CUT_BPS, 0, MAX_CUT_BPS, FEE_STEP);
        if (name == "secondTierCutBps") return Bounds(SECOND_TIER_CUT_BPS, 0, MAX_CUT_BPS, FEE_STEP);
        if (name == "standingTerm") return Bounds(STANDING_TERM, 1 hours, 7 days, 1);
        if (name == "probationJobLimit") return Bounds(PROBATION_JOB_LIMIT, 1, 1000, 1);
        if (name == "certificationFee") return Bounds(CERTIFICATION_FEE, 5000e6, 50_000e6, 1);
        if (name == "certificateTerm") return Bounds(CERTIFICATE_TERM, 30 days, 3 * 365 days, 1);
        if (name == "probationTerm") return Bounds(PROBATION_TERM, 7 days, 180 days, 1);
        if (name == "exitNotice") return Bounds(EXIT_NOTICE, 35 days, 180 days, 1);
        if (name == "slashHold") return Bounds(SLASH_HOLD, 1 days, 14 days, 1);
        if (name == "delegationCapBps") return Bounds(DELEGATION_CAP_BPS, 0, 10 * BPS, 1);
        return Bounds(0, 1, 0, 1);
    }
}
