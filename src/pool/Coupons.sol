// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICoupons } from "../interfaces/ICoupons.sol";
import { IVouchers } from "../interfaces/IVouchers.sol";
import { Initializable } from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import { IERC1155Receiver } from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title Coupons
/// @dev No restricted function, no pause, no parameter: what a sponsor left comes back to it.
contract Coupons is ICoupons, IERC1155Receiver, Initializable, ReentrancyGuardTransient {
    uint256 public constant REVEAL_DELAY = 1 minutes;
    uint256 public constant COMMITMENT_TERM = 1 days;
    uint256 public constant MIN_BATCH_TERM = 1 days;
    uint256 public constant MAX_BATCH_TERM = 365 days;

    IVouchers private immutable VOUCHERS;

    uint256 private _count;
    mapping(uint256 batchId => Batch) private _batches;
    mapping(uint256 batchId => mapping(bytes32 leaf => bool)) private _claimed;
    mapping(bytes32 commitment => uint256) private _committedAt;

    constructor(address vouchers) {
        VOUCHERS = IVouchers(vouchers);
        _disableInitializers();
    }

    function initialize() external initializer { }

    /// @inheritdoc ICoupons
    function createBatch(uint256 voucherId, uint64 perCode, uint32 codes, bytes32 root, uint40 deadline)
        external
        override
        nonReentrant
        returns (uint256 batchId)
    {
        // Check
        if (perCode == 0 || codes == 0 || root == 0) revert ZeroAmount();
        (uint256 earliest, uint256 latest) = (block.timestamp + MIN_BATCH_TERM, block.timestamp + MAX_BATCH_TERM);
        if (deadline < earliest || deadline > latest) revert InvalidBatchDeadline(deadline, earliest, latest);

        // Effect
        batchId = ++_count;
        _batches[batchId] = Batch({
            sponsor: msg.sender, deadline: deadline, codes: codes, perCode: perCode, voucherId: voucherId, root: root
        });
        emit BatchCreated(batchId, msg.sender, voucherId, perCode, codes, deadline, root);

        // Interaction
        VOUCHERS.safeTransferFrom(msg.sender, address(this), voucherId, uint256(perCode) * codes, "");
    }

    /// @inheritdoc ICoupons
    function commit(bytes32 commitment) external override {
        uint256 at = _committedAt[commitment];
        if (at != 0 && block.timestamp <= at + COMMITMENT_TERM) revert AlreadyCommitted(commitment);
        _committedAt[commitment] = block.timestamp;
        emit CouponCommitted(msg.sender, commitment);
    }

    /// @inheritdoc ICoupons
    function claim(uint256 batchId, bytes32 code, bytes32[] calldata proof, address to)
        external
        override
        nonReentrant
        returns (uint256 count)
    {
        // Check
        Batch storage b = _existing(batchId);
        if (block.timestamp > b.deadline) revert BatchOver(batchId, b.deadline);
        if (to == address(0)) revert ZeroAddress();
        _useCommitment(commitmentOf(code, msg.sender));
        bytes32 leaf = leafOf(code);
        if (b.codes == 0 || !MerkleProof.verifyCalldata(proof, b.root, leaf)) revert WrongCode(batchId);
        if (_claimed[batchId][leaf]) revert CouponUsed(batchId, leaf);

        // Effect
        _claimed[batchId][leaf] = true;
        --b.codes;
        count = b.perCode;
        emit CouponClaimed(batchId, msg.sender, to, leaf, b.perCode);

        // Interaction
        VOUCHERS.safeTransferFrom(address(this), to, b.voucherId, count, "");
    }

    /// @inheritdoc ICoupons
    function reclaim(uint256 batchId, address to) external override nonReentrant returns (uint256 count) {
        // Check
        Batch storage b = _existing(batchId);
        if (msg.sender != b.sponsor) revert NotSponsor(batchId, msg.sender);
        if (block.timestamp <= b.deadline) revert BatchRunning(batchId, b.deadline);
        count = uint256(b.codes) * b.perCode;
        if (count == 0) revert ZeroAmount();

        // Effect
        b.codes = 0;
        emit BatchReclaimed(batchId, to, count);

        // Interaction
        VOUCHERS.safeTransferFrom(address(this), to, b.voucherId, count, "");
    }

    // ---- views ----

    /// @inheritdoc ICoupons
    function batch(uint256 batchId) external view override returns (Batch memory) {
        return _existing(batchId);
    }

    /// @inheritdoc ICoupons
    function batchCount() external view override returns (uint256) {
        return _count;
    }

    /// @inheritdoc ICoupons
    function committedAt(bytes32 commitment) external view override returns (uint256) {
        return _committedAt[commitment];
    }

    /// @inheritdoc ICoupons
    function isClaimed(uint256 batchId, bytes32 leaf) external view override returns (bool) {
        return _claimed[batchId][leaf];
    }

    /// @inheritdoc ICoupons
    function commitmentOf(bytes32 code, address account) public view override returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), code, account));
    }

    /// @inheritdoc ICoupons
    function leafOf(bytes32 code) public pure override returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(code))));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure override returns (bool) {
        return id == type(IERC1155Receiver).interfaceId || id == type(IERC165).interfaceId;
    }

    /// @inheritdoc IERC1155Receiver
    /// @dev Only what createBatch itself pulls: anything else would belong to nobody.
    function onERC1155Received(address operator, address from, uint256, uint256, bytes calldata)
        external
        view
        override
        returns (bytes4)
    {
        if (msg.sender != address(VOUCHERS) || operator != address(this) || from == address(this)) {
            revert NotByTransfer();
        }
        return IERC1155Receiver.onERC1155Received.selector;
    }

    /// @inheritdoc IERC1155Receiver
    function onERC1155BatchReceived(address, address, uint256[] calldata, uint256[] calldata, bytes calldata)
        external
        pure
        override
        returns (bytes4)
    {
        revert NotByTransfer();
    }

    // ---- internals ----

    function _useCommitment(bytes32 commitment) private {
        uint256 at = _committedAt[commitment];
        if (at == 0 || block.timestamp > at + COMMITMENT_TERM) revert NotCommitted(commitment);
        if (block.timestamp < at + REVEAL_DELAY) revert RevealTooEarly(commitment, at + REVEAL_DELAY);
        delete _committedAt[commitment];
    }

    function _existing(uint256 batchId) private view returns (Batch storage b) {
        b = _batches[batchId];
        if (b.sponsor == address(0)) revert UnknownBatch(batchId);
    }
}
