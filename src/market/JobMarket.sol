// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { JobModules } from "./jobs/JobModules.sol";
import { JobOpening } from "./jobs/JobOpening.sol";
import { JobQueue } from "./jobs/JobQueue.sol";
import { JobRelease } from "./jobs/JobRelease.sol";
import { JobReporting } from "./jobs/JobReporting.sol";
import { MarketStorage } from "./jobs/MarketStorage.sol";
import { ParamStore } from "./jobs/ParamStore.sol";

/// @title JobMarket: jobs from escrow to settlement (SPEC JOB 2-9, ideas 4-6, laws C and D)
/// @notice The parts, in a job's order: JobOpening, JobQueue, JobReporting, JobRelease; JobModules for openings on behalf of
/// somebody. Whatever else the market can do lies in
/// JobDesk, which every call goes to that is not known here. Documentation is in IJobMarketCore, IJobModules and IJobDesk.
/// @custom:oz-upgrades-unsafe-allow external-library-linking delegatecall
contract JobMarket is JobOpening, JobQueue, JobReporting, JobRelease, JobModules {
    /// @notice The other half, with the same peers.
    address public immutable DESK;

    constructor(Peers memory peers, address desk) MarketStorage(peers) {
        DESK = desk;
        _disableInitializers();
    }

    function initialize(address authority, address meterQuorum) external initializer {
        __AccessManaged_init(authority);
        _setVerifier(0, meterQuorum);
        ParamStore.setDefaults(_terms);
    }

    /// @dev Takes no ether, as nothing here does.
    // solhint-disable-next-line no-complex-fallback
    fallback() external {
        address desk = DESK;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), desk, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}
