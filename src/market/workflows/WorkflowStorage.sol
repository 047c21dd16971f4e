// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { IWorkflows } from "../../interfaces/IWorkflows.sol";

/// @title A workflow's records and peers
abstract contract WorkflowStorage is IWorkflows {
    /// @dev The first slot is all that a launch reads of the terms but for the hashes.
    struct StageRecord {
        uint32 listingId;
        uint24 units;
        uint24 duration;
        uint40 maxUnitPrice;
        uint32 parents;
        uint40 launchBy;
        uint64 reserve;
        uint40 jobId;
        uint32 taskCount;
        bytes32 specHash;
        bytes32 tasksRoot;
    }

    IVault internal immutable VAULT;
    IListings internal immutable LISTINGS;
    IJobMarket internal immutable JOB_MARKET;

    uint256 internal _count;
    mapping(uint256 workflowId => Workflow) internal _workflows;
    mapping(uint256 workflowId => mapping(uint256 stage => StageRecord)) internal _stages;

    uint256[47] private __gap;

    constructor(address vault, address listings, address jobMarket) {
        VAULT = IVault(vault);
        LISTINGS = IListings(listings);
        JOB_MARKET = IJobMarket(jobMarket);
    }

    function _existing(uint256 workflowId) internal view returns (Workflow storage w) {
        w = _workflows[workflowId];
        if (w.payer == address(0)) revert UnknownWorkflow(workflowId);
    }

    /// @dev The stage and its partner, if it is one of a bundle.
    function _together(uint256 bundled, uint256 stage_) internal pure returns (uint256 set) {
        set = 1 << stage_;
        if (bundled & set != 0) set |= set >> 1;
        else if (bundled & set << 1 != 0) set |= set << 1;
    }

    /// @dev With every stage its partner.
    function _withPartners(uint256 bundled, uint256 set) internal pure returns (uint256) {
        return set | (set & bundled) >> 1 | (set << 1) & bundled;
    }
}
