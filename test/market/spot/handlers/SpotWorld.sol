// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { ISpotMarket } from "../../../../src/interfaces/ISpotMarket.sol";
import { SpotMarket } from "../../../../src/market/SpotMarket.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice What the actors share: the markets, the rounds that have bids, and what the events said.
contract SpotWorld {
    IJobMarket public immutable market;
    SpotMarket public immutable spot;
    bytes32 public immutable sku;
    uint32[3] public lots;

    uint40[] private _rounds;
    mapping(uint40 roundEnd => bool) private _known;
    mapping(uint40 bidId => uint256) public maxPrice;
    mapping(uint40 bidId => uint256) public bidUnits;
    mapping(uint40 bidId => uint256) public filled;
    mapping(uint40 bidId => bool) public closed;
    /// @dev What no event may ever say.
    bool public overpaid;
    bool public overfilled;
    bool public closedTwice;
    uint256 public jobs;

    constructor(IJobMarket market_, SpotMarket spot_, bytes32 sku_, uint32[3] memory lots_) {
        (market, spot, sku, lots) = (market_, spot_, sku_, lots_);
    }

    function rounds() external view returns (uint40[] memory) {
        return _rounds;
    }

    function digest(Vm.Log[] calldata logs) public virtual {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(spot) && logs[i].topics.length >= 2) _digest(logs[i]);
        }
    }

    function _digest(Vm.Log calldata log) private {
        uint40 id = uint40(uint256(log.topics[1]));
        if (log.topics[0] == ISpotMarket.BidPlaced.selector) {
            uint40 roundEnd;
            (roundEnd, bidUnits[id],, maxPrice[id],,,) =
                abi.decode(log.data, (uint40, uint256, uint256, uint256, uint256, uint256, bytes32));
            if (!_known[roundEnd]) _rounds.push(roundEnd);
            _known[roundEnd] = true;
        } else if (log.topics[0] == ISpotMarket.BidFilled.selector) {
            (uint256 units, uint256 price) = abi.decode(log.data, (uint256, uint256));
            filled[id] += units;
            ++jobs;
            if (price > maxPrice[id]) overpaid = true;
            if (filled[id] > bidUnits[id]) overfilled = true;
        } else if (log.topics[0] == ISpotMarket.BidClosed.selector) {
            if (closed[id]) closedTwice = true;
            closed[id] = true;
        }
    }
}

/// @dev Acts, and has the world read what the events say.
abstract contract SpotActor is CommonBase, StdUtils {
    SpotWorld internal immutable world;
    SpotMarket internal immutable spot;
    IJobMarket internal immutable market;

    modifier seen() {
        vm.recordLogs();
        _;
        world.digest(vm.getRecordedLogs());
    }

    constructor(SpotWorld world_) {
        (world, spot, market) = (world_, world_.spot(), world_.market());
    }
}
