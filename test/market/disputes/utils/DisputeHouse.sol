// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../../src/interfaces/IDisputes.sol";
import { IJobDesk } from "../../../../src/interfaces/IJobDesk.sol";
import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";
import { ArbiterPanel } from "../../../../src/market/ArbiterPanel.sol";
import { Disputes } from "../../../../src/market/Disputes.sol";
import { InsuranceFund } from "../../../../src/pool/InsuranceFund.sol";
import { MarketHouse } from "../../jobs/utils/MarketHouse.sol";
import { DisputeBuilder } from "./DisputeBuilder.sol";

/// @dev A market with disputes, a panel of five and a fund. A job of 100 units costs 250 USDC: hold-back 25, paid early 225.
abstract contract DisputeHouse is MarketHouse {
    uint64 internal constant DISPUTES_ROLE = 7;
    uint64 internal constant SLASHER_ROLE = 8;
    uint64 internal constant SUSPENDER_ROLE = 12;
    uint64 internal constant CLAIMS_ROLE = 20;

    uint64 internal constant HELD = 25e6;
    uint64 internal constant EARLY = 225e6;
    bytes32 internal constant EVIDENCE = keccak256("evidence of a dispute");

    InsuranceFund internal insurance;
    ArbiterPanel internal panel;
    Disputes internal disputes;
    address[] internal arbiters;
    address internal operator = makeAddr("operator");

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i; i < 5; ++i) {
            arbiters.push(makeAddr(string.concat("arbiter", vm.toString(i))));
        }
        DisputeBuilder b = DisputeBuilder(
            deployCode(
                "DisputeBuilder.sol:DisputeBuilder",
                abi.encode(manager, usdc, registry, market, vault, listings, oracle, arbiters)
            )
        );
        (insurance, panel, disputes) = (b.fund(), b.panel(), b.disputes());
        vault.setModule(address(disputes), true);
        _grant(address(market), IJobDesk.freeze.selector, DISPUTES_ROLE);
        _grant(address(market), IJobDesk.rule.selector, DISPUTES_ROLE);
        _grant(address(registry), IProviderRegistry.slash.selector, SLASHER_ROLE);
        _grant(address(registry), IProviderRegistry.holdBond.selector, SLASHER_ROLE);
        _grant(address(registry), IProviderRegistry.suspend.selector, SUSPENDER_ROLE);
        _grant(address(insurance), InsuranceFund.fileClaim.selector, CLAIMS_ROLE);
        fund(seller, DEPOSIT);
        fund(operator, DEPOSIT);
        vm.prank(seller);
        registry.setOperator(PROVIDER, operator, true);
    }

    function _grant(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
        manager.grantRole(role, address(disputes), 0);
        manager.grantRole(role, address(this), 0);
    }

    // ---- a dispute's life ----

    /// @dev Ran for so many hours and was reported completed.
    function reportedFor(uint24 units, uint24 hours_) internal returns (uint256 jobId) {
        jobId = running(units, hours_ * 1 hours);
        skip(hours_ * 1 hours);
        submit(completion(jobId, uint64(units) * hours_ * 1 hours));
    }

    function dispute(uint256 jobId, uint64 sum) internal {
        vm.prank(buyer);
        disputes.open(jobId, sum, EVIDENCE, "ipfs://why");
    }

    function answer(uint256 jobId) internal {
        vm.prank(seller);
        disputes.answer(jobId, EVIDENCE, "ipfs://why-not");
    }

    /// @dev A job of 100 units with all of it in dispute.
    function opened() internal returns (uint256 jobId) {
        jobId = reported(100);
        dispute(jobId, HELD + EARLY);
    }

    function answered() internal returns (uint256 jobId) {
        jobId = opened();
        answer(jobId);
    }

    /// @dev 25,000 USDC in dispute, of which 2,500 held back: bonds are 1,250.
    function largeCase() internal returns (uint256 jobId) {
        jobId = reportedFor(1000, 10);
        dispute(jobId, 25_000e6);
        answer(jobId);
    }

    function cast(uint256 jobId, uint256 seat, uint16 payerBps) internal {
        vm.prank(arbiters[seat]);
        panel.vote(jobId, payerBps, "ipfs://reason");
    }

    function castAll(uint256 jobId, uint16 payerBps) internal {
        for (uint256 i; i < arbiters.length; ++i) {
            cast(jobId, i, payerBps);
        }
    }

    /// @dev Fully decided, at once; appealable ones wait for their window.
    function ruled(uint16 payerBps) internal returns (uint256 jobId) {
        jobId = answered();
        castAll(jobId, payerBps);
        disputes.finalize(jobId);
    }

    // ---- looking ----

    function get(uint256 jobId) internal view returns (IDisputes.Dispute memory) {
        return disputes.disputeOf(jobId);
    }

    function assertDispute(uint256 jobId, IDisputes.State state, IDisputes.Outcome outcome) internal view {
        IDisputes.Dispute memory d = get(jobId);
        assertEq(uint256(d.state), uint256(state), "dispute's state");
        assertEq(uint256(d.outcome), uint256(outcome), "dispute's outcome");
    }

    function assertDue(uint256 jobId, IDisputes.Action action) internal view {
        assertEq(uint256(disputes.due(jobId)), uint256(action), "due");
    }

    function wrongState(uint256 jobId, IDisputes.State state) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IDisputes.WrongState.selector, jobId, state);
    }
}
