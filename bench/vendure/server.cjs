// A shop of Vendure as its documentation starts one: a product with a stock, a payment that settles at once.
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { bootstrap, DefaultJobQueuePlugin, dummyPaymentHandler, JobQueueService } = require("@vendure/core");
const { populate } = require("@vendure/core/cli");

const { DATABASE_URL, PORT, STOCKS } = process.env;
const database = new URL(DATABASE_URL);

const config = {
  apiOptions: { port: Number(PORT), hostname: "127.0.0.1", adminApiPath: "admin-api", shopApiPath: "shop-api" },
  authOptions: {
    tokenMethod: ["bearer"],
    superadminCredentials: { identifier: "bench", password: "bench on loopback" },
    requireVerification: false,
  },
  dbConnectionOptions: {
    type: "postgres",
    host: database.hostname,
    port: Number(database.port),
    username: database.username,
    password: database.password,
    database: database.pathname.slice(1),
    synchronize: true,
    poolSize: 20,
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  importExportOptions: { importAssetsDir: __dirname },
  plugins: [DefaultJobQueuePlugin.init({ useDatabaseForBuffer: false })],
};

const shop = {
  defaultLanguage: "en",
  defaultZone: "Europe",
  countries: [{ name: "Germany", code: "DE", zone: "Europe" }],
  taxRates: [{ name: "Standard Tax", percentage: 19 }],
  shippingMethods: [{ name: "Mail", price: 0 }],
  paymentMethods: [
    {
      name: "Card",
      handler: { code: "dummy-payment-handler", arguments: [{ name: "automaticSettle", value: "true" }] },
    },
  ],
  collections: [],
};

const columns = [
  ...["name", "slug", "description", "assets", "facets", "optionGroups", "optionValues", "sku", "price"],
  ...["taxCategory", "stockOnHand", "trackInventory", "variantAssets", "variantFacets"],
];
const products = STOCKS.split(",").map((stock, at) =>
  [
    `Ticket ${at}`,
    `ticket-${at}`,
    "A ticket",
    "",
    "",
    "",
    "",
    `T${at}`,
    "25.00",
    "standard",
    stock,
    "true",
    "",
    "",
  ].join(),
);

async function open() {
  const app = await bootstrap(config);
  await app.get(JobQueueService).start();
  return app;
}

async function main() {
  const file = join(__dirname, "products.csv");
  writeFileSync(file, `${[columns.join(), ...products].join("\n")}\n`);
  const app = await populate(open, shop, file);
  process.on("SIGTERM", () => app.close().finally(() => process.exit(0)));
  console.log("populated");
}

main().catch((problem) => {
  console.error(problem);
  process.exit(1);
});
