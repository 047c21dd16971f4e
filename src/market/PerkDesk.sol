// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IPerkDesk } from "../interfaces/IPerkDesk.sol";
import { IPerkWeights } from "../interfaces/IPerkWeights.sol";
import { VeTier } from "../libraries/VeTier.sol";

/// @title PerkDesk
/// @dev Keeps nothing, so it is replaced rather than upgraded.
contract PerkDesk is IPerkDesk {
    IJobMarket private immutable MARKET;
    IPerkWeights private immutable WEIGHTS;

    constructor(address market, address weights) {
        MARKET = IJobMarket(market);
        WEIGHTS = IPerkWeights(weights);
    }

    /// @inheritdoc IPerkDesk
    function open(IJobMarketTypes.OpenParams[] calldata orders) external override returns (uint256[] memory jobIds) {
        if (orders.length == 0) revert NothingToOpen();
        IJobMarketTypes.ModuleTerms memory terms;
        terms.discountPercent = uint8(discountPercent(msg.sender));
        jobIds = new uint256[](orders.length);
        for (uint256 i; i < orders.length; ++i) {
            jobIds[i] = MARKET.openFor(msg.sender, orders[i], terms);
        }
    }

    /// @inheritdoc IPerkDesk
    function discountPercent(address account) public view override returns (uint256) {
        return VeTier.discountPercent(VeTier.tierOf(WEIGHTS.weightOf(account)));
    }
}
