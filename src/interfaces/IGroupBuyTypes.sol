// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What the parts of group buying share: states, records, events, errors
interface IGroupBuyTypes {
    enum State {
        None,
        /// pledges come and go
        Open,
        /// minimum missed, called off or not closed in time: everybody is refunded
        Missed,
        /// the lot is bought; vouchers are claimed, sold, redeemed
        Met,
        /// the vendor failed after it was paid: what is left is shared out
        Failed
    }

    enum MissReason {
        BelowMinimum,
        Cancelled,
        NotClosedInTime,
        VendorCannotSell
    }

    enum FailReason {
        Declared,
        InvoiceMissing,
        VendorRevoked
    }

    /// @notice Contracts of the same deployment, fixed for the life of an implementation.
    struct Peers {
        address vault;
        address vouchers;
        address registry;
        address records;
        address listings;
        address creditLines;
    }

    /// @notice From so many pledged units on, a unit costs price, of which the vendor gets unitCost.
    /// @param price, unitCost USDC units; 5 to 10% of the price is the margin
    struct Tier {
        uint32 from;
        uint40 price;
        uint40 unitCost;
    }

    /// @notice What a campaign offers; nothing of it changes later but the discount of what is resold.
    /// @param listingId whose provider is the vendor, and whose capacity the lot is: prices per unit and period, as there
    /// @param closesAt 2 to 90 days ahead
    /// @param expiresAt of the vouchers, 30 to 730 days after closesAt
    /// @param maxUnits the lot: what is bought if a credit line pays for what was not pledged
    /// @param pack pledges are multiples of it, and so is the lot
    /// @param firstBps of the vendor's cost, paid for every unit before its voucher exists, 1,000 to prepaidBps
    /// @param prepaidBps of the vendor's cost, paid in advance in all, at most 9,000: the part beyond firstBps once the vendor's
    /// invoice is attested (settlement agents), the rest by the jobs that redeem
    /// @param resaleBps below listPrice, 1,000 to 3,000
    /// @param listPrice what a unit costs without the campaign, USDC units; above every tier's price, at most the listing's own
    /// @param lineId credit line of the pool, which owes nothing when the campaign closes; 0 buys what is pledged and nothing more
    /// @param tiers 1 to 6, from rising, price and unitCost falling; the first one's from is the minimum
    struct Terms {
        uint32 listingId;
        uint40 closesAt;
        uint40 expiresAt;
        uint32 maxUnits;
        uint32 pack;
        uint16 firstBps;
        uint16 prepaidBps;
        uint16 resaleBps;
        uint40 listPrice;
        uint32 lineId;
        Tier[] tiers;
    }

    /// @param price, unitCost of the tier reached, from Met on
    /// @param unitDue what a unit's redemption still costs, from Met on
    /// @param settled units of pledges that were charged
    /// @param stock units that nobody owns yet
    /// @param lotId in the pool's book, 0 for none
    struct Campaign {
        State state;
        uint32 providerId;
        uint32 listingId;
        uint40 closesAt;
        uint40 withdrawableUntil;
        uint40 expiresAt;
        uint32 maxUnits;
        uint32 pack;
        uint32 lineId;
        uint16 firstBps;
        uint16 prepaidBps;
        uint16 resaleBps;
        uint40 listPrice;
        uint40 price;
        uint40 unitCost;
        uint40 unitDue;
        uint32 pledged;
        uint32 settled;
        uint32 stock;
        uint8 series;
        bool invoicePaid;
        uint40 closedAt;
        uint40 failedAt;
        bool shared;
        uint64 lotId;
    }

    /// @notice Where a campaign's money came from and went; USDC units. paidIn + drawn = toVendor + toPool + toRevenue + refunded +
    /// cash + inJobs, always.
    /// @param paidIn by pledgers (what they were charged), buyers, and for recoveries
    /// @param toVendor in advance, and by jobs, the market's fee on these included
    /// @param toPool principal and interest
    /// @param refunded to holders of vouchers
    /// @param cash held now
    /// @param inJobs held now by jobs that redeem
    struct Books {
        uint64 paidIn;
        uint64 drawn;
        uint64 toVendor;
        uint64 toPool;
        uint64 toRevenue;
        uint64 refunded;
        uint64 cash;
        uint64 inJobs;
    }

