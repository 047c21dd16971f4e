// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../interfaces/IProviderRegistry.sol";
import { BondSlashing } from "./providers/BondSlashing.sol";
import { ProviderBounds } from "./providers/ProviderBounds.sol";
import { ProviderIdentity } from "./providers/ProviderIdentity.sol";
import { ProviderStorage } from "./providers/ProviderStorage.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title ProviderRegistry
/// @notice The parts: ProviderIdentity, ProviderCertification, ProviderBonds, DelegatedBonds, BondSlashing, ProviderParams.
/// @custom:oz-upgrades-unsafe-allow external-library-linking
contract ProviderRegistry is ProviderIdentity, BondSlashing {
    uint16 private constant UNLIMITED_JOBS = type(uint16).max;
    uint256 private constant ONE_VOTE = 1e18;

    constructor(Peers memory peers) ProviderStorage(peers) {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        ProviderBounds.setDefaults(_params);
    }

    /// @inheritdoc IProviderRegistry
    function provider(uint32 providerId) external view override returns (Provider memory) {
        Record memory record = _existing(providerId);
        Bond memory bond = _bonds[providerId];
        return Provider({
            owner: record.owner,
            status: record.status,
            suspendedFrom: record.suspendedFrom,
            statusUntil: record.statusUntil,
            certifiedAt: record.certifiedAt,
            payout: record.payout,
            bondCpt: bond.cpt,
            bondUsdc: bond.usdc,
            bondReleaseTime: bond.releaseTime,
            exitingCpt: bond.exitingCpt,
            exitingUsdc: bond.exitingUsdc,
            metadataURI: _metadata[providerId]
        });
    }

    /// @inheritdoc IProviderRegistry
    function standing(uint32 providerId) external view override returns (Standing memory s) {
        Record memory record = _existing(providerId);
        uint256 validUntil = block.timestamp + _params[STANDING_TERM];
        s.tier = _tierOf(record);
        if (s.tier == Status.Certified) validUntil = Math.min(validUntil, record.statusUntil);

        address account = _payoutAccounts[providerId];
        s.payout = account == address(0) ? record.payout : account;
        s.validUntil = uint40(validUntil);
        s.maxOpenJobs = s.tier == Status.Probation ? uint16(_params[PROBATION_JOB_LIMIT]) : UNLIMITED_JOBS;
        s.feeBps = _feeOf(record.owner, s.tier);
        s.haircutBond = uint64(Math.min(_haircutBond(providerId), type(uint64).max));
    }

    /// @inheritdoc IProviderRegistry
    function tierOf(uint32 providerId) external view override returns (Status) {
        return _tierOf(_records[providerId]);
    }

    /// @dev As what a provider may sell now.
    function _tierOf(Record memory record) private view returns (Status) {
        if (record.status == Status.Probation) return Status.Probation;
        if (record.status == Status.Certified) {
            return block.timestamp < record.statusUntil ? Status.Certified : Status.None;
        }
        bool ordinary = record.status == Status.Ordinary || record.status == Status.Applied;
        return ordinary && _ordinaryAdmission ? Status.Ordinary : Status.None;
    }

    function _feeOf(address owner, Status tier) private view returns (uint16) {
        uint256 fee = _params[tier == Status.Certified ? CERTIFIED_FEE_BPS : ORDINARY_FEE_BPS];
        uint256 votes = VOTING_ESCROW.balanceOf(owner);
        uint256 cut;
        if (votes >= _params[SECOND_TIER_VOTES] * ONE_VOTE) cut = _params[SECOND_TIER_CUT_BPS];
        else if (votes >= _params[FIRST_TIER_VOTES] * ONE_VOTE) cut = _params[FIRST_TIER_CUT_BPS];
        uint256 floor = _params[FEE_FLOOR_BPS];
        return uint16(fee > floor + cut ? fee - cut : floor);
    }
}
