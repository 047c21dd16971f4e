// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridge } from "./IBridge.sol";

/// @title CPT on another chain than its home (SPEC BRG 1-2, law H)
/// @notice An ERC-20, "CyberPlaza Token", CPT, 18 decimals; permits are home's. Token and bridge end in one contract: minted only
/// for a message from home, burned only for one to home. Nobody else can mint or burn, so its supply is always backed.
/// @dev What waits to leave lies in the contract's own balance until it leaves, so it still counts as supply here. The limits'
/// supply is GENESIS_SUPPLY: home's is not known here and never larger. It carries no votes and earns no rewards; both need CPT at home.
interface IBridgedCPT is IBridge {
    /// @notice The only chain it talks to.
    function HOME_EID() external view returns (uint32);
    function GENESIS_SUPPLY() external view returns (uint256);
}
