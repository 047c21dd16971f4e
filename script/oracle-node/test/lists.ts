/**
 * Small files in the vendors' own formats, with list prices of AWS, Azure and Google: on demand, Linux. Where each was published, and which
 * could not be checked, is in README.md; Alibaba's are in alibabaList.ts.
 */

interface Machine {
  type: string;
  cores: number;
  gb: number;
  family: string;
  us: number;
  eu: number;
  gpu?: number;
}

const AWS_MACHINES: readonly Machine[] = [
  { type: 'm5.large', cores: 2, gb: 8, family: 'General purpose', us: 0.096, eu: 0.115 },
  { type: 'c5.large', cores: 2, gb: 4, family: 'Compute optimized', us: 0.085, eu: 0.097 },
  { type: 'r5.large', cores: 2, gb: 16, family: 'Memory optimized', us: 0.126, eu: 0.152 },
  { type: 'g4dn.xlarge', cores: 4, gb: 16, family: 'GPU instance', us: 0.526, eu: 0.658, gpu: 1 },
];
const REGIONS = { us: 'us-east-1', eu: 'eu-central-1' } as const;

function ec2Attributes({ type, cores, gb, family, gpu }: Machine, regionCode: string) {
  return {
    servicecode: 'AmazonEC2',
    location: regionCode === REGIONS.us ? 'US East (N. Virginia)' : 'EU (Frankfurt)',
    locationType: 'AWS Region',
    instanceType: type,
    currentGeneration: 'Yes',
    instanceFamily: family,
    vcpu: String(cores),
    memory: `${gb} GiB`,
    tenancy: 'Shared',
    operatingSystem: 'Linux',
    operation: 'RunInstances',
    capacitystatus: 'Used',
    preInstalledSw: 'NA',
    ...(gpu ? { gpu: String(gpu) } : {}),
    regionCode,
  };
}

const term = (sku: string, rates: readonly { begin: string; usd: string; unit: string }[]) => ({
  [`${sku}.JRTCKXETXF`]: {
    offerTermCode: 'JRTCKXETXF',
    sku,
    effectiveDate: '2026-11-01T00:00:00Z',
    priceDimensions: Object.fromEntries(
      rates.map(({ begin, usd, unit }, n) => [
        `${sku}.JRTCKXETXF.${n}`,
        {
          rateCode: `${sku}.JRTCKXETXF.${n}`,
          description: '',
          beginRange: begin,
          endRange: 'Inf',
          unit,
          appliesTo: [],
          pricePerUnit: { USD: usd },
        },
      ]),
    ),
    termAttributes: {},
  },
});

/** offers/v1.0/aws/AmazonEC2/current/index.json: with what must be passed over, too. */
export function awsEc2() {
  const products: Record<string, unknown> = {};
  const OnDemand: Record<string, unknown> = {};
  let number = 0;
  const add = (attributes: Record<string, string>, usd: number) => {
    const sku = `SKU${String(number++).padStart(4, '0')}`;
    products[sku] = { sku, productFamily: 'Compute Instance', attributes };
    OnDemand[sku] = term(sku, [{ begin: '0', usd: usd.toFixed(10), unit: 'Hrs' }]);
  };
  for (const machine of AWS_MACHINES) {
    for (const place of ['us', 'eu'] as const) {
      const attributes = ec2Attributes(machine, REGIONS[place]);
      add(attributes, machine[place]);
      add({ ...attributes, operatingSystem: 'Windows', operation: 'RunInstances:0002' }, machine[place] * 2);
      add({ ...attributes, tenancy: 'Dedicated' }, machine[place] * 1.1);
      add({ ...attributes, preInstalledSw: 'SQL Ent', operation: 'RunInstances:0200' }, machine[place] * 9);
      add({ ...attributes, capacitystatus: 'AllocatedCapacityReservation' }, 0);
      add(
        {
          ...attributes,
          currentGeneration: 'No',
          instanceType: 'm1.small',
          instanceFamily: 'General purpose',
          gpu: '0',
        },
        99,
      );
    }
  }
  return {
    formatVersion: 'v1.0',
    disclaimer: '',
    offerCode: 'AmazonEC2',
    version: '20261101',
    publicationDate: '2026-11-01T00:00:00Z',
    products,
    terms: { OnDemand },
  };
}

