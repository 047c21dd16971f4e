// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What is for sale (SPEC JOB 1, PROV 3, 6)
/// @notice Prices and values are USDC units (6 decimals). A listing's terms never change, but for price, capacity and active;
/// jobs keep the price they were opened at.
/// @dev The market's copy of a listing is pushed on every change.
interface IListings {
    enum Resource {
        CpuCoreHour,
        GpuHour,
        FpgaHour,
        StorageTbMonth,
        BandwidthTb,
        MemoryGbHour,
        Software,
        Data,
        Service
    }
    /// @dev What the unit price is per: an hour (3,600 s), a month (30 days), or the unit itself. CPU, GPU, FPGA and memory are
    /// priced by the hour, storage by the month, bandwidth by the unit, software, data and services by any.
    enum Period {
        Hour,
        Month,
        Unit
    }

    /// @notice Fixed for the life of a listing, but for price, capacity and active.
    /// @param unitPrice USDC units per unit and period, 1 .. 2^40-1
    /// @param capacity units that may be in use at once, at least 1
    /// @param minDuration, maxDuration seconds, 60 s .. 180 days
    /// @param startLimit minutes from opening to start, 10 .. 43,200
    /// @param cancelFeeBps of the expected cost, <= 1,000, multiple of 10
    /// @param feedId compute price feed the price is checked against, 0 = none: buyers must then name a maximum. It must exist
    /// and have 6 decimals
    /// @param slaUptimeBps promised uptime, 0 = no SLA, or a tariff (createWithSla)
    /// @param slaCreditBps credit of the cost for each 1% (or part) below the promise, 0 without an SLA
    /// @param extraSigners meters wanted beyond the default quorum, 0 .. 3
    /// @param verifier index in the market's table of verifiers, 0 = meter quorum; any other must be set there
    struct Listing {
        uint32 providerId;
        Resource resource;
        Period period;
        bool active;
        bool preemptible;
        bool reservable;
        uint40 unitPrice;
        uint24 capacity;
        uint24 minDuration;
        uint24 maxDuration;
        uint16 startLimit;
        uint16 cancelFeeBps;
        uint32 feedId;
        uint16 slaUptimeBps;
        uint16 slaCreditBps;
        uint8 extraSigners;
        uint8 verifier;
    }

    /// @notice Uptime below belowBps earns creditBps of the cost.
    struct SlaTier {
        uint16 belowBps;
        uint16 creditBps;
    }

    /// @notice What a missed promise costs the provider, and how long in advance each side says that it stops. Fixed for the life
    /// of a listing. The credit is min(100%, uptime credit + throughput credit) of the cost, rounded down, and never paid: the
    /// buyer keeps it.
    /// @param uptime tiers by falling belowBps (<= 10,000) and rising creditBps (<= 10,000), both strictly; the lowest that holds
    /// counts alone. Unused ones are zero and come last
    /// @param throughputFloorBps of what was ordered, 0 .. 10,000, 0 = none. Timed prices: usage / (units * seconds run); prices
    /// per unit: usage / (units * seconds run / predicted seconds), the pace at which the order was to be delivered
    /// @param throughputCreditBps of the cost when throughput is below the floor, 1 .. 10,000, 0 without a floor
    /// @param noticeMinutes from a buyer's notice to the end of its run, 0 .. 10,080
    /// @param preemptNoticeMinutes from a provider's notice to the end of a run it pre-empts, 2 .. 1,440
    /// @param exitNoticeMinutes from a provider's notice to the end of any other run, 60 .. 43,200
    struct SlaTariff {
        SlaTier[4] uptime;
        uint16 throughputFloorBps;
        uint16 throughputCreditBps;
        uint16 noticeMinutes;
        uint16 preemptNoticeMinutes;
        uint16 exitNoticeMinutes;
    }

    event ListingCreated(
        uint32 indexed listingId,
        uint32 indexed providerId,
        Listing terms,
        bytes32 sku,
        bytes32 region,
        bytes32[] tags,
        string metadataURI
    );
    /// @notice Follows the ListingCreated of a listing with a tariff.
    event TariffSet(uint32 indexed listingId, SlaTariff tariff);
    event ListingPriceSet(uint32 indexed listingId, uint40 unitPrice);
    event ListingCapacitySet(uint32 indexed listingId, uint24 capacity);
    event ListingActiveSet(uint32 indexed listingId, bool active);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error UnknownListing(uint32 listingId);
    error NotOperator(uint32 providerId, address caller);
    /// @param field name of the first term that is out of its bounds, or does not fit the others ("tags": their number, or the
    /// place of the first one out of order)
    error InvalidTerms(bytes32 field, uint256 value);
    /// @dev The tags given are not those the listing was created with.
    error WrongTags(uint32 listingId);
    error NeedsCertification(uint256 monthlyValue, uint256 limit);
    error BondTooSmall(uint256 bond, uint256 needed);
    error InvalidParameter(bytes32 name, uint256 value);

