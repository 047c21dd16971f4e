// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Vault: the market's USDC ledger (SPEC JOB 2, 6, 11; laws C and D)
/// @notice Holds all USDC of the market. Every party has an account {available, escrowed}; modules (the job market, later
/// its siblings) move value between accounts, never out of the vault; only an account's owner takes money out, to any address.
/// No pause, no blacklisted counterparty and no module can stop a withdrawal of what is available.
/// @dev Law C: USDC.balanceOf(vault) >= Σ available + Σ escrowed + Σ uncollected revenue, equal without stray transfers.
/// All amounts are USDC units (6 decimals) and fit uint112; nothing here divides, so nothing is rounded.
/// Assumed of the token: it moves exactly what it is asked to (checked on the way in) and never lowers the vault's balance by
/// itself. Warning: its issuer can freeze the vault. A module is trusted with all escrows, whichever module took them, and
/// with the allowances given to the vault (escrowFrom); it cannot touch an available balance except to escrow it.
interface IVault {
    struct Account {
        uint128 available;
        uint128 escrowed;
    }

    /// @param payer whose escrow is spent
    /// @param payee whose available balance receives toPayee; may be the payer; ignored if toPayee is 0
    /// @param toPayee to the provider, after the platform fee
    /// @param fee platform fee after the payer's discount, credited to the revenue source
    /// @param refund back to the payer's available balance
    /// @param volume the price of what was delivered (toPayee + fee + discount), at most toPayee + fee + refund; counted as GMV
    /// @param source revenue source tag (IRevenueRouter.Source), bounded by its last member
    struct Settlement {
        address payer;
        address payee;
        uint256 toPayee;
        uint256 fee;
        uint256 refund;
        uint256 volume;
        uint8 source;
    }

    event Deposited(address indexed account, address indexed from, uint256 amount);
    event Withdrawn(address indexed account, address indexed to, uint256 amount);
    event Escrowed(address indexed payer, address indexed module, uint256 amount);
    event Released(
        address indexed payer,
        address indexed payee,
        address indexed module,
        uint256 toPayee,
        uint256 fee,
        uint256 refund,
        uint256 volume,
        uint8 source
    );
    event RevenueCollected(uint8 indexed source, address indexed to, uint256 amount);
    event ModuleSet(address indexed module, bool allowed);
    event RevenueRouterSet(address indexed router);

    error ZeroAmount();
    error ZeroAddress();
    error InsufficientBalance(address account, uint256 available, uint256 needed);
    error InsufficientEscrow(address account, uint256 escrowed, uint256 needed);
    error NotModule(address caller);
    /// @dev Part of the vault's code: an upgrade takes it out of that, setModule afterwards off the list, where it may stand too.
    error FixedModule(address module);
    error NotRevenueRouter(address caller);
    /// @dev The token moved another amount than it was asked to.
    error TransferMismatch(uint256 expected, uint256 received);
    error InvalidSource(uint8 source);
    /// @dev More turnover than money moved.
    error InvalidVolume(uint256 volume, uint256 total);
    /// @dev Sent to the vault itself, a withdrawal would belong to nobody.
    error InvalidRecipient(address to);

    // ---- anyone ----
    /// @notice Deposits the caller's USDC into its own account, by its allowance to the vault.
    /// @dev Reverts with ZeroAmount, TransferMismatch or the token's refusal.
    function deposit(uint256 amount) external;
    /// @notice Deposits the caller's USDC into somebody's account. Errors as deposit, and ZeroAddress.
    function depositFor(address account, uint256 amount) external;
    /// @notice Deposits with an ERC-2612 permit of the caller; a permit already used or front-run is ignored if the allowance
    /// suffices. Errors as depositFor.
    /// @param deadline of the permit, seconds
    function depositWithPermit(address account, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external;
    /// @notice Takes amount (or everything, with type(uint256).max) of the caller's available balance to any address but
    /// the vault. Never pausable (SPEC JOB 11).
    /// @dev Reverts with ZeroAddress, InvalidRecipient, ZeroAmount, InsufficientBalance or the token's refusal; a refused
    /// receiver can be replaced by another.
    function withdraw(uint256 amount, address to) external returns (uint256 withdrawn);

    // ---- modules ----
    /// @notice available -> escrowed of one payer. Caller: module.
    /// @dev Reverts with NotModule, ZeroAmount or InsufficientBalance.
    function escrow(address payer, uint256 amount) external;
    /// @notice Pulls USDC from payer by its allowance to the vault straight into its escrow. Caller: module, which must
    /// have authenticated payer as its own caller. Emits Deposited, then Escrowed.
    /// @dev Reverts with NotModule, ZeroAmount, TransferMismatch or the token's refusal.
    function escrowFrom(address payer, uint256 amount) external;
    /// @notice Spends toPayee + fee + refund of the payer's escrow. Moves no token, so no receiver can refuse. Caller: module.
    /// @dev Reverts with NotModule, InvalidVolume, InvalidSource, InsufficientEscrow, or ZeroAddress (toPayee for nobody).
    function release(Settlement calldata settlement) external;
    /// @notice Sends everything earned under one source tag to the revenue router; 0 if there is nothing. Caller: the router.
    /// @dev Reverts with NotRevenueRouter, InvalidSource or the token's refusal.
    function collectRevenue(uint8 source) external returns (uint256 amount);

    // ---- governance ----
    /// @notice Lets a contract move value between accounts, or stops it. Caller: GOVERNANCE role. Reverts with ZeroAddress or
    /// FixedModule.
    /// @dev Warning: escrows of a removed module stay where they are until another module releases them.
    function setModule(address module, bool allowed) external;
    /// @notice Who may collect revenue from now on, what is uncollected included. Caller: GOVERNANCE role. Reverts with
    /// ZeroAddress.
    function setRevenueRouter(address router) external;

    // ---- views ----
    /// @notice The token all amounts are in.
    function usdc() external view returns (address);
    /// @notice The module that is part of the code, as the job market is (its calls save a cold read); 0 for none.
    function fixedModule() external view returns (address);
    /// @notice The only account that may collect revenue; 0 until it is set.
    function revenueRouter() external view returns (address);
    /// @notice Whether a contract may move value between accounts.
    function isModule(address module) external view returns (bool);
    /// @notice Both parts of an account.
    function accountOf(address account) external view returns (Account memory);
    /// @notice What the account can withdraw or spend now.
    function balanceOf(address account) external view returns (uint256 available);
    /// @notice What modules hold in escrow of the account.
    function escrowOf(address account) external view returns (uint256 escrowed);
    /// @notice Earned under a source tag and not collected yet; 0 for unknown sources.
    function uncollectedRevenue(uint8 source) external view returns (uint256);
    /// @notice Σ uncollectedRevenue over all sources.
    function totalUncollectedRevenue() external view returns (uint256);
}