/** The same as index.csv. */
export function awsEc2Csv(): string[] {
  const columns = [
    'SKU',
    'OfferTermCode',
    'RateCode',
    'TermType',
    'PriceDescription',
    'EffectiveDate',
    'StartingRange',
    'EndingRange',
    'Unit',
    'PricePerUnit',
    'Currency',
    'Product Family',
    'serviceCode',
    'Location',
    'Instance Type',
    'Current Generation',
    'Instance Family',
    'vCPU',
    'Memory',
    'Tenancy',
    'Operating System',
    'GPU',
    'operation',
    'CapacityStatus',
    'Pre Installed S/W',
    'Region Code',
  ];
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(',');
  const { products, terms } = awsEc2() as unknown as {
    products: Record<string, { attributes: Record<string, string> }>;
    terms: {
      OnDemand: Record<string, Record<string, { priceDimensions: Record<string, { pricePerUnit: { USD: string } }> }>>;
    };
  };
  const rows = Object.entries(products).map(([sku, { attributes: a }]) => {
    const [offer] = Object.values(terms.OnDemand[sku] ?? {});
    const usd = Object.values(offer?.priceDimensions ?? {})[0]?.pricePerUnit.USD ?? '';
    return quoted([
      sku,
      'JRTCKXETXF',
      '',
      'OnDemand',
      `$${usd} per On Demand Linux, ""shared""`,
      '2026-11-01',
      '0',
      'Inf',
      'Hrs',
      usd,
      'USD',
      'Compute Instance',
      'AmazonEC2',
      a.location ?? '',
      a.instanceType ?? '',
      a.currentGeneration ?? '',
      a.instanceFamily ?? '',
      a.vcpu ?? '',
      a.memory ?? '',
      a.tenancy ?? '',
      a.operatingSystem ?? '',
      a.gpu ?? '',
      a.operation ?? '',
      a.capacitystatus ?? '',
      a.preInstalledSw ?? '',
      a.regionCode ?? '',
    ]);
  });
  const reserved = rows[0]?.replace('"OnDemand"', '"Reserved"') ?? '';
  return [
    '"FormatVersion","v1.0"',
    '"Disclaimer","…"',
    '"Publication Date","2026-11-01"',
    '"Version","20261101"',
    '"OfferCode","AmazonEC2"',
    quoted(columns),
    ...rows,
    reserved,
  ];
}

export function awsS3() {
  const storage = (regionCode: string, storageClass: string) => ({
    productFamily: 'Storage',
    attributes: { servicecode: 'AmazonS3', regionCode, storageClass, volumeType: 'Standard' },
  });
  const tiers = (sku: string, first: string) =>
    term(sku, [
      { begin: '512000', usd: '0.0210000000', unit: 'GB-Mo' },
      { begin: '0', usd: first, unit: 'GB-Mo' },
    ]);
  return {
    offerCode: 'AmazonS3',
    products: {
      A: storage(REGIONS.us, 'General Purpose'),
      B: storage(REGIONS.eu, 'General Purpose'),
      C: storage(REGIONS.us, 'Archive'),
    },
    terms: {
      OnDemand: { A: tiers('A', '0.0230000000'), B: tiers('B', '0.0245000000'), C: tiers('C', '0.0036000000') },
    },
  };
}