    /// @notice Creates a listing. Caller: the provider's owner or operator; its bond must cover 10% of all its active
    /// listings' 30-day value, and a value above 10,000 USDC per 30 days needs certification. An inactive one is checked for
    /// both when it is activated.
    /// @dev Reverts with NotOperator, InvalidTerms, NeedsCertification or BondTooSmall.
    /// @param sku, region published in the event, kept as skuOf
    /// @param metadataURI published in the event only
    /// @param tags at most 16, strictly ascending, none empty, fixed for the life of the listing; published in the event, their hash
    /// is kept. "!x" requires x, "+x" provides x (see compatible), any other describes
    function create(
        Listing calldata terms,
        bytes32 sku,
        bytes32 region,
        bytes32[] calldata tags,
        string calldata metadataURI
    ) external returns (uint32 listingId);

    /// @notice As create, with a tariff of its own in place of the linear credit: slaUptimeBps and slaCreditBps must be 0.
    /// @dev Errors as create; InvalidTerms names "uptime" (value: index of the tier), "throughputFloorBps",
    /// "throughputCreditBps", "noticeMinutes", "preemptNoticeMinutes" or "exitNoticeMinutes".
    function createWithSla(
        Listing calldata terms,
        bytes32 sku,
        bytes32 region,
        bytes32[] calldata tags,
        string calldata metadataURI,
        SlaTariff calldata sla
    ) external returns (uint32 listingId);

    // ---- owner or operator ----
    // What raises the value of an active listing is checked as in create (NeedsCertification, BondTooSmall); lowering it is
    // always allowed. Anyone else gets NotOperator, an unknown listing UnknownListing.

    /// @notice Sets the price of later openings. Caller: the provider's owner or operator. Reverts with InvalidTerms for 0.
    /// @param unitPrice USDC units per unit and period
    function setPrice(uint32 listingId, uint40 unitPrice) external;
    /// @notice Sets how many units may be in use at once; jobs that run already stay. Caller: the provider's owner or operator.
    /// Reverts with InvalidTerms for 0.
    function setCapacity(uint32 listingId, uint24 capacity) external;
    /// @notice Takes a listing off the market or puts it back. Caller: the provider's owner or operator.
    /// @dev Does nothing where active is what it was.
    function setActive(uint32 listingId, bool active) external;

    // ---- governance ----

    /// @notice Sets a parameter within its bounds; existing listings are measured by it on their next raise. Caller:
    /// CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: certifiedAbove 10,000e6 (1,000e6 .. 1,000,000e6 USDC units), bondBps 1,000
    /// (100 .. 10,000)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice The terms. Reverts with UnknownListing, as does monthlyValue.
    function listing(uint32 listingId) external view returns (Listing memory);
    /// @notice The tariff. One created without has no tiers, no floor and the default notices; its linear credit is in listing.
    /// Reverts with UnknownListing, as do hasSla, slaCreditBps and noticesOf.
    function tariff(uint32 listingId) external view returns (SlaTariff memory);
    /// @notice Whether any measurement could earn a credit.
    function hasSla(uint32 listingId) external view returns (bool);
    /// @notice What a run earns the buyer, in basis points of its cost; the sum is capped at 100% by whoever applies it.
    /// @param uptimeBps, throughputBps as measured, 0 .. 10,000
    function slaCreditBps(uint32 listingId, uint256 uptimeBps, uint256 throughputBps)
        external
        view
        returns (uint256 uptimeCreditBps, uint256 throughputCreditBps);
    /// @notice Seconds of notice: a buyer's to stop a run, a provider's to pre-empt one, a provider's to leave one. Without a
    /// tariff 5 min, 2 min and 24 h.
    function noticesOf(uint32 listingId) external view returns (uint256 stop, uint256 preemption, uint256 exit);
    /// @notice What makes listings the same thing from different providers: keccak256(abi.encode(sku, region, resource, period)); 0 for an
    /// unknown listing.
    function skuOf(uint32 listingId) external view returns (bytes32);
    /// @notice Ids run from 1 to this.
    function listingCount() external view returns (uint32);
    /// @notice capacity * price over 30 days, USDC units (Period.Unit: capacity * price), exact.
    function monthlyValue(uint32 listingId) external view returns (uint256);
    /// @notice Σ monthlyValue of a provider's active listings.
    function listedValue(uint32 providerId) external view returns (uint256);
    /// @notice The bond that listedValue asks for, in USDC units after haircut, rounded up (SPEC PROV 6).
    function requiredBond(uint32 providerId) external view returns (uint256);
    /// @notice keccak256(abi.encode(tags)), 0 for a listing without tags and for unknown ones.
    function tagsHashOf(uint32 listingId) external view returns (bytes32);
    /// @notice Whether two listings may serve one job together, such as software on hardware (SPEC JOB 3): each provides ("+x") all
    /// that the other requires ("!x"), and at least one requires something.
    /// @param tagsOfA, tagsOfB as in the listings' creation; WrongTags for any others
    function compatible(uint32 a, bytes32[] calldata tagsOfA, uint32 b, bytes32[] calldata tagsOfB)
        external
        view
        returns (bool);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
