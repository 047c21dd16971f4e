/** The schema's enums, by name. */
export type JobStateName = 'Open' | 'Acknowledged' | 'Running' | 'Reported' | 'Disputed' | 'Settled' | 'Refunded';

export type ReasonName =
  | 'None'
  | 'Completed'
  | 'CancelledFree'
  | 'CancelledFee'
  | 'NotAcknowledged'
  | 'NotStarted'
  | 'Declined'
  | 'ProviderFault'
  | 'UncodedFailure'
  | 'BuyerFault'
  | 'Overdue'
  | 'WindowElapsed'
  | 'Confirmed'
  | 'Ruled'
  | 'RulingDefaulted'
  | 'Preempted'
  | 'Stopped'
  | 'InvoiceMissing';

export type JobEventName =
  | 'Opened'
  | 'TasksCommitted'
  | 'OrderFilled'
  | 'Acknowledged'
  | 'Started'
  | 'ModuleOpened'
  | 'ToppedUp'
  | 'Extended'
  | 'BackupSet'
  | 'Noticed'
  | 'Heartbeat'
  | 'Checkpointed'
  | 'Reported'
  | 'Disputed'
  | 'Settled'
  | 'Refunded'
  | 'HandedOver';

export type ResourceName =
  | 'CpuCoreHour'
  | 'GpuHour'
  | 'FpgaHour'
  | 'StorageTbMonth'
  | 'BandwidthTb'
  | 'MemoryGbHour'
  | 'Software'
  | 'Data'
  | 'Service';

export type SlaMissKindName = 'Uptime' | 'Throughput' | 'Both';

export type PeriodName = 'Hour' | 'Month' | 'Unit';

export type ProviderStatusName = 'None' | 'Ordinary' | 'Applied' | 'Probation' | 'Certified' | 'Suspended' | 'Revoked';

export type RevenueSourceName = 'SaaS' | 'TransactionFees' | 'ApiAndData' | 'Certification' | 'GroupBuying';

export type DisputeStateName = 'None' | 'Opened' | 'Panel' | 'Ruled' | 'Appealed' | 'Closed';

export type DisputeOutcomeName =
  | 'None'
  | 'Agreed'
  | 'Unanswered'
  | 'Ruled'
  | 'RuledOnAppeal'
  | 'AppealUnanswered'
  | 'NoRuling'
  | 'MarketEnded';

export type DisputeEventName =
  | 'Opened'
  | 'Answered'
  | 'Evidence'
  | 'Offered'
  | 'OfferWithdrawn'
  | 'PanelRuled'
  | 'Appealed'
  | 'AppealRuled'
  | 'Closed'
  | 'BondReturned'
  | 'BondForfeited'
  | 'OfferPaid'
  | 'Slashed'
  | 'Claimed';
