// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { Actors } from "./Actors.sol";

/// @dev Accounts that hand their votes about.
contract DelegatorHandler is Test {
    Actors private immutable actors;

    constructor(Actors actors_) {
        actors = actors_;
    }

    function delegate(uint256 who, uint256 to) external {
        vm.prank(actors.at(who));
        actors.escrow().delegate(actors.at(to));
    }

    function takeBack(uint256 who) external {
        vm.prank(actors.at(who));
        actors.escrow().delegate(address(0));
    }
}
