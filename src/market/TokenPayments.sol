// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { ISwapRouter } from "../interfaces/ISwapRouter.sol";
import { ITokenPayments } from "../interfaces/ITokenPayments.sol";
import { IVault } from "../interfaces/IVault.sol";
import { IWETH } from "../interfaces/IWETH.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title TokenPayments
contract TokenPayments is ITokenPayments, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev Of a path: a token, then fee and token for each pool.
    uint256 private constant TOKEN_LENGTH = 20;
    uint256 private constant HOP_LENGTH = 23;
    uint256 private constant MAX_DEADLINE = 1 days;

    IVault private immutable VAULT;
    IJobMarket private immutable JOB_MARKET;
    ISwapRouter private immutable ROUTER;
    IERC20 private immutable USDC;
    address private immutable WETH;

    constructor(address vault, address jobMarket, address router_) {
        VAULT = IVault(vault);
        JOB_MARKET = IJobMarket(jobMarket);
        ROUTER = ISwapRouter(router_);
        USDC = IERC20(IVault(vault).usdc());
        WETH = ISwapRouter(router_).WETH9();
    }

    /// @inheritdoc ITokenPayments
    function pay(Swap calldata swap, IJobMarketTypes.Permit calldata permit, address account)
        external
        payable
        override
        nonReentrant
        returns (uint256 received)
    {
        return _pay(swap, permit, account);
    }

    /// @inheritdoc ITokenPayments
    function payAndOpen(
        Swap calldata swap,
        IJobMarketTypes.Permit calldata permit,
        IJobMarketTypes.OpenParams[] calldata jobs
    ) external payable override nonReentrant returns (uint256 received, uint256 firstJobId) {
        if (jobs.length == 0) revert IJobMarketTypes.EmptyBatch();
        received = _pay(swap, permit, msg.sender);
        IJobMarketTypes.ModuleTerms memory none;
        firstJobId = JOB_MARKET.openFor(msg.sender, jobs[0], none);
        for (uint256 i = 1; i < jobs.length; ++i) {
            JOB_MARKET.openFor(msg.sender, jobs[i], none);
        }
    }

    /// @inheritdoc ITokenPayments
    function router() external view override returns (address) {
        return address(ROUTER);
    }

    /// @dev The token may be anything and is called here; the guard keeps it from coming back, and of USDC only what this call
    /// brought is moved on.
    function _pay(Swap calldata swap, IJobMarketTypes.Permit calldata permit, address account)
        private
        returns (uint256 received)
    {
        // Check
        if (account == address(0)) revert ZeroAddress();
        if (swap.amountIn == 0) revert ZeroAmount();
        if (swap.minimumOut == 0) revert NoMinimum();
        uint256 latest = block.timestamp + MAX_DEADLINE;
        if (swap.deadline < block.timestamp || swap.deadline > latest) revert InvalidDeadline(swap.deadline, latest);
        if (!_leadsToUsdc(swap)) revert InvalidPath();

        // Interaction
        IERC20 token = IERC20(swap.tokenIn);
        uint256 held = token.balanceOf(address(this));
        uint256 usdcHeld = USDC.balanceOf(address(this));
        _pull(swap, permit);
        uint256 arrived = _gained(token, held);
        if (arrived == 0) revert ZeroAmount();
        _swap(swap, token, arrived);
        uint256 left = _gained(token, held);
        if (left != 0) token.safeTransfer(msg.sender, left);

        received = _gained(USDC, usdcHeld);
        if (received < swap.minimumOut) revert TooLittleReceived(received, swap.minimumOut);
        emit TokenPaid(msg.sender, account, swap.tokenIn, arrived - left, received);
        USDC.forceApprove(address(VAULT), received);
        VAULT.depositFor(account, received);
    }

    function _pull(Swap calldata swap, IJobMarketTypes.Permit calldata permit) private {
        if (msg.value != 0) {
            if (swap.tokenIn != WETH || msg.value != swap.amountIn) revert WrongValue(msg.value);
            IWETH(WETH).deposit{ value: msg.value }();
            return;
        }
        if (permit.deadline != 0) {
            // Someone may have used the permit first; the allowance decides.
            try IERC20Permit(swap.tokenIn)
                .permit(msg.sender, address(this), swap.amountIn, permit.deadline, permit.v, permit.r, permit.s) { }
                catch { }
        }
        IERC20(swap.tokenIn).safeTransferFrom(msg.sender, address(this), swap.amountIn);
    }

    function _swap(Swap calldata swap, IERC20 token, uint256 amount) private {
        token.forceApprove(address(ROUTER), amount);
        ROUTER.exactInput(
            ISwapRouter.ExactInputParams({
                path: swap.path,
                recipient: address(this),
                deadline: swap.deadline,
                amountIn: amount,
                amountOutMinimum: swap.minimumOut
            })
        );
        // A pool that ran dry takes less than it was offered.
        if (token.allowance(address(this), address(ROUTER)) != 0) token.forceApprove(address(ROUTER), 0);
    }

    function _leadsToUsdc(Swap calldata swap) private view returns (bool) {
        uint256 length = swap.path.length;
        if (length < TOKEN_LENGTH + HOP_LENGTH || (length - TOKEN_LENGTH) % HOP_LENGTH != 0) return false;
        if (swap.tokenIn == address(USDC) || _token(swap.path, 0) != swap.tokenIn) return false;
        return _token(swap.path, length - TOKEN_LENGTH) == address(USDC);
    }

    function _token(bytes calldata path, uint256 at) private pure returns (address) {
        return address(bytes20(path[at:at + TOKEN_LENGTH]));
    }

    /// @dev 0 for a token that says it has less than before.
    function _gained(IERC20 token, uint256 before) private view returns (uint256) {
        uint256 present = token.balanceOf(address(this));
        return present > before ? present - before : 0;
    }
}
