// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../src/interfaces/IComputePriceOracle.sol";
import { ComputePriceOracle } from "../../src/oracle/ComputePriceOracle.sol";
import { PriceNodes } from "../oracle/utils/PriceNodes.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { Test } from "forge-std/Test.sol";

contract OracleGasTest is Test {
    uint40 internal constant T0 = 1_750_000_000;

    PriceNodes internal nodes;
    ComputePriceOracle internal oracle;

    function setUp() public {
        vm.warp(T0);
        nodes = new PriceNodes(13);
        AccessManager manager = new AccessManager(address(this));
        oracle = new ComputePriceOracle(address(manager), nodes.all());
        for (uint256 i; i < 8; ++i) {
            oracle.addFeed("feed", 8);
        }
        _submit(8, 7, T0);
    }

    /// @dev Prices around 1 USD, a little different each time and from node to node.
    function _submit(uint256 feeds, uint256 count, uint40 observedAt) internal {
        uint32[] memory ids = new uint32[](feeds);
        uint64[][] memory prices = new uint64[][](count);
        for (uint256 k; k < feeds; ++k) {
            ids[k] = uint32(k + 1);
        }
        for (uint256 i; i < count; ++i) {
            prices[i] = new uint64[](feeds);
            for (uint256 k; k < feeds; ++k) {
                prices[i][k] = uint64(1e8 + uint256(keccak256(abi.encode(observedAt, i, k))) % 4e5);
            }
        }
        IComputePriceOracle.NodeReport[] memory reports = nodes.signAll(address(oracle), ids, prices, observedAt);
        oracle.submit(ids, observedAt, reports);
    }

    function test_submit_1_feed_7_nodes() public {
        vm.warp(T0 + 60);
        _submit(1, 7, T0 + 60);
        vm.snapshotGasLastCall("Oracle", "submit 1 feed, 7 nodes");
    }

    function test_submit_8_feeds_7_nodes() public {
        vm.warp(T0 + 60);
        _submit(8, 7, T0 + 60);
        vm.snapshotGasLastCall("Oracle", "submit 8 feeds, 7 nodes");
    }

    function test_submit_8_feeds_13_nodes() public {
        vm.warp(T0 + 60);
        _submit(8, 13, T0 + 60);
        vm.snapshotGasLastCall("Oracle", "submit 8 feeds, 13 nodes");
    }
}
