// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Buys CPT with the 20% of revenue it is paid, and burns it (SPEC REV 4)
/// @notice Two engines. Where pool and oracle are fit, execute buys from the CPT/USDC pool of Uniswap v3. Where they have not been for a
/// day, a descending-price auction sells the USDC for CPT. Both are open to everyone: whoever calls decides when within the bounds,
/// never how much for how little. USDC leaves for burned CPT only; there is no other way out, for governance neither, and a successor
/// is simply paid in its place.
/// @dev Not upgradeable (SPEC GOV 4). Prices are USDC per CPT, 8 decimals; USDC amounts have 6 decimals, CPT 18. Nothing is approved
/// to anyone: the pool is paid in its callback. Assumed of the pool: Uniswap's own, see IUniswapTwap; of the tokens: CPT and Circle's USDC.
/// Warning: somebody who owns most of the pool's liquidity gets its fees back and can make a purchase as dear as the slippage bound
/// allows, never dearer. Whoever sends CPT here burns it.
interface IBuybackBurner {
    /// @dev OracleUnfit: PriceHub's CPT/USD or USDC/USD is. PoolUnfit: the pool's mean is, see IUniswapTwap. Disagree: the two are
    /// further apart than PriceHub's maxDeviation.
    enum Fitness {
        Fit,
        SequencerDown,
        OracleUnfit,
        PoolUnfit,
        Disagree
    }

    /// @param price the lower of oracle and mean: what more CPT is due by; 0 unless fit
    /// @param spot the pool's price now
    /// @param limit no CPT is bought above this, the pool's fee not included; 0 unless fit
    /// @param amount USDC units to be spent, at most
    /// @param minimumOut units of CPT due if all of it is spent
    /// @param notBefore first second of the next purchase
    /// @param spotFit whether the pool's tick is near its mean
    struct Plan {
        Fitness fitness;
        bool spotFit;
        uint256 price;
        uint256 spot;
        uint256 limit;
        uint256 amount;
        uint256 minimumOut;
        uint40 notBefore;
    }

    /// @param left USDC units not sold yet; 0: no auction runs
    /// @param sold USDC units
    /// @param price the last fit one, which the start and the floor are parts of
    /// @param seenAt until when elapsed has been counted
    /// @param elapsed seconds of the clock, which stands still while the sequencer is down or in grace
    /// @param startBps CPT asked for a USDC at first, in basis points of the last fit rate
    /// @param floorBps and at the end
    struct Auction {
        uint64 left;
        uint64 sold;
        uint64 price;
        uint40 seenAt;
        uint40 startedAt;
        uint32 id;
        uint32 elapsed;
        uint32 duration;
        uint16 startBps;
        uint16 floorBps;
    }

    /// @param poolSpent USDC units spent in the pool
    /// @param auctionSpent USDC units sold in auctions
    /// @param burned units of CPT bought and burned
    struct Report {
        uint64 poolSpent;
        uint64 auctionSpent;
        uint128 burned;
    }

    /// @notice The proof of a purchase in the pool; its burn is in the same transaction, and totalSupply says so.
    /// @param price the lower of oracle and mean
    /// @param minimumOut units of CPT that were due for what was spent
    /// @param supply CPT's total after the burn
    event BoughtAndBurned(
        address indexed caller,
        uint256 indexed quarter,
        uint256 spent,
        uint256 burned,
        uint256 price,
        uint256 minimumOut,
        uint256 supply
    );
    event AuctionStarted(
        uint256 indexed auctionId,
        address indexed caller,
        Fitness fitness,
        uint256 amount,
        uint256 price,
        uint256 startBps,
        uint256 floorBps,
        uint256 duration
    );
    event SoldAndBurned(
        uint256 indexed auctionId,
        uint256 indexed quarter,
        address indexed bidder,
        address recipient,
        uint256 spent,
        uint256 burned,
        uint256 supply
    );
    /// @param unsold USDC units that roll over
    event AuctionClosed(uint256 indexed auctionId, uint256 sold, uint256 unsold);
    event PriceNoted(uint256 price);
    /// @param averagePrice USDC per CPT, 8 decimals, of the quarter; 0 if nothing was bought
    /// @param totalSpent, totalBurned of all quarters up to this one
    event QuarterClosed(
        uint256 indexed quarter,
        uint256 poolSpent,
        uint256 auctionSpent,
        uint256 burned,
        uint256 averagePrice,
        uint256 totalSpent,
        uint256 totalBurned,
        uint256 supply
    );
    event StrayBurned(uint256 amount, uint256 supply);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAmount();
    error ZeroAddress();
    error Unfit(Fitness fitness);
    /// @dev Nothing to sell in an auction while the market is fit.
    error MarketFit();
    /// @param latest the last second it may name
    error InvalidDeadline(uint256 deadline, uint256 latest);
    error Premature(uint256 notBefore);
    /// @dev Ticks: the pool's now, and its mean.
    error SpotAwayFromMean(int24 spot, int24 mean);
    error SpotAboveLimit(uint256 spot, uint256 limit);
    error TooLittleToSpend(uint256 amount, uint256 minimum);
    error TooLittleReceived(uint256 received, uint256 minimum);
    error NotPool(address caller);
    error AuctionRunning(uint256 auctionId);
    error NoAuction();
    error AuctionOver(uint256 auctionId);
    /// @dev No fit price is known, or the last is too old to sell by.
    error NoFitPrice(uint256 notedAt);
    error TooExpensive(uint256 cost, uint256 maximum);
    error QuarterOpen(uint256 quarter, uint256 endsAt);
    error InvalidParameter(bytes32 name, uint256 value);

