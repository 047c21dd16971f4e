// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRewardProgrammes } from "./IRewardProgrammes.sol";

/// @title MerkleRewards: CPT to who earned it, by one cumulative Merkle root a programme (SPEC RWD 4; law I)
/// @notice Leaves are those of OpenZeppelin's StandardMerkleTree over (address account, uint256 cumulative): keccak256 twice over
/// their ABI encoding, pairs hashed in sorted order. `cumulative` is all the account ever earned in the programme, CPT wei.
/// @dev What a programme released waits in the reserve until an accepted root allocates it; then it lies in the programme's own
/// purse. Reserve and purses are addresses that can pay nobody but by this contract, which itself is the users' purse. So claimed = allocated - purse, and
/// the token itself refuses a claim beyond what is allocated, whatever a root says: no programme can spend another's money.
/// CPT sent to a purse by anyone can pay claims too.
/// Warning: a wrong root can misdirect what its programme has allocated. Hence the delay, the veto, and that anyone can rebuild
/// a root from indexed events. Not proxied and never paused; governance replaces it by pointing EmissionSchedule to another one,
/// and what is unclaimed stays claimable here.
interface IMerkleRewards is IRewardProgrammes {
    /// @param root accepted root; 0 before the first
    /// @param contentHash of the file the root was built from
    /// @param released CPT wei that ever came for the programme
    /// @param allocated total of the accepted root
    /// @param claimed of it
    struct Books {
        bytes32 root;
        bytes32 contentHash;
        uint256 released;
        uint256 allocated;
        uint256 claimed;
    }

    /// @param acceptableAt first second in which anyone may accept it; 0 where none is pending
    struct Pending {
        bytes32 root;
        bytes32 contentHash;
        uint96 total;
        uint40 acceptableAt;
    }

    struct Claim {
        Programme programme;
        address account;
        uint256 cumulative;
        bytes32[] proof;
    }

    /// @param released all that came for the programme so far
    event RewardsFunded(Programme indexed programme, uint256 amount, uint256 released);
    event RootPublished(
        Programme indexed programme, bytes32 indexed root, uint256 total, bytes32 contentHash, uint256 acceptableAt
    );
    event RootAccepted(Programme indexed programme, bytes32 indexed root, uint256 total, bytes32 contentHash);
    event RootVetoed(Programme indexed programme, bytes32 indexed root, string reason);
    /// @param amount CPT wei, of which half went into RewardVesting for the programmes of LPs
    event RewardClaimed(Programme indexed programme, address indexed account, address recipient, uint256 amount);
    /// @dev A leaf of a batch that pays nothing: wrong proof, nothing new, no account, or more than its purse holds.
    event ClaimSkipped(Programme indexed programme, address indexed account, uint256 cumulative);
    event DelaySet(uint256 delay);

    error ZeroAddress();
    error ZeroAmount();
    error ZeroRoot();
    error InvalidParameter(bytes32 name, uint256 value);
    error TotalAboveReleased(Programme programme, uint256 total, uint256 released);
    error TotalBelowClaimed(Programme programme, uint256 total, uint256 claimed);
    /// @dev Another root waits; it can be replaced from `until` on, or once vetoed.
    error RootIsPending(Programme programme, uint256 until);
    error NoPendingRoot(Programme programme);
    error RootNotAcceptable(Programme programme, uint256 acceptableAt);
    error InvalidProof(Programme programme, address account, uint256 cumulative);
    error NothingNew(Programme programme, address account);
    /// @dev Only the account itself may send its rewards elsewhere.
    error NotTheAccount(address account, address caller);

    // ---- roots ----

    /// @notice Takes CPT of the caller for a programme. Caller: EMITTER role (EmissionSchedule).
    /// @dev Reverts with ZeroAmount or the token's refusal.
    function fund(Programme programme, uint256 amount) external;

