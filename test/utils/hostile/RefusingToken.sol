// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { HostileToken } from "./HostileToken.sol";

/// @dev Fails for chosen receivers: silently, without a reason, or by burning all gas it was given.
contract RefusingToken is HostileToken {
    enum Manner {
        Accept,
        ReturnFalse,
        Revert,
        BurnGas
    }

    mapping(address receiver => Manner) public mannerOf;

    function setManner(address receiver, Manner manner) external {
        mannerOf[receiver] = manner;
    }

    function transfer(address to, uint256 value) public override returns (bool) {
        return _refuses(to) ? false : super.transfer(to, value);
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        return _refuses(to) ? false : super.transferFrom(from, to, value);
    }

    function _refuses(address to) private view returns (bool) {
        Manner manner = mannerOf[to];
        if (manner == Manner.Revert) {
            assembly {
                revert(0, 0)
            }
        }
        if (manner == Manner.BurnGas) {
            assembly {
                invalid()
            }
        }
        return manner == Manner.ReturnFalse;
    }
}
