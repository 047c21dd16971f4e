// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPerkWeights } from "../interfaces/IPerkWeights.sol";
import { IRevenueRouter } from "../interfaces/IRevenueRouter.sol";
import { ISubscriptions } from "../interfaces/ISubscriptions.sol";
import { IVault } from "../interfaces/IVault.sol";
import { VeTier } from "../libraries/VeTier.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Subscriptions
/// @dev A module of the vault: a payment is escrowed and spent in the same call, so nothing of it is ever held here.
contract Subscriptions is ISubscriptions, AccessManagedUpgradeable {
    struct Terms {
        uint48 starterPrice;
        uint48 proPrice;
        uint8 yearlyMonths;
        uint32 gracePeriod;
    }

    uint256 private constant BPS = 10_000;
    uint256 private constant MONTH = 30 days;
    uint256 private constant YEAR = 365 days;
    uint256 private constant TRIAL_TERM = 90 days;
    uint256 private constant MIN_PRICE = 1e6;
    uint256 private constant MIN_ENTERPRISE_PRICE = 500e6;
    uint256 private constant MAX_ENTERPRISE_PRICE = 2000e6;
    uint256 private constant MAX_OFFER_TERM = 365 days;
    uint8 private constant SOURCE = uint8(IRevenueRouter.Source.SaaS);

    IVault private immutable VAULT;
    IPerkWeights private immutable PERK_WEIGHTS;

    Terms private _terms;
    /// @dev One slot each.
    mapping(address account => Subscription) private _subscriptions;
    mapping(Promotion promotion => Offer) private _offers;
    /// @dev 0 = the least.
    mapping(address account => uint256) private _enterprisePrices;

    constructor(address vault, address perkWeights) {
        VAULT = IVault(vault);
        PERK_WEIGHTS = IPerkWeights(perkWeights);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setParameter("starterPrice", 50e6);
        _setParameter("proPrice", 200e6);
        _setParameter("yearlyMonths", 12);
        _setParameter("gracePeriod", 3 days);
    }

    // ---- accounts ----

    /// @inheritdoc ISubscriptions
    function subscribe(Plan plan, bool yearly, bool autoRenew, uint48 maxPrice)
        external
        override
        returns (uint256 price)
    {
        // Check
        Subscription memory s = _begin(plan);
        s.halfPrice = _isOpen(Promotion.HalfPrice, plan);
        price = _price(msg.sender, plan, yearly, s.halfPrice);
        if (price > maxPrice) revert ChargeAboveMaximum(price, maxPrice);

        // Effect
        if (s.halfPrice) --_offers[Promotion.HalfPrice].places;
        _fill(s, plan, yearly, autoRenew, maxPrice);
        s.paidUntil = uint40(block.timestamp + _term(yearly));
        s.paid = uint48(price);
        _subscriptions[msg.sender] = s;
        emit Subscribed(msg.sender, plan, yearly, price, s.paidUntil, s.halfPrice);
        emit RenewalSet(msg.sender, plan, yearly, autoRenew, maxPrice);

        // Interaction
        _take(msg.sender, price);
    }

    /// @inheritdoc ISubscriptions
    function startTrial(Plan plan, bool autoRenew, uint48 maxPrice) external override {
        Subscription memory s = _begin(plan);
        if (s.trialUsed) revert TrialUsed(msg.sender);
        if (!_isOpen(Promotion.Trial, plan)) revert PromotionClosed(Promotion.Trial);

        --_offers[Promotion.Trial].places;
        s.trialUsed = true;
        _fill(s, plan, false, autoRenew, maxPrice);
        s.paidUntil = uint40(block.timestamp + TRIAL_TERM);
        _subscriptions[msg.sender] = s;
        emit TrialStarted(msg.sender, plan, s.paidUntil);
        emit RenewalSet(msg.sender, plan, false, autoRenew, maxPrice);
    }

    /// @inheritdoc ISubscriptions
    function upgrade(Plan plan, uint48 maxCharge, uint48 maxPrice) external override returns (uint256 charged) {
        // Check
        Subscription memory s = _subscriptions[msg.sender];
        uint256 credit;
        (charged, credit) = _upgradeCharge(msg.sender, s, plan);
        if (charged > maxCharge) revert ChargeAboveMaximum(charged, maxCharge);

        // Effect
        emit SubscriptionUpgraded(msg.sender, s.plan, plan, charged);
        s.plan = plan;
        s.nextPlan = plan;
        s.startedAt = uint40(block.timestamp);
        s.paid = uint48(credit + charged);
        s.maxPrice = maxPrice;
        _subscriptions[msg.sender] = s;
        emit RenewalSet(msg.sender, plan, s.nextYearly, s.autoRenew, maxPrice);

        // Interaction
        _take(msg.sender, charged);
    }

    /// @inheritdoc ISubscriptions
    function setRenewal(Plan plan, bool yearly, bool autoRenew, uint48 maxPrice) external override {
        _requirePaid(plan);
        _setRenewal(plan, yearly, autoRenew, maxPrice);
    }

    /// @inheritdoc ISubscriptions
    function cancel() external override {
        Subscription storage s = _subscriptions[msg.sender];
        _setRenewal(s.nextPlan, s.nextYearly, false, 0);
    }

    // ---- anyone ----

    /// @inheritdoc ISubscriptions
    function renew(address account) external override returns (uint256 price) {
        Subscription memory s = _subscriptions[account];
        if (!s.autoRenew || !_isLive(s)) revert NotRenewable(account);
        if (block.timestamp < s.paidUntil) revert NotDueYet(account, s.paidUntil);
        price = _renewalPrice(account, s);
        if (price > s.maxPrice) revert ChargeAboveMaximum(price, s.maxPrice);
        _renew(account, s, price);
    }

    /// @inheritdoc ISubscriptions
    function renewBatch(address[] calldata accounts) external override returns (uint256 done) {
        for (uint256 i; i < accounts.length; ++i) {
            address account = accounts[i];
            Subscription memory s = _subscriptions[account];
            if (s.plan == Plan.Free) continue;
            if (!_isLive(s)) {
                _lapse(account, s);
                _subscriptions[account] = s;
                ++done;
            } else if (s.autoRenew && block.timestamp >= s.paidUntil) {
                uint256 price = _renewalPrice(account, s);
                if (price > s.maxPrice || price > VAULT.balanceOf(account)) continue;
                _renew(account, s, price);
                ++done;
            }
        }
        if (done == 0) revert NothingDone();
    }

    // ---- governance ----

    /// @inheritdoc ISubscriptions
    function setPromotion(Promotion which, Offer calldata offer) external override restricted {
        if (offer.highestPlan == Plan.Free) revert InvalidParameter("highestPlan", 0);
        if (offer.endsAt > block.timestamp + MAX_OFFER_TERM) revert InvalidParameter("endsAt", offer.endsAt);
        _offers[which] = offer;
        emit PromotionSet(which, offer);
    }

    /// @inheritdoc ISubscriptions
    function setEnterprisePrice(address account, uint256 price) external override restricted {
        if (price < MIN_ENTERPRISE_PRICE || price > MAX_ENTERPRISE_PRICE) {
            revert InvalidParameter("enterprisePrice", price);
        }
        _enterprisePrices[account] = price;
        emit EnterprisePriceSet(account, price);
    }

    /// @inheritdoc ISubscriptions
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    // ---- views ----

    /// @inheritdoc ISubscriptions
    function planOf(address account) external view override returns (Plan) {
        Subscription memory s = _subscriptions[account];
        return _isLive(s) ? s.plan : Plan.Free;
    }

    /// @inheritdoc ISubscriptions
    function subscription(address account) external view override returns (Subscription memory) {
        return _subscriptions[account];
    }

    /// @inheritdoc ISubscriptions
    function priceOf(address account, Plan plan, bool yearly) external view override returns (uint256 price) {
        if (plan == Plan.Free) return 0;
        Subscription memory s = _subscriptions[account];
        return _price(account, plan, yearly, _isLive(s) ? s.halfPrice : _isOpen(Promotion.HalfPrice, plan));
    }

    /// @inheritdoc ISubscriptions
    function upgradePrice(address account, Plan plan) external view override returns (uint256 charged) {
        (charged,) = _upgradeCharge(account, _subscriptions[account], plan);
    }

    /// @inheritdoc ISubscriptions
    function renewalDue(address account) external view override returns (bool due, bool lapsed) {
        Subscription memory s = _subscriptions[account];
        bool live = _isLive(s);
        return (live && s.autoRenew && block.timestamp >= s.paidUntil, !live && s.plan != Plan.Free);
    }

    /// @inheritdoc ISubscriptions
    function promotion(Promotion which) external view override returns (Offer memory) {
        return _offers[which];
    }

    /// @inheritdoc ISubscriptions
    function enterprisePrice(address account) public view override returns (uint256) {
        uint256 agreed = _enterprisePrices[account];
        return agreed == 0 ? MIN_ENTERPRISE_PRICE : agreed;
    }

    /// @inheritdoc ISubscriptions
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "starterPrice") return _terms.starterPrice;
        if (name == "proPrice") return _terms.proPrice;
        if (name == "yearlyMonths") return _terms.yearlyMonths;
        if (name == "gracePeriod") return _terms.gracePeriod;
        revert InvalidParameter(name, 0);
    }

    // ---- internals ----

    /// @dev The caller's record, cleared for a first period; only who is Free may begin.
    function _begin(Plan plan) private returns (Subscription memory s) {
        _requirePaid(plan);
        s = _subscriptions[msg.sender];
        if (_isLive(s)) revert AlreadySubscribed(msg.sender, s.plan);
        if (s.plan != Plan.Free) _lapse(msg.sender, s);
    }

    function _fill(Subscription memory s, Plan plan, bool yearly, bool autoRenew, uint48 maxPrice) private view {
        (s.plan, s.nextPlan) = (plan, plan);
        (s.yearly, s.nextYearly) = (yearly, yearly);
        s.autoRenew = autoRenew;
        s.maxPrice = maxPrice;
        s.startedAt = uint40(block.timestamp);
    }

    function _setRenewal(Plan plan, bool yearly, bool autoRenew, uint48 maxPrice) private {
        Subscription memory s = _subscriptions[msg.sender];
        if (!_isLive(s)) revert NotSubscribed(msg.sender);
        (s.nextPlan, s.nextYearly, s.autoRenew, s.maxPrice) = (plan, yearly, autoRenew, maxPrice);
        _subscriptions[msg.sender] = s;
        emit RenewalSet(msg.sender, plan, yearly, autoRenew, maxPrice);
    }

    /// @dev The new period starts where the last one ended: days of grace are paid for.
    function _renew(address account, Subscription memory s, uint256 price) private {
        // Effect
        s.plan = s.nextPlan;
        s.yearly = s.nextYearly;
        s.startedAt = s.paidUntil;
        s.paidUntil = uint40(s.paidUntil + _term(s.yearly));
        s.paid = uint48(price);
        _subscriptions[account] = s;
        emit SubscriptionRenewed(account, s.plan, s.yearly, price, s.paidUntil);

        // Interaction
        _take(account, price);
    }

    /// @dev Back to Free, in memory. All that stays is that a trial was had.
    function _lapse(address account, Subscription memory s) private {
        emit SubscriptionLapsed(account, s.plan, uint40(_endOf(s)));
        bool trialUsed = s.trialUsed;
        delete s.plan;
        delete s.nextPlan;
        (s.yearly, s.nextYearly, s.autoRenew, s.halfPrice) = (false, false, false, false);
        (s.startedAt, s.paidUntil, s.paid, s.maxPrice) = (0, 0, 0, 0);
        s.trialUsed = trialUsed;
    }

    function _take(address account, uint256 price) private {
        if (price == 0) return;
        VAULT.escrow(account, price);
        VAULT.release(
            IVault.Settlement({
                payer: account, payee: address(0), toPayee: 0, fee: price, refund: 0, volume: 0, source: SOURCE
            })
        );
    }

    function _setParameter(bytes32 name, uint256 value) private {
        if (name == "starterPrice" && value >= MIN_PRICE && value <= 500e6) _terms.starterPrice = uint48(value);
        else if (name == "proPrice" && value >= MIN_PRICE && value <= 2000e6) _terms.proPrice = uint48(value);
        else if (name == "yearlyMonths" && value >= 6 && value <= 12) _terms.yearlyMonths = uint8(value);
        else if (name == "gracePeriod" && value <= 7 days) _terms.gracePeriod = uint32(value);
        else revert InvalidParameter(name, value);
        emit ParameterSet(name, value);
    }

    function _requirePaid(Plan plan) private pure {
        if (plan == Plan.Free) revert NotAPaidPlan(plan);
    }

    /// @dev First second of being Free again, unless renewed.
    function _endOf(Subscription memory s) private view returns (uint256) {
        return s.autoRenew ? uint256(s.paidUntil) + _terms.gracePeriod : s.paidUntil;
    }

    function _isLive(Subscription memory s) private view returns (bool) {
        return s.plan != Plan.Free && block.timestamp < _endOf(s);
    }

    function _isOpen(Promotion which, Plan plan) private view returns (bool) {
        Offer memory offer = _offers[which];
        return offer.places != 0 && block.timestamp < offer.endsAt && plan <= offer.highestPlan;
    }

    function _term(bool yearly) private pure returns (uint256) {
        return yearly ? YEAR : MONTH;
    }

    function _renewalPrice(address account, Subscription memory s) private view returns (uint256) {
        return _price(account, s.nextPlan, s.nextYearly, s.halfPrice);
    }

    function _price(address account, Plan plan, bool yearly, bool halfPrice) private view returns (uint256 price) {
        if (plan == Plan.Enterprise) price = enterprisePrice(account);
        else price = plan == Plan.Pro ? _terms.proPrice : _terms.starterPrice;
        if (yearly) price *= _terms.yearlyMonths;
        if (halfPrice) price = Math.ceilDiv(price, 2);
        uint256 discount = VeTier.discountBps(VeTier.tierOf(PERK_WEIGHTS.weightOf(account)));
        return Math.ceilDiv(price * (BPS - discount), BPS);
    }

    /// @return charged for the rest of the period at the higher plan
    /// @return credit what the rest is worth by what was paid for it
    function _upgradeCharge(address account, Subscription memory s, Plan plan)
        private
        view
        returns (uint256 charged, uint256 credit)
    {
        if (s.plan == Plan.Free || block.timestamp >= s.paidUntil) revert NotSubscribed(account);
        if (plan <= s.plan) revert NotAnUpgrade(s.plan, plan);
        uint256 rest = s.paidUntil - block.timestamp;
        credit = s.paid * rest / (s.paidUntil - s.startedAt);
        uint256 worth = Math.ceilDiv(_price(account, plan, s.yearly, s.halfPrice) * rest, _term(s.yearly));
        charged = worth > credit ? worth - credit : 0;
    }
}
