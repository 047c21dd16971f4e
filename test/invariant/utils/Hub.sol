// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IReservations } from "../../../src/interfaces/IReservations.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { IWorkflows } from "../../../src/interfaces/IWorkflows.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Vm } from "forge-std/Vm.sol";

interface IDigest {
    function digest(Vm.Log[] calldata logs) external;
}

/// @notice Reads every event of the campaign, whoever caused it: passes it to the worlds of the single modules, and remembers who
/// ever had money, what happened how often, and how whatever is over was when it ended.
contract Hub {
    /// @dev Tells why a stage was returned from which it was.
    uint256 public constant CAUSE = 1 << 255;
    /// @dev Stands for the three events by which a run or a job ends.
    bytes32 public constant ENDED = keccak256("ended");

    IJobMarket private immutable MARKET;
    IReservations private immutable RESERVATIONS;
    address private immutable VAULT;
    address private immutable USDC;

    IDigest[] private _worlds;
    address[] private _accounts;
    address[] private _wallets;
    uint256[] private _endedJobs;
    uint256[] private _closedReservations;
    mapping(address account => bool) private _isAccount;
    mapping(address wallet => bool) private _isWallet;
    mapping(uint256 jobId => bytes32) private _jobAtEnd;
    mapping(uint256 reservationId => bytes32) private _reservationAtEnd;
    mapping(bytes32 what => uint256) private _happened;
    /// @dev A world found an event that contradicts another.
    bool public broken;

    constructor(IJobMarket market, IReservations reservations, address vault, address usdc) {
        (MARKET, RESERVATIONS, VAULT, USDC) = (market, reservations, vault, usdc);
    }

    function connect(IDigest[] calldata worlds) external {
        require(_worlds.length == 0, "connected");
        _worlds = worlds;
    }

    function take(Vm.Log[] calldata logs) external {
        for (uint256 i; i < _worlds.length; ++i) {
            try _worlds[i].digest(logs) { }
            catch {
                broken = true;
            }
        }
        uint256 jobs = _endedJobs.length;
        uint256 reservations = _closedReservations.length;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics.length != 0) _read(logs[i]);
        }
        for (; jobs < _endedJobs.length; ++jobs) {
            _jobAtEnd[_endedJobs[jobs]] = _hashJob(_endedJobs[jobs]);
        }
        for (; reservations < _closedReservations.length; ++reservations) {
            _reservationAtEnd[_closedReservations[reservations]] = _hashReservation(_closedReservations[reservations]);
        }
    }

    /// @notice All that ever had an account in the vault.
    function accounts() external view returns (address[] memory) {
        return _accounts;
    }

    /// @notice All that ever received USDC.
    function wallets() external view returns (address[] memory) {
        return _wallets;
    }

    /// @notice How often an event was seen.
    function happened(bytes32 kind) external view returns (uint256) {
        return _happened[kind];
    }

    /// @notice How often an event was seen with that reason.
    function happened(bytes32 kind, uint256 reason) external view returns (uint256) {
        return _happened[keccak256(abi.encode(kind, reason))];
    }

    /// @notice Whether all that is over is what it was when it ended.
    function endsAreFinal() external view returns (bool) {
        for (uint256 i; i < _endedJobs.length; ++i) {
            if (_jobAtEnd[_endedJobs[i]] != _hashJob(_endedJobs[i])) return false;
        }
        for (uint256 i; i < _closedReservations.length; ++i) {
            uint256 id = _closedReservations[i];
            if (_reservationAtEnd[id] != _hashReservation(id)) return false;
        }
        return true;
    }

    function _read(Vm.Log calldata log) private {
        bytes32 kind = log.topics[0];
        ++_happened[kind];
        if (log.topics.length > 2) ++_happened[keccak256(abi.encode(kind, uint256(log.topics[2])))];
        if (log.emitter == address(MARKET)) _readJob(log, kind);
        if (log.emitter == USDC && kind == IERC20.Transfer.selector) {
            _know(_wallets, _isWallet, address(uint160(uint256(log.topics[2]))));
        } else if (log.emitter == VAULT) {
            if (kind == IVault.Deposited.selector || kind == IVault.Escrowed.selector) _account(log.topics[1]);
            if (kind != IVault.Released.selector) return;
            _account(log.topics[1]);
            _account(log.topics[2]);
        } else if (kind == IReservations.ReservationClosed.selector) {
            _closedReservations.push(uint256(log.topics[1]));
        } else if (kind == IWorkflows.StageReturned.selector) {
            (uint256 cause,) = abi.decode(log.data, (uint256, uint256));
            ++_happened[keccak256(abi.encode(kind, CAUSE | cause))];
        }
    }

    function _readJob(Vm.Log calldata log, bytes32 kind) private {
        bool over = kind == IJobMarketTypes.JobSettled.selector || kind == IJobMarketTypes.JobRefunded.selector;
        if (over) _endedJobs.push(uint256(log.topics[1]));
        if (over || kind == IJobMarketTypes.JobReported.selector) {
            ++_happened[keccak256(abi.encode(ENDED, uint256(log.topics[2])))];
        }
    }

    function _account(bytes32 topic) private {
        _know(_accounts, _isAccount, address(uint160(uint256(topic))));
    }

    function _know(address[] storage list, mapping(address => bool) storage known, address who) private {
        if (known[who]) return;
        known[who] = true;
        list.push(who);
    }

    function _hashJob(uint256 id) private view returns (bytes32) {
        return keccak256(abi.encode(MARKET.job(id)));
    }

    function _hashReservation(uint256 id) private view returns (bytes32) {
        return keccak256(abi.encode(RESERVATIONS.reservation(id)));
    }
}
