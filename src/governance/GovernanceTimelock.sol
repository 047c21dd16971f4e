// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The 48 hours between a vote and its effect (SPEC GOV 1)
/// @notice OpenZeppelin's TimelockController with the Governor as its only proposer, canceller and executor, and a delay that even a
/// vote cannot take below 48 hours. It is what holds governance's roles in the AccessManager.
contract GovernanceTimelock is TimelockController {
    uint256 public constant LEAST_DELAY = 48 hours;
    uint256 public constant MOST_DELAY = 30 days;

    error DelayOutOfBounds(uint256 delay);

    constructor(address governor) TimelockController(LEAST_DELAY, _only(governor), _only(governor), address(0)) { }

    /// @notice Changes the delay of operations to come. Caller: this contract, that is governance.
    /// @param newDelay seconds, LEAST_DELAY .. MOST_DELAY
    function updateDelay(uint256 newDelay) public override {
        if (newDelay < LEAST_DELAY || newDelay > MOST_DELAY) revert DelayOutOfBounds(newDelay);
        super.updateDelay(newDelay);
    }

    function _only(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}
