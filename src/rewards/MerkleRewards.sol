// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMerkleRewards } from "../interfaces/IMerkleRewards.sol";
import { IRewardVesting } from "../interfaces/IRewardVesting.sol";
import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { RewardPurse } from "./RewardPurse.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title MerkleRewards
/// @dev Claims follow checks, effects, interactions and the only callee is CPT, which calls nobody: no guard is needed.
contract MerkleRewards is IMerkleRewards, AccessManaged {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev A claim reads the first slot only.
    struct Account {
        bytes32 root;
        bytes32 contentHash;
        uint128 released;
        uint128 allocated;
    }

    uint256 private constant MIN_DELAY = 12 hours;
    uint256 private constant MAX_DELAY = 14 days;
    /// @dev How long a root stays acceptable before another may take its place.
    uint256 private constant ACCEPTANCE_TIME = 7 days;

    IERC20 private immutable CPT;
    IVotingEscrow private immutable ESCROW;
    IRewardVesting private immutable VESTING;
    /// @dev Released and not allocated. The users' purse is this contract itself: most claims are theirs, and cost no allowance.
    address private immutable RESERVE;
    address private immutable PROVIDERS_PURSE;
    address private immutable LP_POSITIONS_PURSE;
    address private immutable LP_STAKING_PURSE;
    address private immutable LP_POOL_PURSE;
    address private immutable AIRDROP_PURSE;

    uint256 private _delay = 1 days;
    mapping(Programme programme => Account) private _accounts;
    mapping(Programme programme => Pending) private _pending;
    mapping(Programme programme => mapping(address account => uint256)) private _claimed;

    constructor(address authority_, address cpt_, address votingEscrow_, address rewardVesting_)
        AccessManaged(authority_)
    {
        if (authority_ == address(0) || cpt_ == address(0) || votingEscrow_ == address(0)) revert ZeroAddress();
        if (rewardVesting_ == address(0)) revert ZeroAddress();
        CPT = IERC20(cpt_);
        ESCROW = IVotingEscrow(votingEscrow_);
        VESTING = IRewardVesting(rewardVesting_);
        RESERVE = address(new RewardPurse(CPT));
        PROVIDERS_PURSE = address(new RewardPurse(CPT));
        LP_POSITIONS_PURSE = address(new RewardPurse(CPT));
        LP_STAKING_PURSE = address(new RewardPurse(CPT));
        LP_POOL_PURSE = address(new RewardPurse(CPT));
        AIRDROP_PURSE = address(new RewardPurse(CPT));
    }

    // ---- roots ----

    /// @inheritdoc IMerkleRewards
    function fund(Programme programme, uint256 amount) external override restricted {
        if (amount == 0) revert ZeroAmount();
        Account storage account = _accounts[programme];
        uint256 released = account.released + amount;
        account.released = released.toUint128();
        emit RewardsFunded(programme, amount, released);
        CPT.safeTransferFrom(msg.sender, RESERVE, amount);
    }

    /// @inheritdoc IMerkleRewards
    function publishRoot(Programme programme, bytes32 root, uint256 total, bytes32 contentHash)
        external
        override
        restricted
    {
        // Check
        if (root == 0) revert ZeroRoot();
        uint256 replaceableAt = _pending[programme].acceptableAt;
        if (replaceableAt != 0) replaceableAt += ACCEPTANCE_TIME;
        if (block.timestamp < replaceableAt) revert RootIsPending(programme, replaceableAt);
        uint256 released = _accounts[programme].released;
        if (total > released) revert TotalAboveReleased(programme, total, released);
        _requireCovers(programme, total);

        // Effect
        uint256 acceptableAt = block.timestamp + _delay;
        _pending[programme] = Pending({
            root: root, contentHash: contentHash, total: total.toUint96(), acceptableAt: acceptableAt.toUint40()
        });
        emit RootPublished(programme, root, total, contentHash, acceptableAt);
    }

    /// @inheritdoc IMerkleRewards
    function acceptRoot(Programme programme) external override {
        // Check
        Pending memory pending = _requirePending(programme);
        if (block.timestamp < pending.acceptableAt) revert RootNotAcceptable(programme, pending.acceptableAt);
        _requireCovers(programme, pending.total);

        // Effect
        Account storage account = _accounts[programme];
        uint256 before = account.allocated;
        account.root = pending.root;
        account.contentHash = pending.contentHash;
        account.allocated = pending.total;
        delete _pending[programme];
        emit RootAccepted(programme, pending.root, pending.total, pending.contentHash);

        // Interaction
        address purse = _purse(programme);
        if (pending.total > before) _move(RESERVE, purse, pending.total - before);
        else _move(purse, RESERVE, before - pending.total);
    }

    /// @inheritdoc IMerkleRewards
    function vetoRoot(Programme programme, string calldata reason) external override restricted {
        bytes32 root = _requirePending(programme).root;
        delete _pending[programme];
        emit RootVetoed(programme, root, reason);
    }

    /// @inheritdoc IMerkleRewards
    function setDelay(uint256 delay) external override restricted {
        if (delay < MIN_DELAY || delay > MAX_DELAY) revert InvalidParameter("delay", delay);
        _delay = delay;
        emit DelaySet(delay);
    }

    // ---- claims ----

    /// @inheritdoc IMerkleRewards
    function claim(Programme programme, address account, uint256 cumulative, bytes32[] calldata proof)
        external
        override
        returns (uint256 amount)
    {
        amount = _take(programme, account, account, cumulative, proof);
        _pay(programme, account, account, amount);
    }

    /// @inheritdoc IMerkleRewards
    function claim(
        Programme programme,
        address account,
        uint256 cumulative,
        bytes32[] calldata proof,
        address recipient
    ) external override returns (uint256 amount) {
        if (msg.sender != account) revert NotTheAccount(account, msg.sender);
        if (recipient == address(0)) revert ZeroAddress();
        amount = _take(programme, account, recipient, cumulative, proof);
        _pay(programme, account, recipient, amount);
    }

    /// @inheritdoc IMerkleRewards
    function claimBatch(Claim[] calldata claims) external override returns (uint256 paid) {
        for (uint256 i; i < claims.length; ++i) {
            Claim calldata c = claims[i];
            uint256 amount = claimable(c.programme, c.account, c.cumulative, c.proof);
            // The zero address cannot be paid; a purse that is too small belongs to a wrong root.
            if (amount == 0 || c.account == address(0) || amount > CPT.balanceOf(_purse(c.programme))) {
                emit ClaimSkipped(c.programme, c.account, c.cumulative);
                continue;
            }
            _claimed[c.programme][c.account] = c.cumulative;
            emit RewardClaimed(c.programme, c.account, c.account, amount);
            _pay(c.programme, c.account, c.account, amount);
            paid += amount;
        }
    }

    /// @inheritdoc IMerkleRewards
    function claimToLock(
        Programme programme,
        uint256 cumulative,
        bytes32[] calldata proof,
        uint256 lockId,
        uint256 duration
    ) external override returns (uint256 amount) {
        amount = _take(programme, msg.sender, address(ESCROW), cumulative, proof);
        uint256 now_ = _pay(programme, msg.sender, address(this), amount);
        CPT.forceApprove(address(ESCROW), now_);
        if (duration == 0) ESCROW.increaseAmount(msg.sender, lockId, now_);
        else ESCROW.createLockFor(msg.sender, now_, duration);
    }

    // ---- views ----

    /// @inheritdoc IMerkleRewards
    function books(Programme programme) external view override returns (Books memory) {
        Account memory account = _accounts[programme];
        return Books({
            root: account.root,
            contentHash: account.contentHash,
            released: account.released,
            allocated: account.allocated,
            claimed: _claimedInAll(programme)
        });
    }

    /// @inheritdoc IMerkleRewards
    function pendingRoot(Programme programme) external view override returns (Pending memory) {
        return _pending[programme];
    }

    /// @inheritdoc IMerkleRewards
    function claimedOf(Programme programme, address account) external view override returns (uint256) {
        return _claimed[programme][account];
    }

    /// @inheritdoc IMerkleRewards
    function claimable(Programme programme, address account, uint256 cumulative, bytes32[] calldata proof)
        public
        view
        override
        returns (uint256 amount)
    {
        uint256 claimed = _claimed[programme][account];
        if (cumulative <= claimed || !_isLeaf(programme, account, cumulative, proof)) return 0;
        return cumulative - claimed;
    }

    /// @inheritdoc IMerkleRewards
    function leafOf(address account, uint256 cumulative) public pure override returns (bytes32 leaf) {
        // keccak256(bytes.concat(keccak256(abi.encode(account, cumulative)))) in scratch space
        assembly ("memory-safe") {
            mstore(0x00, shr(96, shl(96, account)))
            mstore(0x20, cumulative)
            mstore(0x00, keccak256(0x00, 0x40))
            leaf := keccak256(0x00, 0x20)
        }
    }

    /// @inheritdoc IMerkleRewards
    function purseOf(Programme programme) external view override returns (address) {
        return _purse(programme);
    }

    /// @inheritdoc IMerkleRewards
    function reserve() external view override returns (address) {
        return RESERVE;
    }

    /// @inheritdoc IMerkleRewards
    function rootDelay() external view override returns (uint256) {
        return _delay;
    }

    /// @inheritdoc IMerkleRewards
    function cpt() external view override returns (address) {
        return address(CPT);
    }

    /// @inheritdoc IMerkleRewards
    function votingEscrow() external view override returns (address) {
        return address(ESCROW);
    }

    /// @inheritdoc IMerkleRewards
    function rewardVesting() external view override returns (address) {
        return address(VESTING);
    }

    // ---- internals ----

    /// @dev Check and effect of a claim.
    function _take(
        Programme programme,
        address account,
        address recipient,
        uint256 cumulative,
        bytes32[] calldata proof
    ) private returns (uint256 amount) {
        if (!_isLeaf(programme, account, cumulative, proof)) {
            revert InvalidProof(programme, account, cumulative);
        }
        uint256 claimed = _claimed[programme][account];
        if (cumulative <= claimed) revert NothingNew(programme, account);
        _claimed[programme][account] = cumulative;
        unchecked {
            amount = cumulative - claimed;
        }
        emit RewardClaimed(programme, account, recipient, amount);
    }

    /// @dev Interaction of a claim.
    /// @return now_ what did not go into vesting, the smaller half where it is odd
    function _pay(Programme programme, address account, address recipient, uint256 amount)
        private
        returns (uint256 now_)
    {
        address purse = _purse(programme);
        now_ = amount;
        if (programme >= Programme.LpPositions && programme <= Programme.LpPool) {
            now_ = amount / 2;
            _move(purse, address(VESTING), amount - now_);
            VESTING.vest(account, amount - now_);
        }
        _move(purse, recipient, now_);
    }

    function _isLeaf(Programme programme, address account, uint256 cumulative, bytes32[] calldata proof)
        private
        view
        returns (bool)
    {
        bytes32 root = _accounts[programme].root;
        return root != 0 && _rootOf(leafOf(account, cumulative), proof) == root;
    }

    /// @dev OpenZeppelin's MerkleProof.processProofCalldata to the bit (a test compares them), for a third of its gas.
    function _rootOf(bytes32 leaf, bytes32[] calldata proof) private pure returns (bytes32 node) {
        assembly ("memory-safe") {
            node := leaf
            let at := proof.offset
            let end := add(at, shl(5, proof.length))
            for { } lt(at, end) { at := add(at, 0x20) } {
                let sibling := calldataload(at)
                // The smaller of a pair comes first.
                let place := shl(5, gt(node, sibling))
                mstore(place, node)
                mstore(xor(place, 0x20), sibling)
                node := keccak256(0x00, 0x40)
            }
        }
    }

    function _requirePending(Programme programme) private view returns (Pending memory pending) {
        pending = _pending[programme];
        if (pending.acceptableAt == 0) revert NoPendingRoot(programme);
    }

    function _requireCovers(Programme programme, uint256 total) private view {
        uint256 claimed = _claimedInAll(programme);
        if (total < claimed) revert TotalBelowClaimed(programme, total, claimed);
    }

    /// @dev CPT that anyone sent to the purse does not undo claims: it is there to pay more of them.
    function _claimedInAll(Programme programme) private view returns (uint256) {
        uint256 allocated = _accounts[programme].allocated;
        uint256 left = CPT.balanceOf(_purse(programme));
        return left < allocated ? allocated - left : 0;
    }

    function _move(address from, address to, uint256 amount) private {
        if (amount == 0 || from == to) return;
        if (from == address(this)) CPT.safeTransfer(to, amount);
        else CPT.safeTransferFrom(from, to, amount);
    }

    function _purse(Programme programme) private view returns (address) {
        if (programme == Programme.Users) return address(this);
        if (programme == Programme.Providers) return PROVIDERS_PURSE;
        if (programme == Programme.LpPositions) return LP_POSITIONS_PURSE;
        if (programme == Programme.LpStaking) return LP_STAKING_PURSE;
        if (programme == Programme.LpPool) return LP_POOL_PURSE;
        return AIRDROP_PURSE;
    }
}
