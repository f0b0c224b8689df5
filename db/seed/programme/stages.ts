import { arena } from "@/lib/seating/demo/arena";
import { theatre } from "@/lib/seating/demo/theatre";
import { type DemoEvent, vat } from "./demo-event";

const talkingShop = (night: string, weekday: number, inDays: number): DemoEvent => ({
  slug: `talking-shop-${night.toLowerCase()}`,
  title: `Ada Okafor: Talking Shop (${night})`,
  summary: "A new hour about work, and about why the kettle in every office is a crime scene.",
  description: `Ada Okafor spent eleven years in insurance and took notes. *Talking Shop* is what came of it: an hour of stand-up about badges, away days and the man who microwaved fish. Three nights, one hundred and eighty seats, no recording.

Support each night from somebody Ada refuses to name in advance.

**Running time** 75 minutes, no interval. **Ages** 16 and over. Latecomers are seated at the first groan.`,
  category: "comedy",
  venue: "lantern",
  series: "talking-shop",
  when: { inDays, weekday, at: "19:45", hours: 2 },
  timezone: "Europe/London",
  currency: "GBP",
  fees: { fixedCents: 175, percent: 0, included: false },
  taxes: [vat(20)],
  pools: { Stalls: 180 },
  ticketTypes: [
    { name: "Unreserved", priceCents: 2250, pool: "Stalls", maxPerOrder: 6 },
    {
      name: "Front two rows",
      description: "You may be spoken to. You may be asked where you work.",
      priceCents: 2800,
      pool: "Stalls",
      capacity: 28,
      maxPerOrder: 4,
    },
    { name: "Under 25", priceCents: 1200, pool: "Stalls", capacity: 30, maxPerOrder: 2 },
  ],
});

export const stages: DemoEvent[] = [
  talkingShop("Thursday", 4, 25),
  talkingShop("Friday", 5, 26),
  talkingShop("Saturday", 6, 27),
  {
    slug: "le-port-de-verre",
    title: "Le Port de verre",
    summary: "A lighthouse keeper, a glassblower and forty years of letters that were never posted.",
    description: `Création. Texte de **Solène Abgrall**, mise en scène de **Karim Lahlou**.

Every evening for forty years the keeper of the lamp at Port-Louis wrote to the woman who had made its glass, and every morning he put the letter in a drawer. The drawer has just been opened.

Two actors, four hundred panes of glass, and the sea played by a cello. In French, with English surtitles on Saturdays.

*Durée 1 h 50, sans entracte. Dès 12 ans.*`,
    category: "theatre",
    venue: "glaciere",
    when: { inDays: 44, weekday: 6, at: "20:00", hours: 2 },
    timezone: "Europe/Paris",
    currency: "EUR",
    fees: { fixedCents: 150, percent: 0, included: false },
    taxes: [vat(5.5, "TVA")],
    plan: theatre,
    ticketTypes: [
      {
        name: "1re catégorie",
        description: "Stalls, rows A to I.",
        category: "first",
        priceCents: 4200,
        maxPerOrder: 8,
      },
      {
        name: "2e catégorie",
        description: "Stalls, from row J.",
        category: "second",
        priceCents: 3400,
        maxPerOrder: 8,
      },
      {
        name: "2e catégorie, moins de 28 ans",
        description: "The same seats. Bring something with your date of birth.",
        category: "second",
        priceCents: 1700,
        capacity: 60,
        maxPerOrder: 4,
      },
      {
        name: "Balcon",
        description: "The whole stage, and the sea from above.",
        category: "balcony",
        priceCents: 2200,
        maxPerOrder: 8,
      },
    ],
  },
  {
    slug: "nova-saint-afterlight",
    title: "Nova Saint: Afterlight",
    summary: "The tour that starts when the sun goes. One night under the eclipse at the Scheldt Arena.",
    description: `Four years after *Perihelion*, **Nova Saint** come back with a ring of light forty metres wide and a band of nine. *Afterlight* plays one night in each city, and it begins at the exact minute of sunset.

Doors two hours before. Support: **Little Comets Club**.

Wheelchair places with a companion seat beside them are in both rings, at the price of the seat.`,
    category: "music",
    venue: "scheldt",
    when: { inDays: 75, weekday: 5, at: "19:00", hours: 4 },
    timezone: "Europe/Brussels",
    currency: "EUR",
    fees: { fixedCents: 0, percent: 8, included: false },
    taxes: [vat(6, "BTW")],
    plan: arena,
    ticketTypes: [
      {
        name: "Floor",
        description: "Standing. The front fills from doors on.",
        pool: "Floor",
        priceCents: 9800,
        maxPerOrder: 4,
        maxPerCustomer: 4,
        saleStartsInDays: 30,
      },
      {
        name: "Boxes",
        description: "Two rows between the rings, with a bar behind them.",
        category: "boxes",
        priceCents: 16500,
        maxPerOrder: 4,
        maxPerCustomer: 4,
        saleStartsInDays: 30,
      },
      {
        name: "Lower ring",
        description: "Numbered seats around three sides.",
        category: "lower",
        priceCents: 8900,
        maxPerOrder: 6,
        maxPerCustomer: 6,
        saleStartsInDays: 30,
      },
      {
        name: "Upper ring",
        description: "Numbered seats, the whole of the light in view.",
        category: "upper",
        priceCents: 6400,
        maxPerOrder: 6,
        maxPerCustomer: 6,
        saleStartsInDays: 30,
      },
      {
        name: "Upper ring, back",
        description: "Rows from 21 up.",
        category: "view",
        priceCents: 4400,
        maxPerOrder: 6,
        maxPerCustomer: 6,
        saleStartsInDays: 30,
      },
    ],
  },
  {
    slug: "metropolis-in-concert",
    title: "Metropolis in Concert",
    summary: "Fritz Lang's city of the future with seventy musicians underneath the screen, where the machines are.",
    description: `The restored film, two and a half hours of it, with Gottfried Huppertz's score played live by the **Orchester am Stadtsaal** under **Judith Brandauer**.

It was cut, lost, found in Buenos Aires in a rusty tin and put back together. Tonight it is whole, and louder than anybody in 1927 ever heard it.

- Part one, 70 minutes
- Interval, 25 minutes; the foyer bar is open
- Part two, 80 minutes`,
    category: "film",
    venue: "stadtsaal",
    when: { inDays: 52, weekday: 6, at: "19:00", hours: 3 },
    timezone: "Europe/Vienna",
    currency: "EUR",
    fees: { fixedCents: 0, percent: 5, included: true },
    taxes: [vat(10, "USt.")],
    pools: { Parkett: 700, Galerie: 340 },
    ticketTypes: [
      {
        name: "Parkett",
        description: "Free choice of seat in the stalls.",
        priceCents: 5200,
        pool: "Parkett",
        maxPerOrder: 6,
        saleStartsInDays: 6,
      },
      {
        name: "Galerie",
        description: "Above the brass. Bring a coat.",
        priceCents: 3600,
        pool: "Galerie",
        maxPerOrder: 6,
        saleStartsInDays: 6,
      },
    ],
  },
];
