// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TownLaws } from "./utils/TownLaws.sol";

/// forge-config: default.invariant.depth = 200
/// forge-config: default.invariant.runs = 3
/// forge-config: default.invariant.fail_on_revert = false
/// forge-config: lite.invariant.depth = 100
/// forge-config: lite.invariant.runs = 2
/// forge-config: lite.invariant.fail_on_revert = false
/// forge-config: deep.invariant.depth = 500
/// forge-config: deep.invariant.runs = 60
/// forge-config: deep.invariant.fail_on_revert = false
/// @notice Everybody at once, on the system as it is deployed. Laws C and D, and that what is over stays over, after every call.
/// @dev What an actor is refused reverts; that each state and outcome is reached is EveryOutcome's affair.
contract MarketCampaign is TownLaws {
    function setUp() public override {
        super.setUp();
        address[31] memory actors = [
            address(buyer),
            address(sponsor),
            address(seller),
            address(seller),
            address(helper),
            address(meters),
            address(meters),
            address(keeper),
            address(regular),
            address(regular),
            address(complainant),
            address(respondent),
            address(arbiters),
            address(governance),
            address(disputeKeeper),
            address(workflows),
            address(bidder),
            address(rival),
            address(offerer),
            address(clearer),
            address(booking),
            address(stakers),
            address(subscriber),
            address(referrer),
            address(thief),
            address(tokens),
            address(clock),
            address(clock),
            address(clock),
            address(office),
            address(office)
        ];
        for (uint256 i; i < actors.length; ++i) {
            targetContract(actors[i]);
        }
    }

    function invariant_LawsCAndDHoldThroughEverything() public view {
        checkLaws();
    }

    function afterInvariant() public {
        emptyEverything();
        checkLaws();
    }
}