export function awsTransfer() {
  const out = (fromRegionCode: string, toLocation: string) => ({
    productFamily: 'Data Transfer',
    attributes: { servicecode: 'AWSDataTransfer', transferType: 'AWS Outbound', fromRegionCode, toLocation },
  });
  const tiers = (sku: string) =>
    term(sku, [
      { begin: '0', usd: '0.0000000000', unit: 'GB' },
      { begin: '100', usd: '0.0900000000', unit: 'GB' },
      { begin: '10240', usd: '0.0850000000', unit: 'GB' },
    ]);
  return {
    offerCode: 'AWSDataTransfer',
    products: { A: out(REGIONS.us, 'External'), B: out(REGIONS.eu, 'External'), C: out(REGIONS.us, 'EU (Frankfurt)') },
    terms: { OnDemand: { A: tiers('A'), B: tiers('B'), C: tiers('C') } },
  };
}

const AZURE_MACHINES = [
  ['Standard_D2s_v5', 'Virtual Machines Dsv5 Series', 0.096, 0.115],
  ['Standard_F2s_v2', 'Virtual Machines FSv2 Series', 0.0846, 0.101],
  ['Standard_E2s_v5', 'Virtual Machines Esv5 Series', 0.126, 0.152],
  ['Standard_NC4as_T4_v3', 'Virtual Machines NCasT4_v3 Series', 0.526, 0.658],
] as const;

/** Two pages of api/retail/prices, with what must be passed over. */
export function azurePages(currency = 'USD') {
  const item = (fields: Record<string, unknown>) => ({
    currencyCode: currency,
    tierMinimumUnits: 0,
    unitPrice: fields.retailPrice,
    location: '',
    effectiveStartDate: '2026-11-01T00:00:00Z',
    meterId: '00000000-0000-0000-0000-000000000000',
    productId: 'DZH318Z0000',
    skuId: 'DZH318Z0000/0000',
    serviceId: 'DZH313Z7MMC8',
    serviceFamily: 'Compute',
    type: 'Consumption',
    isPrimaryMeterRegion: true,
    armSkuName: '',
    ...fields,
  });
  const machines = AZURE_MACHINES.flatMap(([armSkuName, productName, us, eu]) =>
    (
      [
        ['eastus', us],
        ['westeurope', eu],
      ] as const
    ).flatMap(([armRegionName, retailPrice]) => {
      const meterName = armSkuName.replace(/^Standard_/, '').replace(/_/g, ' ');
      const own = {
        serviceName: 'Virtual Machines',
        unitOfMeasure: '1 Hour',
        armSkuName,
        armRegionName,
        meterName,
        skuName: meterName,
        productName,
        retailPrice,
      };
      return [
        item(own),
        item({ ...own, productName: `${productName} Windows`, retailPrice: retailPrice * 2 }),
        item({ ...own, skuName: `${meterName} Spot`, retailPrice: retailPrice / 5 }),
        item({ ...own, type: 'Reservation', retailPrice: retailPrice * 5_000 }),
      ];
    }),
  );
  const others = [
    ['eastus', 0.0208],
    ['westeurope', 0.0196],
  ].flatMap(([armRegionName, retailPrice]) => [
    item({
      serviceName: 'Storage',
      productName: 'General Block Blob v2',
      skuName: 'Hot LRS',
      meterName: 'Hot LRS Data Stored',
      unitOfMeasure: '1 GB/Month',
      armRegionName,
      retailPrice,
    }),
    item({
      serviceName: 'Storage',
      productName: 'General Block Blob v2',
      skuName: 'Hot LRS',
      meterName: 'Hot LRS Data Stored',
      unitOfMeasure: '1 GB/Month',
      armRegionName,
      retailPrice: 0.017,
      tierMinimumUnits: 51_200,
    }),
    item({
      serviceName: 'Bandwidth',
      productName: 'Rtn Preference: MGN',
      skuName: 'Standard',
      meterName: 'Standard Data Transfer Out',
      unitOfMeasure: '1 GB',
      armRegionName,
      retailPrice: 0,
    }),
    item({
      serviceName: 'Bandwidth',
      productName: 'Rtn Preference: MGN',
      skuName: 'Standard',
      meterName: 'Standard Data Transfer Out',
      unitOfMeasure: '1 GB',
      armRegionName,
      retailPrice: 0.087,
      tierMinimumUnits: 100,
    }),
  ]);
  return [machines, others].map((Items) => ({
    BillingCurrency: currency,
    CustomerEntityId: 'Default',
    CustomerEntityType: 'Retail',
    Items,
    NextPageLink: null,
    Count: Items.length,
  }));
}

