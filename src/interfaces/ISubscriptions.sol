// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Subscriptions: plans paid by the month or the year (SPEC USER 2, 5; REV 1: SaaS)
/// @notice A month is 30 days, a year 365. Prices are USDC units and paid from the account's vault balance; so deposit first, by
/// permit if you like (IVault.depositWithPermit). price = ceil(ceil(plan's month * months / 2 if half price) * (10,000 - discount) /
/// 10,000): discount 5, 10, 15% from 1,000, 10,000, 100,000 veCPT of the account at the payment. What is paid is revenue at once and
/// not returned.
/// @notice Life: Free -> paid (subscribe, startTrial) -> paid again (renew, by anyone, with standing consent) or Free. A
/// subscription lives while paidUntil > t and, where it renews itself, for the grace period after. A renewal in grace
/// starts where the last period ended. Whoever lapses is Free and loses the half price.
/// @dev No payment is ever larger than the account itself agreed to: its own argument, or the consent it gave for renewals.
interface ISubscriptions {
    enum Plan {
        Free,
        Starter,
        Pro,
        Enterprise
    }

    enum Promotion {
        Trial,
        HalfPrice
    }

    /// @param plan as last paid for; see planOf for what counts now
    /// @param nextPlan, nextYearly what a renewal buys
    /// @param autoRenew standing consent to renewals of at most maxPrice each
    /// @param halfPrice kept while the subscription never lapses
    /// @param trialUsed for ever
    /// @param startedAt, paidUntil the period whose rest is worth its share of paid in an upgrade
    struct Subscription {
        Plan plan;
        Plan nextPlan;
        bool yearly;
        bool nextYearly;
        bool autoRenew;
        bool halfPrice;
        bool trialUsed;
        uint40 startedAt;
        uint40 paidUntil;
        uint48 paid;
        uint48 maxPrice;
    }

    /// @param highestPlan that may be had by it
    /// @param endsAt first second at which it is closed
    /// @param places left
    struct Offer {
        Plan highestPlan;
        uint40 endsAt;
        uint32 places;
    }

    event Subscribed(
        address indexed account, Plan indexed plan, bool yearly, uint256 price, uint40 paidUntil, bool halfPrice
    );
    event TrialStarted(address indexed account, Plan indexed plan, uint40 paidUntil);
    event SubscriptionUpgraded(address indexed account, Plan indexed from, Plan indexed to, uint256 charged);
    event SubscriptionRenewed(address indexed account, Plan indexed plan, bool yearly, uint256 price, uint40 paidUntil);
    event RenewalSet(address indexed account, Plan plan, bool yearly, bool autoRenew, uint256 maxPrice);
    /// @notice Noted by the next call that touches the subscription; it was Free from `at` on.
    event SubscriptionLapsed(address indexed account, Plan indexed plan, uint40 at);
    event PromotionSet(Promotion indexed promotion, Offer offer);
    event EnterprisePriceSet(address indexed account, uint256 price);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error NotAPaidPlan(Plan plan);
    error AlreadySubscribed(address account, Plan plan);
    error NotSubscribed(address account);
    error NotAnUpgrade(Plan plan, Plan wanted);
    error ChargeAboveMaximum(uint256 price, uint256 maximum);
    error PromotionClosed(Promotion promotion);
    error TrialUsed(address account);
    error NotRenewable(address account);
    /// @param from the first second at which it is possible
    error NotDueYet(address account, uint256 from);
    error InvalidParameter(bytes32 name, uint256 value);
    error NothingDone();

    // ---- accounts ----

    /// @notice Buys a first period for the caller, at half price where that promotion is open to the plan.
    /// @param autoRenew standing consent to renewals of at most maxPrice each
    /// @param maxPrice of this payment and of each renewal, USDC units
    /// @return price paid
    /// @dev Reverts with NotAPaidPlan, AlreadySubscribed, ChargeAboveMaximum, or the vault's InsufficientBalance.
    function subscribe(Plan plan, bool yearly, bool autoRenew, uint48 maxPrice) external returns (uint256 price);

