// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPriceHub } from "../../../src/interfaces/IPriceHub.sol";
import { PriceHub } from "../../../src/oracle/PriceHub.sol";
import { Test } from "forge-std/Test.sol";

/// @dev What tests of the price hub say about it.
abstract contract PriceHubHouse is Test {
    bytes32 internal constant CPT = "CPT/USD";

    PriceHub internal hub;

    function _expectCpt(IPriceHub.Status status, uint256 price) internal view {
        (IPriceHub.Status got, uint256 value) = hub.cptUsd();
        assertEq(uint8(got), uint8(status));
        assertEq(value, price);
    }
}
