/** Alibaba Cloud's list prices, pay as you go, Linux. Where and when they were published is in README.md. */

/** Yuan an hour, of the list of the end of 2024. */
export const YUAN = {
  'us-east-1': {
    'ecs.c6.large': 0.4717,
    'ecs.g6.large': 0.5785,
    'ecs.g6.8xlarge': 9.256,
    'ecs.r6.large': 0.7565,
    'ecs.c7.large': 0.47437,
    'ecs.g7.large': 0.53578,
    'ecs.r7.large': 0.7031,
    'ecs.gn6i-c4g1.xlarge': 7.79,
    'ecs.gn6i-c8g1.2xlarge': 9.08,
    'ecs.gn6i-c16g1.4xlarge': 11.68,
    'ecs.gn6i-c24g1.6xlarge': 14.84,
    'ecs.gn6i-c24g1.12xlarge': 29.69,
    'ecs.gn6i-c24g1.24xlarge': 59.39,
    'ecs.gn6v-c8g1.2xlarge': 18.26,
    'ecs.gn6v-c8g1.16xlarge': 146.08,
    'ecs.gn7i-c8g1.2xlarge': 15.144184,
    'ecs.gn7i-c16g1.4xlarge': 16.035019,
    'ecs.gn7i-c32g1.8xlarge': 17.816688,
    'ecs.gn7i-c32g1.32xlarge': 71.26675,
  },
  'eu-central-1': {
    'ecs.c6.large': 0.534,
    'ecs.g6.large': 0.6942,
    'ecs.g6.8xlarge': 11.1072,
    'ecs.r6.large': 0.9078,
    'ecs.c7.large': 0.54112,
    'ecs.g7.large': 0.64169,
    'ecs.r7.large': 0.84817,
    'ecs.gn6i-c4g1.xlarge': 8.25,
    'ecs.gn6i-c8g1.2xlarge': 9.94,
    'ecs.gn6i-c16g1.4xlarge': 13.32,
    'ecs.gn6i-c24g1.12xlarge': 33.62,
    'ecs.gn7i-c8g1.2xlarge': 18.496462,
    'ecs.gn7i-c16g1.4xlarge': 19.584489,
  },
} as const;

/** Dollars an hour, of the international list itself. */
export const DOLLARS = {
  'us-east-1::ecs.c9i.xlarge': 0.1463,
  'us-east-1::ecs.e-c1m2.xlarge': 0.0838,
  'us-east-1::ecs.t6-c1m4.xlarge': 0.143,
  'ap-southeast-1::ecs.r5.6xlarge': 1.92,
} as const;

/** What Alibaba itself takes: this type stands in both lists, at 0.5832 yuan in the one. */
export const YUAN_PER_DOLLAR = 0.5832 / DOLLARS['us-east-1::ecs.e-c1m2.xlarge'];

const hourly = (price: number) => [{ price: String(price), period: '1' }];

/**
 * …/ecs-price-info-intl/…/instancePrice.json, in dollars: what stands in the international list, and what stands in the one in yuan, turned
 * into dollars. In yuan it is …/ecs-price-info/…/instancePrice.json. With what must be passed over.
 */
export function alibabaList(currency: 'USD' | 'CNY' = 'USD') {
  const rate = currency === 'USD' ? YUAN_PER_DOLLAR : 1;
  const listed: [string, number][] = Object.entries(YUAN).flatMap(([region, prices]) =>
    Object.entries(prices).map(([type, yuan]): [string, number] => [`${region}::${type}`, yuan / rate]),
  );
  if (currency === 'USD') listed.push(...Object.entries(DOLLARS));
  const entries = listed.flatMap(([key, price]) => [
    [`${key}::vpc::linux::optimized`, { hours: hourly(price), months: hourly(price * 400) }],
    [`${key}::vpc::windows::optimized`, { hours: hourly(price * 2) }],
    [`${key}::classic::linux::none`, { hours: hourly(price / 9) }],
  ]);
  return {
    currency,
    version: '2.0.421',
    publicationDate: '2026-09-28T00:00:00Z',
    pricingInfo: Object.fromEntries(entries),
    disclaimer: '',
    type: 'Instance',
    site: currency === 'USD' ? 'Intl' : 'CN',
    description: '',
  };
}
