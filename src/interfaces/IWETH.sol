// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What is used of the chain's own coin as a token
interface IWETH {
    function deposit() external payable;
}
