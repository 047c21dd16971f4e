// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Vault: the market's USDC ledger (SPEC JOB 2, 6, 11; laws C and D)
/// @notice Holds all USDC of the market. Every party has an account {available, escrowed}; modules (the job market, later
/// its siblings) move value between accounts, never out of the vault; only an account's owner takes money out, to any address.
/// No pause, no blacklisted counterparty and no module can stop a withdrawal of what is available.
/// @dev Law C: USDC.balanceOf(vault) >= Σ available + Σ escrowed + Σ uncollected revenue, equal without stray transfers.
/// All amounts are USDC units (6 decimals) and fit uint112.
interface IVault {
    struct Account {
        uint128 available;
        uint128 escrowed;
    }

    /// @param payer whose escrow is spent
    /// @param payee whose available balance receives toPayee
    /// @param toPayee to the provider, after the platform fee
    /// @param fee platform fee after the payer's discount, credited to the revenue source
    /// @param refund back to the payer's available balance
    /// @param volume the price of what was delivered (toPayee + fee + discount); counted as GMV
    /// @param source revenue source tag (IRevenueRouter.Source)
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

    error ZeroAmount();
    error ZeroAddress();
    error InsufficientBalance(address account, uint256 available, uint256 needed);
    error InsufficientEscrow(address account, uint256 escrowed, uint256 needed);
    error NotModule(address caller);
    error NotRevenueRouter(address caller);
    /// @dev The token moved another amount than it was asked to.
    error TransferMismatch(uint256 expected, uint256 received);
    error InvalidSource(uint8 source);

    // ---- anyone ----
    function deposit(uint256 amount) external;
    /// @notice Deposits the caller's USDC into somebody's account.
    function depositFor(address account, uint256 amount) external;
    /// @notice Deposits with an ERC-2612 permit of the caller; a permit already used or front-run is ignored if the allowance suffices.
    function depositWithPermit(address account, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;
    /// @notice Takes amount (or everything, with type(uint256).max) of the caller's available balance to any address. Never pausable.
    function withdraw(uint256 amount, address to) external returns (uint256 withdrawn);

    // ---- modules ----
    /// @notice available -> escrowed of one payer. Caller: module.
    function escrow(address payer, uint256 amount) external;
    /// @notice Pulls USDC from payer by its allowance to the vault straight into its escrow. Caller: module, which must
    /// have authenticated payer as its own caller.
    function escrowFrom(address payer, uint256 amount) external;
    /// @notice Spends toPayee + fee + refund of the payer's escrow. Caller: module.
    function release(Settlement calldata settlement) external;
    /// @notice Sends everything earned under one source tag to the revenue router. Caller: the router.
    function collectRevenue(uint8 source) external returns (uint256 amount);

    // ---- governance ----
    function setModule(address module, bool allowed) external;
    function setRevenueRouter(address router) external;

    // ---- views ----
    function usdc() external view returns (address);
    function revenueRouter() external view returns (address);
    function isModule(address module) external view returns (bool);
    function accountOf(address account) external view returns (Account memory);
    function balanceOf(address account) external view returns (uint256 available);
    function escrowOf(address account) external view returns (uint256 escrowed);
    function uncollectedRevenue(uint8 source) external view returns (uint256);
    function totalUncollectedRevenue() external view returns (uint256);
}
