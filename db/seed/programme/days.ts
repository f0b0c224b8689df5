import { type DemoEvent, noFees, vat } from "./demo-event";

export const days: DemoEvent[] = [
  {
    slug: "rozmowy-przy-pierogach",
    title: "Rozmowy przy pierogach",
    summary:
      "Five short talks by people who make things, then dumplings for everybody. Free, but the table is only so long.",
    description: `Five people talk for five minutes each about something they made this year: a chair, a font, a database index, a garden wall, a mistake. Then we eat. Talks are in Polish or English, whichever comes out first.

**What it costs:** nothing. The dumplings are paid for by the members of Stolarnia.

**What we ask:** if you cannot come after all, give your place back from your ticket page, so that somebody on the stairs can have it.

Ruskie, z kapustą i grzybami, and a vegan tray. *Smacznego!*`,
    category: "community",
    venue: "stolarnia",
    when: { inDays: 8, weekday: 2, at: "18:30", hours: 3 },
    timezone: "Europe/Warsaw",
    currency: "EUR",
    fees: noFees,
    taxes: [],
    pools: { "The long table": 80 },
    ticketTypes: [
      { name: "A place at the table", priceCents: 0, pool: "The long table", maxPerOrder: 2, maxPerCustomer: 2 },
    ],
  },
  {
    slug: "tidewater-festival",
    title: "Tidewater Festival",
    summary: "Three days and two stages on the old ferry docks, where the river turns salt.",
    description: `The sixth Tidewater, on the south bank with the whole of Lisbon across the water. Forty artists, a ferry stage that sails at sunset, grilled sardines and nothing that needs an app.

### Lineup
**Friday** Maré Alta, Cosmo Fathom, Os Faroleiros · **Saturday** Inês Caldeira, The Low Countries, Kudzu · **Sunday** Bruma, Sister Pelican, and the closing boat parade

### Getting there
The ferry from Cais do Sodré runs until 03:00 and is included in your ticket. There is no parking, on purpose.

### Camping
Pitches are for the two nights, under the pines, 400 metres from the gate. You need a weekend pass to camp.`,
    category: "festival",
    venue: "doca",
    when: { inDays: 96, weekday: 5, at: "15:00", hours: 57 },
    timezone: "Europe/Lisbon",
    currency: "EUR",
    fees: { fixedCents: 0, percent: 4, included: false },
    taxes: [vat(6, "IVA")],
    pools: { "Festival ground": 4200, Campsite: 800 },
    ticketTypes: [
      {
        name: "Weekend pass, early bird",
        description: "All three days, while the first 500 last.",
        priceCents: 8900,
        pool: "Festival ground",
        capacity: 500,
        maxPerOrder: 6,
        saleEndsInDays: 21,
      },
      {
        name: "Weekend pass",
        description: "All three days.",
        priceCents: 11900,
        pool: "Festival ground",
        maxPerOrder: 6,
      },
      { name: "Friday", priceCents: 4500, pool: "Festival ground", capacity: 900, maxPerOrder: 6 },
      { name: "Saturday", priceCents: 5500, pool: "Festival ground", capacity: 900, maxPerOrder: 6 },
      {
        name: "Sunday",
        description: "On sale once the parade has its permit.",
        priceCents: 4500,
        pool: "Festival ground",
        capacity: 900,
        maxPerOrder: 6,
        saleStartsInDays: 28,
      },
      {
        name: "Camping pitch",
        description: "For up to three people with weekend passes.",
        priceCents: 3500,
        pool: "Campsite",
        maxPerOrder: 2,
      },
    ],
  },
  {
    slug: "boring-infrastructure",
    title: "Boring Infrastructure",
    summary:
      "A conference about the parts that never trend: queues, pipes, backups and the people who answer the phone.",
    description: `One day, one track, nine talks and no keynote. Every speaker has run the thing they talk about for at least three years, and every talk ends with what it cost.

### Programme
- **Postgres at rest**: what eleven years of one table taught us
- **The water company's guide to on-call**
- **Deleting data, on purpose, and proving it**
- …and six more, all of them about something that works

### Workshop
*Restore day*: bring a backup, leave with a restored one. In the morning, forty places, laptop needed.

Prices are shown with Dutch VAT. Your invoice comes with the ticket.`,
    category: "talks",
    venue: "pakhuis",
    when: { inDays: 38, weekday: 3, at: "09:00", hours: 9 },
    timezone: "Europe/Amsterdam",
    currency: "EUR",
    fees: noFees,
    taxes: [{ name: "BTW", percent: 21, included: false }],
    pools: { Conference: 450, Workshop: 40 },
    ticketTypes: [
      {
        name: "Conference",
        description: "The day, lunch and the recordings.",
        priceCents: 24000,
        pool: "Conference",
        maxPerOrder: 10,
      },
      {
        name: "Student or between jobs",
        description: "No proof asked. We trust you.",
        priceCents: 6000,
        pool: "Conference",
        capacity: 50,
        maxPerOrder: 1,
        maxPerCustomer: 1,
      },
      {
        name: "Restore day workshop",
        description: "The morning, beside the conference.",
        priceCents: 9000,
        pool: "Workshop",
        maxPerOrder: 2,
      },
    ],
  },
  {
    slug: "run-the-ramparts",
    title: "Run the Ramparts",
    summary: "Five or ten kilometres along the city wall before breakfast. Every euro goes to the volunteer lifeboats.",
    description: `One lap of the bastions is five kilometres, all of it with the sea on one side. Run one lap or two. The lifeboat crews run it in full gear every year; you need only shoes.

- **07:30** bib collection at the Sea Gate
- **08:30** start, in waves of one hundred
- **10:30** ftira and tea for everyone who crosses the line, and everyone who meant to

There is no fee on these tickets: the organizers pay it. Last year the run bought one new engine.`,
    category: "sport",
    venue: "ramparts",
    when: { inDays: 33, weekday: 0, at: "08:30", hours: 3 },
    timezone: "Europe/Malta",
    currency: "EUR",
    fees: noFees,
    taxes: [],
    pools: { Runners: 1200 },
    ticketTypes: [
      { name: "5 km", priceCents: 1500, pool: "Runners", maxPerOrder: 6 },
      { name: "10 km", priceCents: 2000, pool: "Runners", capacity: 600, maxPerOrder: 6 },
      {
        name: "10 km and a tank of fuel",
        description: "Your run, plus half an hour at sea for a lifeboat.",
        priceCents: 6000,
        pool: "Runners",
        capacity: 200,
        maxPerOrder: 6,
      },
      {
        name: "Children's lap",
        description: "800 metres, up to ten years old, with a grown-up.",
        priceCents: 0,
        pool: "Runners",
        capacity: 150,
        maxPerOrder: 4,
      },
    ],
  },
];
