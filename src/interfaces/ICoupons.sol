// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Coupons: codes that stand for vouchers, claimed by commit and reveal (SPEC POOL 6)
/// @notice A sponsor deposits vouchers under the Merkle root of its codes. Whoever knows a code first commits to it together with its own
/// address, and a minute later reveals it: a code seen on its way into a block is useless to anybody who has not committed
/// before. What is unclaimed at the deadline is the sponsor's again.
/// @dev Leaf = keccak256(keccak256(abi.encode(code))), so a leaf is never an inner node. Commitment = keccak256(abi.encode(chain id,
/// this contract, code, account)). Law: vouchers held of an id >= Σ over open batches of perCode * codes left.
/// Warning: codes must be random (16 bytes or more; the SDK's buildCoupons does it): short ones can be guessed from nothing but the
/// root and one proof. A reveal that stays visible and unmined for longer than the delay can be overtaken.
interface ICoupons {
    /// @param perCode vouchers a code gives
    /// @param codes how many may still be claimed
    struct Batch {
        address sponsor;
        uint40 deadline;
        uint32 codes;
        uint64 perCode;
        uint256 voucherId;
        bytes32 root;
    }

    event BatchCreated(
        uint256 indexed batchId,
        address indexed sponsor,
        uint256 indexed voucherId,
        uint64 perCode,
        uint32 codes,
        uint40 deadline,
        bytes32 root
    );
    event CouponCommitted(address indexed account, bytes32 indexed commitment);
    event CouponClaimed(
        uint256 indexed batchId, address indexed account, address indexed to, bytes32 leaf, uint64 count
    );
    event BatchReclaimed(uint256 indexed batchId, address indexed to, uint256 count);

    error ZeroAmount();
    error ZeroAddress();
    error InvalidBatchDeadline(uint256 deadline, uint256 earliest, uint256 latest);
    error UnknownBatch(uint256 batchId);
    error BatchOver(uint256 batchId, uint256 deadline);
    error BatchRunning(uint256 batchId, uint256 deadline);
    error NotSponsor(uint256 batchId, address caller);
    error AlreadyCommitted(bytes32 commitment);
    /// @dev Nobody committed to this code for this account, or the commitment is older than a day.
    error NotCommitted(bytes32 commitment);
    error RevealTooEarly(bytes32 commitment, uint256 from);
    error WrongCode(uint256 batchId);
    error CouponUsed(uint256 batchId, bytes32 leaf);
    /// @dev This contract takes vouchers by createBatch only.
    error NotByTransfer();

    /// @notice Puts the caller's vouchers (approved to this contract by setApprovalForAll) behind a set of codes.
    /// @dev Reverts with ZeroAmount, InvalidBatchDeadline (1 day to 365 days ahead), or ERC-1155's refusal.
    /// @param codes number of leaves under the root; more than that are never paid
    function createBatch(uint256 voucherId, uint64 perCode, uint32 codes, bytes32 root, uint40 deadline)
        external
        returns (uint256 batchId);
    /// @notice Says that the caller knows a code, without telling which. Reverts with AlreadyCommitted while an earlier one is good.
    function commit(bytes32 commitment) external;
    /// @notice Claims with a code committed to at least a minute and at most a day ago.
    /// @dev Reverts with UnknownBatch, BatchOver, NotCommitted, RevealTooEarly, WrongCode, CouponUsed, ZeroAddress, or the receiver's refusal.
    /// @param to who gets the vouchers; any address, the commitment is the caller's
    function claim(uint256 batchId, bytes32 code, bytes32[] calldata proof, address to) external returns (uint256 count);
    /// @notice Takes back what was not claimed. Caller: the sponsor, after the deadline.
    /// @dev Reverts with UnknownBatch, NotSponsor, BatchRunning, ZeroAmount (nothing left), or the receiver's refusal.
    function reclaim(uint256 batchId, address to) external returns (uint256 count);

    /// @notice Reverts with UnknownBatch.
    function batch(uint256 batchId) external view returns (Batch memory);
    /// @notice Also the last id; ids start at 1.
    function batchCount() external view returns (uint256);
    /// @notice When it was committed to, 0 for never or claimed since.
    function committedAt(bytes32 commitment) external view returns (uint256);
    function isClaimed(uint256 batchId, bytes32 leaf) external view returns (bool);
    function commitmentOf(bytes32 code, address account) external view returns (bytes32);
    function leafOf(bytes32 code) external pure returns (bytes32);
}