    /// @notice Three months for nothing, once per account, while the promotion is open to the plan. Afterwards as subscribe by
    /// the month.
    /// @dev Reverts with NotAPaidPlan, AlreadySubscribed, TrialUsed, PromotionClosed.
    function startTrial(Plan plan, bool autoRenew, uint48 maxPrice) external;

    /// @notice Moves the caller to a higher plan for the rest of the period. Charged is ceil(price * rest / month or year) -
    /// floor(paid * rest / period), at least 0; a trial counts as paid 0. Renewals then buy the higher plan, within maxPrice.
    /// @param maxCharge of this payment
    /// @param maxPrice of each renewal from now on
    /// @return charged USDC units
    /// @dev Reverts with NotSubscribed (in grace, too: renew first), NotAnUpgrade, ChargeAboveMaximum, or the vault's
    /// InsufficientBalance.
    function upgrade(Plan plan, uint48 maxCharge, uint48 maxPrice) external returns (uint256 charged);

    /// @notice Sets what the caller's renewals buy, a lower plan or another rhythm too, whether they happen, and up to which price.
    /// @dev Reverts with NotAPaidPlan, NotSubscribed.
    function setRenewal(Plan plan, bool yearly, bool autoRenew, uint48 maxPrice) external;

    /// @notice No more renewals: the plan ends with what is paid, without grace. Reverts with NotSubscribed.
    function cancel() external;

    // ---- anyone ----

    /// @notice Pays an account's next period, from its end and until the grace period has passed, at most maxPrice. Caller: anyone.
    /// @dev Reverts with NotRenewable (Free, lapsed, no consent), NotDueYet, ChargeAboveMaximum, or the vault's
    /// InsufficientBalance.
    function renew(address account) external returns (uint256 price);

    /// @notice Renews what is due and affordable, notes what has lapsed, passes over all else. Caller: anyone. Reverts with
    /// NothingDone if there was nothing.
    function renewBatch(address[] calldata accounts) external returns (uint256 done);

    // ---- governance ----

    /// @notice Opens, changes or closes a promotion. Caller: PARAMETERS role.
    /// @dev Reverts with InvalidParameter: a plan that is not paid ("highestPlan"), or an end more than 365 days away ("endsAt").
    function setPromotion(Promotion promotion, Offer calldata offer) external;

    /// @notice The month's Enterprise price agreed with an account, 500 to 2,000 USDC; from its next payment on. Caller:
    /// PARAMETERS role. Reverts with InvalidParameter.
    function setEnterprisePrice(address account, uint256 price) external;

    /// @notice Caller: CRITICAL_PARAMETERS role. Renewals at a higher price still need the account's consent.
    /// @param name with default and bounds: starterPrice 50e6 (1e6 .. 500e6 USDC units a month), proPrice 200e6 (1e6 .. 2,000e6),
    /// yearlyMonths 12 (6 .. 12 months' price for a year), gracePeriod 3 days (0 .. 7 days)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice What counts now: Free once lapsed.
    function planOf(address account) external view returns (Plan);
    /// @notice The record as last written.
    function subscription(address account) external view returns (Subscription memory);
    /// @notice What a first period would cost the account now, or a renewal where it is subscribed: half price, agreed
    /// price and veCPT discount included. 0 for Free.
    function priceOf(address account, Plan plan, bool yearly) external view returns (uint256 price);
    /// @notice What upgrade would charge now. Errors as upgrade.
    function upgradePrice(address account, Plan plan) external view returns (uint256 charged);
    /// @return due whether renew would be possible now but for price and balance
    /// @return lapsed whether it is Free and nobody noted it yet
    function renewalDue(address account) external view returns (bool due, bool lapsed);
    /// @notice The offer as set; places fall as they are taken.
    function promotion(Promotion which) external view returns (Offer memory);
    /// @notice The month's price of Enterprise for an account.
    function enterprisePrice(address account) external view returns (uint256);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
