export * from './errors.js';
export * from './node.js';
export * from './table.js';
export * from './types.js';
export { BILLED_GB_PER_TB, median, unitPrices } from './units.js';
export { readAlibabaList } from './vendors/alibaba.js';
export { readAwsCsv, readAwsOffer } from './vendors/aws.js';
export { readAzurePages } from './vendors/azure.js';
export { readGcpPages } from './vendors/gcp.js';