/** A page of services/6F81-5844-456A/skus and one of Cloud Storage. */
export function gcpPages(currencyCode = 'USD') {
  const sku = (
    description: string,
    resourceGroup: string,
    usageUnit: string,
    regions: readonly string[],
    rates: readonly (readonly [number, number])[],
    usageType = 'OnDemand',
  ) => ({
    name: 'services/6F81-5844-456A/skus/0000-0000-0000',
    skuId: '0000-0000-0000',
    description,
    category: { serviceDisplayName: 'Compute Engine', resourceFamily: 'Compute', resourceGroup, usageType },
    serviceRegions: regions,
    pricingInfo: [
      {
        effectiveTime: '2026-11-01T00:00:00Z',
        summary: '',
        pricingExpression: {
          usageUnit,
          displayQuantity: 1,
          tieredRates: rates.map(([startUsageAmount, nanos]) => ({
            startUsageAmount,
            unitPrice: { currencyCode, units: '0', nanos },
          })),
        },
        currencyConversionRate: 1,
      },
    ],
    serviceProviderName: 'Google',
  });
  return [
    {
      skus: [
        sku('N2 Instance Core running in Americas', 'CPU', 'h', ['us-central1', 'us-east1'], [[0, 31_611_000]]),
        sku('N2 Instance Ram running in Americas', 'RAM', 'GiBy.h', ['us-central1', 'us-east1'], [[0, 4_237_000]]),
        sku('N2 Instance Core running in Frankfurt', 'CPU', 'h', ['europe-west3'], [[0, 40_730_000]]),
        sku('N2 Instance Ram running in Frankfurt', 'RAM', 'GiBy.h', ['europe-west3'], [[0, 5_458_000]]),
        sku(
          'Spot Preemptible N2 Instance Core running in Americas',
          'CPU',
          'h',
          ['us-central1'],
          [[0, 7_650_000]],
          'Preemptible',
        ),
        sku('N2 Custom Instance Core running in Americas', 'CPU', 'h', ['us-central1'], [[0, 33_174_000]]),
        sku('Nvidia Tesla T4 GPU running in Americas', 'GPU', 'h', ['us-central1'], [[0, 350_000_000]]),
        sku('Nvidia Tesla T4 GPU running in Frankfurt', 'GPU', 'h', ['europe-west3'], [[0, 410_000_000]]),
        sku(
          'Network Internet Data Transfer Out from Americas to Americas',
          'PremiumInternetEgress',
          'GiBy',
          ['us-central1'],
          [
            [0, 0],
            [1, 120_000_000],
            [1_024, 110_000_000],
          ],
        ),
        sku(
          'Network Internet Data Transfer Out from Frankfurt to EMEA',
          'PremiumInternetEgress',
          'GiBy',
          ['europe-west3'],
          [
            [0, 120_000_000],
            [1_024, 110_000_000],
          ],
        ),
        sku(
          'Network Internet Data Transfer Out from Frankfurt to China',
          'PremiumInternetEgress',
          'GiBy',
          ['europe-west3'],
          [[0, 230_000_000]],
        ),
      ],
      nextPageToken: 'x',
    },
    {
      skus: [sku('Standard Storage Frankfurt', 'RegionalStorage', 'GiBy.mo', ['europe-west3'], [[0, 23_000_000]])],
      nextPageToken: '',
    },
  ];
}
