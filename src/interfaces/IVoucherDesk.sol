// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title VoucherDesk: resource vouchers become jobs (SPEC POOL 6, PROV 9)
/// @notice A redemption opens an ordinary job at the campaign's listing, at the price that the vendor is still due for a unit. So its
/// metering, SLA, disputes and deadlines are those of every job; of a settlement agent the hold-back waits for an invoice. The
/// holder is the job's buyer, its voucher wallet the payer. Vouchers taken are what the market would escrow, buffer included, rounded up
/// to whole ones; when the job is over, those it did not spend come back: all of them after a full refund.
/// @dev Job price = unitDue. taken = ceil(escrow / unitDue), used = ceil(paid / unitDue). Capacity that the listing has not free, a
/// pause, or a provider that may not sell refuse a redemption, as they refuse any opening; the vouchers then stay.
interface IVoucherDesk {
    struct Peers {
        address groupBuy;
        address jobMarket;
        address listings;
    }

    /// @param maxVouchers most to be taken
    /// @param units, duration, taskCount, tasksRoot, specHash as in IJobMarketTypes.OpenParams
    struct Redemption {
        uint256 tokenId;
        uint32 maxVouchers;
        uint24 units;
        uint24 duration;
        uint32 taskCount;
        bytes32 tasksRoot;
        bytes32 specHash;
    }

    /// @param vouchers taken; 0 for a job that redeems nothing, or was closed
    struct OpenRedemption {
        address holder;
        uint256 tokenId;
        uint32 vouchers;
    }

    event WalletCreated(address indexed holder, address indexed wallet);
    event RedemptionOpened(
        uint256 indexed jobId, uint256 indexed tokenId, address indexed holder, address wallet, uint32 vouchers
    );
    event RedemptionClosed(uint256 indexed jobId, address indexed holder, uint32 returned, uint64 paid);
    event WalletEmptied(address indexed holder, address indexed to, uint256 amount);

    error ZeroAddress();
    error TooManyVouchers(uint256 needed, uint256 maximum);
    error NotARedemption(uint256 jobId);
    error JobNotOver(uint256 jobId);
    /// @dev What lies in the wallet may still be the campaign's.
    error RedemptionsOpen(address holder, uint256 count);
    error NothingDone();

    /// @notice Opens a job for the caller's vouchers.
    /// @dev Reverts with TooManyVouchers, as GroupBuy.redeem, or as IJobMarket.open but for the price.
    function redeem(Redemption calldata redemption) external returns (uint256 jobId);
    /// @notice Gives back the vouchers a job did not spend, for GroupBuy.claim. Anyone, once the job is Settled or Refunded.
    /// @dev Reverts with NotARedemption, JobNotOver.
    function close(uint256 jobId) external returns (uint32 returned);
    /// @notice As close, but passes over jobs that are not due; reverts with NothingDone if none was.
    function closeBatch(uint256[] calldata jobIds) external returns (uint256 done);
    /// @notice Takes what the caller's wallet got beyond refunds, such as an insurance claim, to any address. Reverts with ZeroAddress,
    /// RedemptionsOpen, NothingDone.
    function emptyWallet(address to) external returns (uint256 amount);
    /// @notice Creates an account's wallet, once. Anyone.
    function createWallet(address holder) external returns (address wallet);

    /// @notice How many vouchers such a redemption takes now.
    function quote(uint256 tokenId, uint24 units, uint24 duration) external view returns (uint32 vouchers);
    function redemption(uint256 jobId) external view returns (OpenRedemption memory);
    /// @notice Whether close would do something now.
    function due(uint256 jobId) external view returns (bool);
    /// @notice Redemptions of an account that are not closed.
    function openRedemptions(address holder) external view returns (uint256);
    function walletOf(address holder) external view returns (address);
}
