// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { CampaignSales } from "./groupbuy/CampaignSales.sol";
import { CampaignStorage } from "./groupbuy/CampaignStorage.sol";

/// @title GroupBuy
/// @notice The parts: CampaignPledges (until the close), CampaignSales (vouchers); all else is in GroupBuyDesk. Documentation is in
/// IGroupBuy.
contract GroupBuy is CampaignSales {
    /// @notice The other half, with the same peers.
    address public immutable DESK;

    constructor(Peers memory peers, address desk) CampaignStorage(peers) {
        DESK = desk;
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setDefaults();
    }

    /// @dev Takes no ether, as nothing here does.
    // solhint-disable-next-line no-complex-fallback
    fallback() external {
        address desk = DESK;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), desk, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}
