// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { BookCodec, StatusCopy } from "./BookCodec.sol";

/// @dev Everything governed that a report needs, with the default verifier, in one slot.
struct ReportTerms {
    address meterQuorum;
    uint24 overdueGrace;
    uint16 quickFailWindow;
    uint16 holdbackCertifiedBps;
    uint16 holdbackProbationBps;
    uint16 holdbackOrdinaryBps;
    uint8 maxUncodedFailures;
}

/// @dev status is a packed StatusCopy. The windows and ages fill the first slot of params.
struct Terms {
    uint256 status;
    ReportTerms reporting;
    IJobMarketTypes.Params params;
}

/// @title The job market's parameters: bounds, and copies in the slots that opening and reporting read anyway
/// @dev Linked, so that it does not weigh on the market's code size.
library ParamStore {
    /// @dev Within it of opening, an acknowledgement is in time whatever the window.
    uint256 internal constant MIN_ACK_WINDOW = 1 minutes;

    uint256 private constant MAX_BUFFER_BPS = 5000;
    uint256 private constant MAX_UNCODED_FAILURES = 20;

    /// @notice Sets what SPEC JOB 3-9 names.
    function setDefaults(Terms storage terms) external {
        _set(
            terms,
            IJobMarketTypes.Params({
                freeCancelWindow: 2 minutes,
                ackWindow: 10 minutes,
                overdueGrace: 24 hours,
                disputeWindow: 72 hours,
                rulingWindow: 55 days,
                quickFailWindow: 5 minutes,
                priceMaxAge: 26 hours,
                statusMaxAge: 1 hours,
                bufferBps: 2000,
                priceBandBps: 2500,
                holdbackCertifiedBps: 1000,
                holdbackProbationBps: 5000,
                holdbackOrdinaryBps: 10_000,
                maxUncodedFailures: 3
            })
        );
    }

    /// @notice Reverts with the first parameter out of its bounds.
    function set(Terms storage terms, IJobMarketTypes.Params memory p) external {
        _bound("freeCancelWindow", p.freeCancelWindow, 0, 1 hours);
        _bound("ackWindow", p.ackWindow, MIN_ACK_WINDOW, 1 days);
        _bound("overdueGrace", p.overdueGrace, 1 hours, 7 days);
        _bound("disputeWindow", p.disputeWindow, 24 hours, 14 days);
        _bound("rulingWindow", p.rulingWindow, 50 days, 90 days);
        _bound("quickFailWindow", p.quickFailWindow, 0, 1 hours);
        _bound("priceMaxAge", p.priceMaxAge, 1 hours, 7 days);
        _bound("statusMaxAge", p.statusMaxAge, 1 minutes, 1 days);
        _bound("bufferBps", p.bufferBps, 0, MAX_BUFFER_BPS);
        _bound("priceBandBps", p.priceBandBps, 0, CostMath.BPS);
        _bound("holdbackCertifiedBps", p.holdbackCertifiedBps, 0, CostMath.BPS);
        _bound("holdbackProbationBps", p.holdbackProbationBps, 0, CostMath.BPS);
        _bound("holdbackOrdinaryBps", p.holdbackOrdinaryBps, 0, CostMath.BPS);
        _bound("maxUncodedFailures", p.maxUncodedFailures, 0, MAX_UNCODED_FAILURES);
        _set(terms, p);
    }

    function _set(Terms storage terms, IJobMarketTypes.Params memory p) private {
        StatusCopy memory s;
        BookCodec.unpackStatus(s, terms.status);
        s.priceMaxAge = p.priceMaxAge;
        s.statusMaxAge = p.statusMaxAge;
        s.bufferBps = p.bufferBps;
        s.priceBandBps = p.priceBandBps;
        terms.status = BookCodec.pack(s);
        ReportTerms storage reporting = terms.reporting;
        reporting.overdueGrace = uint24(p.overdueGrace);
        reporting.quickFailWindow = uint16(p.quickFailWindow);
        reporting.holdbackCertifiedBps = p.holdbackCertifiedBps;
        reporting.holdbackProbationBps = p.holdbackProbationBps;
        reporting.holdbackOrdinaryBps = p.holdbackOrdinaryBps;
        reporting.maxUncodedFailures = p.maxUncodedFailures;
        terms.params = p;
        emit IJobMarketTypes.ParamsSet(p);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        if (value < min || value > max) revert IJobMarketTypes.InvalidParameter(name, value);
    }
}
