// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";
import { ProviderRegistry } from "../../../../src/market/ProviderRegistry.sol";
import { ProviderWorld } from "../utils/ProviderWorld.sol";

/// @notice What the actors know they did, kept apart from what the registry says.
contract BondBooks {
    struct Sum {
        uint256 cpt;
        uint256 usdc;
    }

    uint32[] public ids;
    uint32[] public listingIds;
    mapping(uint32 => Sum) public deposited;
    mapping(uint32 => Sum) public withdrawn;
    mapping(uint32 => Sum) public slashed;
    mapping(uint32 => uint256) public lastRequest;
    mapping(uint32 => uint256[]) private _jobs;
    uint256 public breaches;
    uint256 public exits;
    uint256 public slashes;

    function add(uint32 id, uint32 listingId) external {
        ids.push(id);
        listingIds.push(listingId);
    }

    function count() external view returns (uint256) {
        return ids.length;
    }

    function onDeposit(uint32 id, uint256 c, uint256 u) external {
        deposited[id].cpt += c;
        deposited[id].usdc += u;
    }

    function onWithdrawal(uint32 id, uint256 c, uint256 u) external {
        withdrawn[id].cpt += c;
        withdrawn[id].usdc += u;
        ++exits;
        // Nobody leaves before the notice or with open jobs.
        if (block.timestamp < lastRequest[id] + 35 days || _jobs[id].length != 0) ++breaches;
    }

    function onSlash(uint32 id, uint256 c, uint256 u) external {
        slashed[id].cpt += c;
        slashed[id].usdc += u;
        ++slashes;
    }

    function onRequest(uint32 id) external {
        lastRequest[id] = block.timestamp;
    }

    function onBreach() external {
        ++breaches;
    }

    function openJobs(uint32 id) external view returns (uint256) {
        return _jobs[id].length;
    }

    function pushJob(uint32 id, uint256 jobId) external {
        _jobs[id].push(jobId);
    }

    function popJob(uint32 id) external returns (uint256 jobId) {
        uint256 length = _jobs[id].length;
        if (length == 0) return 0;
        jobId = _jobs[id][length - 1];
        _jobs[id].pop();
    }
}

/// @dev Actors try; whether the registry lets them is its own affair unless it breaks a law.
abstract contract BondActor is Test {
    ProviderWorld internal immutable world;
    ProviderRegistry internal immutable registry;
    BondBooks internal immutable books;

    constructor(ProviderWorld world_, BondBooks books_) {
        (world, registry, books) = (world_, world_.registry(), books_);
    }

    function _pick(uint256 seed) internal view returns (uint32) {
        return books.ids(seed % books.count());
    }

    function _bond(uint32 id) internal view returns (IProviderRegistry.Provider memory) {
        return registry.provider(id);
    }
}
