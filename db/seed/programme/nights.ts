import { type DemoEvent, vat } from "./demo-event";

export const nights: DemoEvent[] = [
  {
    slug: "nachtschicht",
    title: "Nachtschicht: Kollektiv Parallel",
    summary: "Nine hours, two floors, no phones on the dance floor. The collective plays all night, back to back.",
    description: `Kollektiv Parallel take both floors of the old boiler house and keep them until the trams run again. **Marlene Ott**, **DJ Sägewerk** and **Ilka Baum** play in pairs and swap partners every ninety minutes; nobody plays alone and nobody knows the order.

### Two floors
- **Kessel**: fast, dark and loud. Earplugs are free at the bar.
- **Kohlenkeller**: dub, broken beats and a sofa that has seen things.

### Before you come
Doors at 23:00, last entry at 04:00. We put a sticker over your camera; please leave it there. 18 and over, bring a document with a photo. The awareness team wears orange and is there for anything at all.`,
    category: "club",
    venue: "kesselhaus",
    when: { inDays: 12, weekday: 5, at: "23:00", hours: 9 },
    timezone: "Europe/Berlin",
    currency: "EUR",
    fees: { fixedCents: 120, percent: 0, included: false },
    taxes: [vat(7, "MwSt.")],
    pools: { "Both floors": 620 },
    ticketTypes: [
      {
        name: "Early shift",
        description: "Entry before midnight.",
        priceCents: 1400,
        pool: "Both floors",
        capacity: 150,
        maxPerOrder: 4,
      },
      {
        name: "Night shift",
        description: "Entry at any time until 04:00.",
        priceCents: 1900,
        pool: "Both floors",
        maxPerOrder: 6,
      },
      {
        name: "Soli ticket",
        description: "You pay more, someone else pays less.",
        priceCents: 2900,
        pool: "Both floors",
        maxPerOrder: 6,
      },
    ],
  },
  {
    slug: "lumi-cent-voix",
    title: "Lumi: Cent voix",
    summary: "One room, one piano, one hundred people. Lumi sings the new album once before anybody else hears it.",
    description: `Before the arenas, Lumi wanted to sing these eleven songs to people whose faces she could see. *Le Petit Cent* holds exactly one hundred. There is no stage, no screen and no second night.

**Deux billets par personne, pas un de plus.** Your name is on the ticket list; bring a document with a photo.

The set lasts about seventy minutes. Standing around the piano, with forty cushions for whoever gets there first.`,
    category: "music",
    venue: "cent",
    when: { inDays: 9, weekday: 3, at: "20:30", hours: 2 },
    timezone: "Europe/Paris",
    currency: "EUR",
    hold: { ttlSeconds: 300, extendSeconds: 120 },
    fees: { fixedCents: 0, percent: 6, included: false },
    taxes: [vat(5.5, "TVA")],
    pools: { "The room": 100 },
    ticketTypes: [
      {
        name: "One of a hundred",
        description: "Standing, around the piano.",
        priceCents: 3800,
        pool: "The room",
        maxPerOrder: 2,
        maxPerCustomer: 2,
      },
    ],
  },
  {
    slug: "nokturny",
    title: "Nokturny na trzy głosy",
    summary: "The Wieczorek Trio in a brick cellar: Komeda, Chopin taken apart, and whatever the bass player dreamt.",
    description: `Zofia Wieczorek writes for three voices that never agree. Her trio (piano, double bass, flugelhorn) returns to the cellar where they started, with *Nokturny na trzy głosy*: six night pieces, two of them new, one of them older than jazz.

### Przy stoliku czy przy barze?
Tables seat four and we do join parties. Standing places are close to the bar and, frankly, to the drums. The kitchen serves *żurek* until the second set.

Two sets of forty minutes. Doors an hour before.`,
    category: "music",
    venue: "podlabedziem",
    when: { inDays: 15, weekday: 4, at: "20:00", hours: 3 },
    timezone: "Europe/Warsaw",
    currency: "EUR",
    fees: { fixedCents: 50, percent: 2.5, included: false },
    taxes: [vat(8)],
    pools: { Tables: 64, Standing: 70 },
    ticketTypes: [
      {
        name: "Seat at a table",
        description: "Close enough to read the score.",
        priceCents: 2600,
        pool: "Tables",
        maxPerOrder: 8,
      },
      { name: "Standing at the bar", priceCents: 1500, pool: "Standing", maxPerOrder: 6 },
      {
        name: "Student, standing",
        description: "With a valid student card.",
        priceCents: 900,
        pool: "Standing",
        capacity: 20,
        maxPerOrder: 1,
      },
    ],
  },
  {
    slug: "layali-al-oud",
    title: "Layali al-Oud · ليالي العود",
    summary: "Four ouds, one qanun and a night that moves from Aleppo to Marseille by sea.",
    description: `Nights of the oud, **ليالي العود**: Rania Haddad's ensemble plays the *wasla* as it was once heard in Aleppo: a suite that has no pauses and that no one applauds until it ends. Then the second half, written in Marseille, for the same instruments and a very different harbour.

> O night, O eye (يا ليل يا عين): a singer can fill an hour with no other words.

Seating on benches and carpets, unnumbered. Tea is included and so is the mint.`,
    category: "music",
    venue: "mina",
    when: { inDays: 23, weekday: 6, at: "19:30", hours: 3 },
    timezone: "Europe/Paris",
    currency: "EUR",
    fees: { fixedCents: 100, percent: 0, included: false },
    taxes: [vat(5.5, "TVA")],
    pools: { "The hall": 280 },
    ticketTypes: [
      { name: "Bench", priceCents: 2400, pool: "The hall", maxPerOrder: 8 },
      {
        name: "Carpet, front",
        description: "On the floor, shoes off, two metres from the qanun.",
        priceCents: 3200,
        pool: "The hall",
        capacity: 40,
        maxPerOrder: 4,
      },
      { name: "Under 26", priceCents: 1200, pool: "The hall", capacity: 60, maxPerOrder: 2 },
    ],
  },
  {
    slug: "kissaten-sessions",
    title: "Kissaten Sessions: Hikari",
    summary: "One album on a very good turntable, played from start to finish for thirty people who do not talk.",
    description: `A *jazz kissa* is a café where the record has the floor. On the last Sunday of the month the owner of Kissa Hikari chooses one album, says three sentences about it and lowers the needle. You drink your coffee. That is all, and it is plenty.

- Coffee or a highball is included
- Please be seated before the first side; there is no entry during the music
- Photographs before and after, never during`,
    category: "music",
    venue: "hikari",
    when: { inDays: 18, weekday: 0, at: "17:00", hours: 2 },
    timezone: "Asia/Tokyo",
    currency: "JPY",
    fees: { fixedCents: 200, percent: 0, included: false },
    taxes: [{ name: "消費税", percent: 10, included: true }],
    pools: { Seats: 30 },
    ticketTypes: [
      { name: "Seat by the speakers", priceCents: 4500, pool: "Seats", capacity: 12, maxPerOrder: 2 },
      { name: "Seat at the counter", priceCents: 3800, pool: "Seats", maxPerOrder: 2 },
    ],
  },
];
