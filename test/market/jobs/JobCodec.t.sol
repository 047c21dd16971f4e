// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { JobCodec, JobRecord } from "../../../src/market/jobs/JobCodec.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Two words hold a job: what is packed comes back, whatever it is, and no field reaches into another.
contract JobCodecTest is Test {
    function testFuzz_wordsAndRecordsAgree(uint256 progress, uint256 terms) public pure {
        JobRecord memory j = _read(progress, terms);
        assertEq(JobCodec.packProgress(j), progress);
        assertEq(JobCodec.repackProgress(j), progress);
        assertEq(JobCodec.packTerms(j), terms);
    }

    function testFuzz_everyField(uint256 progress, uint256 terms) public pure {
        JobRecord memory j = _read(progress, terms);
        assertEq(j.since, progress & type(uint40).max);
        assertEq(uint256(j.state), (progress >> 40) & 7);
        assertEq(j.hasBuyer, _bit(progress, 43));
        assertEq(j.hasTasks, _bit(progress, 44));
        assertEq(j.hasCheckpoint, _bit(progress, 45));
        assertEq(j.hasExtras, _bit(progress, 46));
        assertEq(j.held, _bit(progress, 47));
        assertEq(j.escrow, uint64(progress >> 48));
        assertEq(j.paid, uint64(progress >> 112));
        assertEq(j.feeTenths, (progress >> 176) & 127);
        assertEq(j.firm, _bit(progress, 183));
        assertEq(j.discountPercent, (progress >> 184) & 127);
        assertEq(j.succeeded, _bit(progress, 191));
        assertEq(j.flags, uint8(progress >> 192));
        assertEq(j.providerId, uint32(progress >> 200));
        assertEq(j.units, progress >> 232);
        assertEq(j.payer, address(uint160(terms)));
        assertEq(j.listingId, uint32(terms >> 160));
        assertEq(j.duration, uint24(terms >> 192));
        assertEq(j.unitPrice, terms >> 216);
    }

    /// @dev The end of a run changes since, state, escrow, paid and succeeded; both ways of packing agree on it.
    function testFuzz_repackingKeepsTheRest(
        uint256 progress,
        uint256 terms,
        uint40 since,
        uint8 state,
        uint64 escrow,
        uint64 paid,
        bool succeeded
    ) public pure {
        JobRecord memory j = _read(progress, terms);
        j.since = since;
        j.state = IJobMarketTypes.State(state % 8);
        j.escrow = escrow;
        j.paid = paid;
        j.succeeded = succeeded;
        assertEq(JobCodec.repackProgress(j), JobCodec.packProgress(j));
    }

    function testFuzz_statesOnTheWord(uint256 progress, uint8 state, uint40 at) public pure {
        JobRecord memory j = _read(progress, 0);
        assertEq(JobCodec.sinceOf(progress), j.since);
        assertEq(uint256(JobCodec.stateOf(progress)), uint256(j.state));
        assertEq(JobCodec.providerOf(progress), j.providerId);
        j.state = IJobMarketTypes.State(state % 8);
        assertEq(JobCodec.withState(progress, j.state), JobCodec.packProgress(j));
        j.state = IJobMarketTypes.State.Running;
        j.since = at;
        assertEq(JobCodec.started(progress, at), JobCodec.packProgress(j));
    }

    function _read(uint256 progress, uint256 terms) private pure returns (JobRecord memory j) {
        JobCodec.unpackProgress(j, progress);
        JobCodec.unpackTerms(j, terms);
    }

    function _bit(uint256 word, uint256 at) private pure returns (bool) {
        return (word >> at) & 1 != 0;
    }
}