    /// @notice Buys CPT from the pool and burns it. Anyone.
    /// @dev Spends min(held, maxSpend, a part of what makes pushing the price before and after pay no more than the pool's fee); only
    /// as far as the price stays at or below the limit, so it may be filled in part: the rest stays here, and the next purchase may
    /// come so much sooner. Reverts with InvalidDeadline, AuctionRunning, Premature, Unfit, SpotAwayFromMean, SpotAboveLimit,
    /// TooLittleToSpend, TooLittleReceived, CPT's EnforcedPause, or PriceHub's InsufficientGas.
    /// @param deadline last second of this call, at most an hour ahead
    /// @param minimumOut units of CPT the caller insists on beyond the contract's own minimum; 0 for none
    /// @return spent USDC units
    /// @return burned units of CPT
    function execute(uint256 deadline, uint256 minimumOut) external returns (uint256 spent, uint256 burned);

    /// @notice Keeps the present fit price for a later auction. Anyone. Reverts with Unfit.
    function notePrice() external returns (uint256 price);

    /// @notice Starts an auction over what is held, at most auctionLot. Anyone, once a fit price has last been noted for auctionDelay
    /// and the market is unfit now.
    /// @dev Reverts with AuctionRunning, MarketFit, Unfit (SequencerDown), Premature, NoFitPrice, TooLittleToSpend, CPT's EnforcedPause.
    function startAuction() external returns (uint256 auctionId);

    /// @notice Buys USDC for CPT, which is burned from the caller by its allowance.
    /// @param amount USDC units wanted; what is left if that is less
    /// @param maxCost units of CPT for all of it, pro rata for less
    /// @param recipient of the USDC
    /// @return filled USDC units
    /// @return cost units of CPT, rounded up
    /// @dev Reverts with ZeroAmount, ZeroAddress, NoAuction, Unfit (SequencerDown), AuctionOver, TooExpensive, CPT's refusal.
    function bid(uint256 amount, uint256 maxCost, address recipient) external returns (uint256 filled, uint256 cost);

    /// @notice Ends an auction whose clock has run out, or whose market is fit again, or while CPT is paused, or a week after its clock
    /// should have run out at the latest. Anyone. What is unsold stays here.
    /// @dev Reverts with NoAuction, AuctionRunning.
    function closeAuction() external;

    /// @notice Puts a finished quarter's report on record, the oldest first. Anyone. A quarter is 13 reward weeks, floor(timestamp / 91 days).
    /// @dev Reverts with QuarterOpen.
    function closeQuarter() external returns (uint256 quarter);

    /// @notice Burns CPT that somebody sent here; it counts as nobody's purchase. Anyone. Reverts with ZeroAmount.
    function burnStray() external returns (uint256 amount);

    /// @notice Sets a parameter within its bounds, see docs/buyback.md. Caller: CRITICAL_PARAMETERS role. A running auction keeps its own.
    /// @dev Reverts with InvalidParameter.
    function setParameter(bytes32 name, uint256 value) external;

    /// @notice What execute would do now, apart from the pool's answer.
    function plan() external view returns (Plan memory);
    /// @notice The running auction with its clock as of now; the last one's figures, with left 0, where none runs.
    function auction() external view returns (Auction memory);
    /// @notice What bid would take and cost now; zeros where it would be refused.
    function quoteBid(uint256 amount) external view returns (uint256 filled, uint256 cost);
    /// @notice The last fit price that was noted, and when.
    function lastFitPrice() external view returns (uint256 price, uint256 notedAt);
    /// @notice A quarter's figures; final once it is over.
    function report(uint256 quarter) external view returns (Report memory);
    function currentQuarter() external view returns (uint256);
    /// @notice The oldest quarter without a closed report.
    function nextQuarter() external view returns (uint256);
    /// @notice USDC ever spent and CPT ever bought and burned here.
    function totals() external view returns (uint256 spent, uint256 burned);
    function parameter(bytes32 name) external view returns (uint256);
    function twap() external view returns (address);
    function pool() external view returns (address);
}
