/** What a feed prices, as listings are priced: an hour of a core, a GPU or a GB of memory, a month of a TB, a TB sent. */
export type Unit = 'CpuCoreHour' | 'MemoryGbHour' | 'GpuHour' | 'StorageTbMonth' | 'BandwidthTb';

export type Vendor = 'aws' | 'azure' | 'gcp' | 'alibaba';

/** One unit's list price in one of a vendor's regions: on demand, Linux, before any discount. */
export interface UnitPrice {
  vendor: Vendor;
  /** as the vendor names it, e.g. eu-central-1 */
  region: string;
  unit: Unit;
  /** of a GPU */
  model?: string | undefined;
  usd: number;
  /** what it was read or worked out from */
  from: string;
}

/** A machine as it is rented, before it is taken apart into units. */
export interface Instance {
  vendor: Vendor;
  region: string;
  name: string;
  cores: number;
  memoryGb: number;
  gpus: number;
  model?: string | undefined;
  /** an hour */
  usd: number;
}