    /// @notice Proposes a root; anyone may accept it after the delay. Caller: PUBLISHER role.
    /// @dev A pending root cannot be replaced until it was acceptable for 7 days, unless vetoed: so nobody can put acceptance off
    /// by publishing again. Reverts with ZeroRoot, RootIsPending, TotalAboveReleased or TotalBelowClaimed.
    /// @param total sum of all cumulative amounts, CPT wei; at most what was released, at least what was claimed
    /// @param contentHash of the file from which anyone can rebuild the root
    function publishRoot(Programme programme, bytes32 root, uint256 total, bytes32 contentHash) external;

    /// @notice Puts the pending root in force and moves its allocation into the programme's purse, or what it allocates less back
    /// out. Anyone.
    /// @dev Reverts with NoPendingRoot, RootNotAcceptable or TotalBelowClaimed (claims overtook it: publish another).
    function acceptRoot(Programme programme) external;

    /// @notice Drops the pending root. Caller: GUARDIAN role.
    /// @param reason shown on chain; for people. Reverts with NoPendingRoot.
    function vetoRoot(Programme programme, string calldata reason) external;

    /// @notice Time between publication and acceptance, 12 hours to 14 days, 1 day by default; for roots published from now on.
    /// Caller: CRITICAL_PARAMETERS role. Reverts with InvalidParameter.
    function setDelay(uint256 delay) external;

    // ---- claims ----

    /// @notice Pays an account what it earned and has not claimed. Anyone may claim for it; the money goes to the account.
    /// @dev Reverts with InvalidProof or NothingNew. The token refuses where a wrong root allocated more than its total.
    /// @return amount CPT wei, of which half is vesting for the programmes of LPs
    function claim(Programme programme, address account, uint256 cumulative, bytes32[] calldata proof)
        external
        returns (uint256 amount);

    /// @notice As claim, to an address of the account's choice. Caller: the account. Also reverts with NotTheAccount, ZeroAddress.
    /// @dev The vesting half stays the account's.
    function claim(
        Programme programme,
        address account,
        uint256 cumulative,
        bytes32[] calldata proof,
        address recipient
    ) external returns (uint256 amount);

    /// @notice Pays many leaves of any programmes to their accounts. A leaf that cannot be paid is skipped with an event, it never
    /// reverts the others. Anyone.
    /// @return paid CPT wei in all
    function claimBatch(Claim[] calldata claims) external returns (uint256 paid);

    /// @notice Pays into a lock of the caller in VotingEscrow: adds to its live lock `lockId` where `duration` is 0, else creates
    /// one of `duration` seconds, for which the caller must have given this contract its consent there.
    /// @dev The half of an LP programme that vests cannot be locked. Errors as claim, and VotingEscrow's.
    function claimToLock(
        Programme programme,
        uint256 cumulative,
        bytes32[] calldata proof,
        uint256 lockId,
        uint256 duration
    ) external returns (uint256 amount);

    // ---- views ----

    /// @notice Root, released, allocated and claimed of a programme.
    function books(Programme programme) external view returns (Books memory);
    /// @notice The pending root of a programme.
    function pendingRoot(Programme programme) external view returns (Pending memory);
    /// @notice What an account has claimed in a programme, CPT wei.
    function claimedOf(Programme programme, address account) external view returns (uint256);
    /// @notice What a claim with this leaf would pay; 0 where proof or amount do not fit.
    function claimable(Programme programme, address account, uint256 cumulative, bytes32[] calldata proof)
        external
        view
        returns (uint256 amount);
    /// @notice The leaf of an account: keccak256(keccak256(account, cumulative)).
    function leafOf(address account, uint256 cumulative) external pure returns (bytes32);
    /// @notice Where a programme's allocated and unclaimed CPT lies.
    function purseOf(Programme programme) external view returns (address);
    /// @notice Where released CPT lies that no root allocates yet.
    function reserve() external view returns (address);
    /// @notice Seconds between publication and acceptance.
    function rootDelay() external view returns (uint256);
    function cpt() external view returns (address);
    function votingEscrow() external view returns (address);
    function rewardVesting() external view returns (address);
}