    /// @notice Vouchers of one price. Series 0 are the pledgers', each change of the discount begins another.
    /// @param live sold, and neither redeemed, refunded nor in a job
    /// @param inJobs taken by jobs that have not been closed
    struct Series {
        uint40 price;
        uint32 sold;
        uint32 live;
        uint32 inJobs;
    }

    event CampaignCreated(uint256 indexed campaignId, uint32 indexed providerId, uint32 indexed listingId, Terms terms);
    event Pledged(uint256 indexed campaignId, address indexed account, uint32 units, uint64 escrow);
    event PledgeWithdrawn(uint256 indexed campaignId, address indexed account, uint32 units, uint64 refund);
    event CampaignMissed(uint256 indexed campaignId, MissReason indexed reason, uint32 pledged);
    event CampaignMet(
        uint256 indexed campaignId, uint32 pledged, uint32 stock, uint40 price, uint40 unitCost, uint40 unitDue
    );
    event PledgeSettled(
        uint256 indexed campaignId, address indexed account, uint32 units, uint64 charged, uint64 refunded
    );
    event LotFinanced(uint256 indexed campaignId, uint256 indexed lineId, uint256 indexed lotId, uint64 drawn);
    event VendorPaid(uint256 indexed campaignId, address indexed payout, uint64 amount, bool afterInvoice);
    event VouchersClaimed(uint256 indexed tokenId, address indexed account, address indexed to, uint32 units);
    event VouchersSold(uint256 indexed tokenId, address indexed buyer, address indexed to, uint32 units, uint64 paid);
    event VouchersRefunded(uint256 indexed tokenId, address indexed account, uint32 units, uint64 amount);
    event VouchersRedeemed(uint256 indexed tokenId, address indexed account, uint32 units, uint64 due);
    event VouchersReturned(
        uint256 indexed tokenId, address indexed account, uint32 used, uint32 returned, uint64 toVendor
    );
    event SeriesOpened(uint256 indexed campaignId, uint256 indexed tokenId, uint16 resaleBps, uint40 price);
    event PoolRepaid(uint256 indexed campaignId, uint256 indexed lotId, uint64 amount, uint32 stock);
    event MarginPaid(uint256 indexed campaignId, uint64 amount);
    event Recovered(uint256 indexed campaignId, address indexed from, uint64 amount);
    event CampaignFailed(uint256 indexed campaignId, FailReason indexed reason, bytes32 evidenceHash);
    /// @param pot for claims; each gets pot / claims of its price
    event FailureShared(uint256 indexed campaignId, uint64 pot, uint64 claims);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error ZeroUnits();
    error UnknownCampaign(uint256 campaignId);
    /// @dev The field of a campaign's terms that cannot be.
    error InvalidTerms(bytes32 field, uint256 value);
    error WrongState(uint256 campaignId, State state);
    error TooEarly(uint256 campaignId, uint256 from);
    error TooLate(uint256 campaignId, uint256 until);
    error NotAPack(uint256 units, uint256 pack);
    /// @dev More than the lot, the stock, or the pledge.
    error UnitsExceeded(uint256 available, uint256 wanted);
    error PriceAboveMaximum(uint256 price, uint256 maximum);
    error VendorCannotSell(uint32 providerId);
    /// @dev Beyond what vouchers still need the campaign has too little, or the pool is owed and units are resold for less; try again once
    /// more was sold or the pool is repaid.
    error RefundNotFunded(uint256 campaignId, uint256 free, uint256 needed);
    error NothingDone();
    error InvoiceUnproven(uint256 campaignId, uint256 invoiceId);
    /// @dev The pool comes first.
    error DebtOutstanding(uint256 campaignId, uint256 debt);
    error TooManySeries(uint256 campaignId);
    error InvalidParameter(bytes32 name, uint256 value);
    /// @dev The pool paid another amount than it was asked for.
    error DrawMismatch(uint256 expected, uint256 received);
    /// @dev A line serves one campaign at a time, whose interest would otherwise be another's.
    error LineInUse(uint256 lineId, uint256 owed);
}
