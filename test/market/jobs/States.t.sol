// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// @dev Functions x states: what may be done in which state; everything else is refused with WrongState and changes nothing. The
/// table is docs/states.md, which people read and this test holds the contracts to.
contract StatesTest is MarketHouse {
    string private constant FILE = "docs/states.md";
    string[15] private names = [
        "acknowledge",
        "start",
        "cancel",
        "fail",
        "heartbeat",
        "report",
        "expire",
        "release",
        "confirm",
        "freeze",
        "rule",
        "topUp",
        "extend",
        "setBackup",
        "giveNotice"
    ];

    function test_functionsByStates() public {
        for (uint256 f; f < names.length; ++f) {
            string[] memory row = _row(names[f]);
            for (uint256 s; s < 7; ++s) {
                uint256 snapshot = vm.snapshotState();
                bool allowed = bytes(vm.trim(row[s + 2])).length != 0;
                _check(f, IJobMarketTypes.State(s + 1), allowed);
                vm.revertToState(snapshot);
            }
        }
    }

    function test_RevertWhen_theJobIsUnknown() public {
        for (uint256 f; f < names.length; ++f) {
            UsageReport memory r;
            (r.market, r.jobId) = (address(market), 9);
            vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.UnknownJob.selector, 9));
            this.act(f, 9, r, "");
        }
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.UnknownJob.selector, 9));
        market.job(9);
        assertEq(uint256(market.due(9)), uint256(IJobMarketTypes.Reason.None));
    }

    /// @dev | `name` | Open | Acknowledged | Running | Reported | Disputed | Settled | Refunded | who |
    function _row(string memory name) private view returns (string[] memory) {
        string[] memory lines = vm.split(vm.readFile(FILE), "\n");
        string memory start_ = string.concat("| `", name, "` |");
        for (uint256 i; i < lines.length; ++i) {
            if (vm.indexOf(lines[i], start_) == 0) return vm.split(lines[i], "|");
        }
        revert(string.concat(FILE, " has no row for ", name));
    }

    function _check(uint256 f, IJobMarketTypes.State state, bool allowed) private {
        uint256 id = _bring(state);
        assertState(id, state);
        bytes32 before = keccak256(abi.encode(market.job(id), vault.accountOf(buyer), vault.accountOf(payout)));
        UsageReport memory r = completion(id, 1);
        // expire needs the wait to be over, release too
        if (f == 6 || f == 7) skip(56 days);
        bytes memory proof = proofOf(r);
        (bool ok, bytes memory error) = _try(f, id, r, proof);
        string memory what = string.concat(names[f], " in state ", vm.toString(uint256(state)));
        assertEq(ok, allowed, what);
        if (allowed) return;
        assertEq(error, abi.encodeWithSelector(IJobMarketTypes.WrongState.selector, id, state), what);
        assertEq(keccak256(abi.encode(market.job(id), vault.accountOf(buyer), vault.accountOf(payout))), before, what);
    }

    function _bring(IJobMarketTypes.State state) private returns (uint256 id) {
        if (state == IJobMarketTypes.State.Disputed) return disputed(4);
        if (state == IJobMarketTypes.State.Reported || state == IJobMarketTypes.State.Settled) id = reported(4);
        else id = openJob(4, 2 hours);
        if (state == IJobMarketTypes.State.Settled) {
            vm.prank(buyer);
            market.confirm(id);
        }
        if (state == IJobMarketTypes.State.Refunded) {
            vm.prank(buyer);
            market.cancel(id);
        }
        if (state == IJobMarketTypes.State.Acknowledged || state == IJobMarketTypes.State.Running) acknowledge(id);
        if (state == IJobMarketTypes.State.Running) begin(id);
        if (state < IJobMarketTypes.State.Reported) skip(1);
    }

    function _caller(uint256 f) private view returns (address) {
        if (f == 2 || f == 8) return buyer;
        if (f > 10) return buyer;
        return f == 0 || f == 1 || f == 3 || f == 4 ? seller : address(this);
    }

    function _try(uint256 f, uint256 id, UsageReport memory r, bytes memory proof)
        private
        returns (bool ok, bytes memory error)
    {
        try this.act(f, id, r, proof) {
            ok = true;
        } catch (bytes memory reason) {
            error = reason;
        }
    }

    function act(uint256 f, uint256 id, UsageReport memory r, bytes memory proof) external {
        vm.prank(_caller(f));
        if (f == 0) market.acknowledge(ids(id), false);
        if (f == 1) market.start(ids(id));
        if (f == 2) market.cancel(id);
        if (f == 3) market.fail(id, 1);
        if (f == 4) market.heartbeat(id);
        if (f == 5) market.report(r, proof);
        if (f == 6) market.expire(id);
        if (f == 7) market.release(id);
        if (f == 8) market.confirm(id);
        if (f == 9) market.freeze(id);
        if (f == 10) market.rule(id, 5000);
        if (f == 11) market.topUp(id, 1e6);
        if (f == 12) market.extend(id, 60);
        if (f == 13) market.setBackup(id, 99, 0);
        if (f == 14) market.giveNotice(id);
    }
}
