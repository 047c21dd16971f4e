// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { BuybackAuction } from "./buyback/BuybackAuction.sol";
import { BuybackParams } from "./buyback/BuybackParams.sol";
import { BuybackPool } from "./buyback/BuybackPool.sol";
import { BuybackReports } from "./buyback/BuybackReports.sol";
import { BuybackStorage } from "./buyback/BuybackStorage.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title BuybackBurner
contract BuybackBurner is BuybackPool, BuybackAuction, BuybackParams {
    constructor(address authority, address usdc, address cpt, address priceHub, address twap_)
        AccessManaged(authority)
        BuybackStorage(usdc, cpt, priceHub, twap_)
        BuybackReports()
        BuybackParams()
    { }
}
