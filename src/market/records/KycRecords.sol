// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { Attestors } from "./Attestors.sol";

/// @title KYC levels, and the month's trade they allow (SPEC PROV 8)
abstract contract KycRecords is Attestors {
    bytes32 private constant KYC_TYPEHASH = keccak256(
        "KycAttestation(address attestor,address account,uint8 level,uint40 expiry,uint40 issuedAt,bytes32 subjectHash)"
    );

    /// @inheritdoc IProviderRecords
    function attestKyc(address account, KycLevel level, uint40 expiry, bytes32 subjectHash)
        external
        override
        restricted
    {
        _recordKyc(KycAttestation(msg.sender, account, level, expiry, uint40(block.timestamp), subjectHash));
    }

    /// @inheritdoc IProviderRecords
    function submitKyc(KycAttestation calldata attestation, bytes calldata signature) external override {
        _requireSigned(attestation.attestor, this.attestKyc.selector, _kycStruct(attestation), signature);
        _recordKyc(attestation);
    }

    /// @inheritdoc IProviderRecords
    function revokeKyc(address account) external override {
        // Check
        Kyc storage record = _kyc[account];
        if (msg.sender != record.attestor) _checkCanCall(msg.sender, msg.data);
        if (record.level == KycLevel.None) revert NothingAttested(account);

        // Effect: nothing issued so far can come back
        record.level = KycLevel.None;
        record.issuedAt = uint40(block.timestamp);
        emit KycRevoked(account, msg.sender);
    }

    /// @inheritdoc IProviderRecords
    function onTrade(address account, uint256 amount) external override {
        // Check
        if (msg.sender != JOB_MARKET) revert NotMarket(msg.sender);
        KycLevel needed = KycLevel(_params[TRADING_KYC]);
        if (needed == KycLevel.None) return;
        uint256 traded = _tradedThisMonth(account) + amount;
        uint256 limit = _params[TRADING_LIMIT];
        if (traded > limit && kycLevelOf(account) < needed) revert TradingLimitExceeded(account, traded, limit);

        // Effect
        _traded[account] = Traded({ month: uint40(block.timestamp / MONTH), amount: uint128(traded) });
    }

    /// @inheritdoc IProviderRecords
    function requireCertifiable(address account) external view override {
        _requireCertifiable(account);
    }

    /// @inheritdoc IProviderRecords
    function kycLevelOf(address account) public view override returns (KycLevel) {
        Kyc storage record = _kyc[account];
        if (block.timestamp >= record.expiry || !_trusted(record.attestor, record.recordedAt)) return KycLevel.None;
        return record.level;
    }

    /// @inheritdoc IProviderRecords
    function kyc(address account) external view override returns (Kyc memory) {
        return _kyc[account];
    }

    /// @inheritdoc IProviderRecords
    function hashKyc(KycAttestation calldata attestation) external view override returns (bytes32 digest) {
        return _hashTypedDataV4(_kycStruct(attestation));
    }

    /// @inheritdoc IProviderRecords
    function tradedThisMonth(address account) external view override returns (uint256) {
        return _tradedThisMonth(account);
    }

    function _requireCertifiable(address account) internal view {
        KycLevel needed = KycLevel(_params[CERTIFICATION_KYC]);
        if (needed == KycLevel.None) return;
        KycLevel held = kycLevelOf(account);
        if (held < needed) revert KycTooLow(account, held, needed);
    }

    function _recordKyc(KycAttestation memory a) private {
        // Check
        _require(a.account != address(0), "account", 0);
        _require(a.level != KycLevel.None, "level", 0);
        bool inTerm = a.expiry > block.timestamp && a.expiry <= block.timestamp + _params[KYC_TERM];
        _require(inTerm, "expiry", a.expiry);
        _require(a.subjectHash != 0, "subjectHash", 0);
        _requireNewer(a.attestor, a.issuedAt, _kyc[a.account].issuedAt);

        // Effect
        _kyc[a.account] = Kyc({
            attestor: a.attestor,
            level: a.level,
            expiry: a.expiry,
            recordedAt: uint40(block.timestamp),
            issuedAt: a.issuedAt,
            subjectHash: a.subjectHash
        });
        emit KycAttested(a.account, a.attestor, a.level, a.expiry, a.issuedAt, a.subjectHash);
    }

    function _tradedThisMonth(address account) private view returns (uint256) {
        Traded memory traded = _traded[account];
        return traded.month == block.timestamp / MONTH ? traded.amount : 0;
    }

    /// @dev A static struct whose words lie in the order of the type's members.
    function _kycStruct(KycAttestation calldata attestation) private pure returns (bytes32) {
        return keccak256(abi.encode(KYC_TYPEHASH, attestation));
    }
}
