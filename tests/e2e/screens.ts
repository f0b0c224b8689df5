import { patiently } from "../fixtures/crowd";
import { aFan, visa } from "../fixtures/fan";
import { aMember, aPerson, join } from "../fixtures/member";
import { aSale, asOrganizer } from "../fixtures/sale";
import { rows, stack } from "../fixtures/stack";

export type Screen = {
  name: string;
  path: string;
  /** Only fan pages are spoken in every language. */
  spoken: "every language" | "English";
  cookies: { name: string; value: string; url: string }[];
};

const cookie = (name: string, value: string) => ({ name, value, url: stack.url });
const signedIn = (session: string) => [cookie("next-auth.session-token", session)];

async function aVisitorWithOrders() {
  const [fan, sale] = [await aFan("Ada Screens"), await aSale()];
  const bought = await fan.reserve(sale.eventId, sale.two);
  const paid = await patiently(() => fan.purchase(bought.body.hold.id, visa));
  if (paid.status !== 201) throw new Error(`nothing was bought: ${JSON.stringify(paid.body)}`);
  const held = await fan.reserve(sale.eventId, sale.one);
  return { sale, order: paid.body.order, hold: held.body.hold, cookies: [cookie("hf_fan", fan.token)] };
}

async function aSoldOutSale() {
  const sale = await aSale({ capacity: 1 });
  await (await aFan()).reserve(sale.eventId, sale.one);
  return sale;
}

async function aCancelledSale() {
  const sale = await aSale();
  await asOrganizer(`/events/${sale.eventId}/cancel`, "POST", {});
  return sale;
}

async function aSaleBehindARoom() {
  const sale = await aSale();
  await asOrganizer(`/events/${sale.eventId}`, "PATCH", { waitingRoom: { mode: "line" } });
  const presale = { lane: "presale", share: 60, codes: ["FANCLUB-26", "EARLY-BIRD"], places: 500 };
  await asOrganizer(`/events/${sale.eventId}/waiting-room`, "PATCH", { lanes: [presale] });
  return sale;
}

const hoursMs = 3_600_000;

/** Its draw is announced, and nobody can say yet how it ends. */
async function aSaleBeforeItsDraw() {
  const sale = await aSale();
  const opensAt = new Date(Date.now() + 3 * hoursMs).toISOString();
  await asOrganizer(`/events/${sale.eventId}/waiting-room`, "PATCH", { mode: "draw", opensAt });
  return sale;
}

/** Half an hour in which more and more came in, as the room's records have it. */
async function aSaleAfterItsRush() {
  const sale = await aSaleBehindARoom();
  await asOrganizer(`/events/${sale.eventId}/waiting-room`, "PATCH", { ratePerMinute: 120 });
  const columns = "(event_id, person, place, passed, admitted_at, ends_at, limit_at)";
  await rows(
    `insert into waiting_room_people ${columns}
     select $1, 'screens-' || n, n, 0, moment, moment, moment
     from generate_series(1, 900) n,
       lateral (select timestamptz '2026-11-20 19:00Z' + sqrt(n) * interval '1 minute' as moment) came`,
    [sale.eventId],
  );
  await rows(
    "update waiting_rooms set issued = 1400, serving = 1060, admitted = 900, asked = 312, solved = 268 where event_id = $1",
    [sale.eventId],
  );
  await rows(
    "insert into waiting_room_lanes (event_id, lane, issued, serving) values ($1, 'presale', 420, 400) on conflict (event_id, lane) do update set issued = 420, serving = 400",
    [sale.eventId],
  );
  return sale;
}

/** Every page a fan can come to, in the states that look different. */
async function fanScreens(): Promise<Screen[]> {
  const [{ sale, order, hold, cookies }, soldOut, cancelled, hot, lobby, over, person] = await Promise.all([
    aVisitorWithOrders(),
    aSoldOutSale(),
    aCancelledSale(),
    aSaleBehindARoom(),
    aSaleBeforeItsDraw(),
    aSaleAfterItsRush(),
    aPerson(),
  ]);
  const screen = (name: string, path: string, more: Screen["cookies"] = []): Screen => ({
    name,
    path,
    spoken: "every language",
    cookies: more,
  });
  return [
    screen("home", "/"),
    screen("search", "/?city=Berlin"),
    screen("search-nothing", "/?q=nothing-is-called-this"),
    screen("event", "/events/nachtschicht"),
    screen("event-soon", "/events/nova-saint-afterlight"),
    screen("event-sold-out", `/events/${soldOut.slug}`),
    screen("event-cancelled", `/events/${cancelled.slug}`),
    screen("pick", `/events/${sale.slug}/pick`),
    screen("pick-seats", "/events/le-port-de-verre/pick#seats"),
    screen("pick-not-on-sale", `/events/${cancelled.slug}/pick`),
    screen("checkout", `/checkout/${hold.id}`, cookies),
    screen("checkout-expired", `/checkout/${endedHold(hold.id)}`, cookies),
    screen("order", `/orders/${order.id}?key=${order.key}`),
    screen("account-guest", "/account", cookies),
    screen("account-empty", "/account", signedIn(person.session)),
    screen("sign-in", "/sign-in"),
    screen("sign-in-sent", "/sign-in/sent"),
    screen("sign-in-confirm", "/sign-in/confirm?token=t&email=ada%40example.com&callbackUrl=/account"),
    screen("waiting-room", `/waiting-room/${hot.slug}`),
    screen("waiting-room-lobby", `/waiting-room/${lobby.slug}`),
    screen("waiting-room-draw", `/waiting-room/${lobby.slug}/draw`),
    screen("waiting-room-report", `/waiting-room/${over.slug}/report`),
    screen("missing", "/no-such-page"),
    screen("event-missing", "/events/no-such-event"),
  ];
}

/** A hold of the same fan and event that is nowhere any more. */
const endedHold = (holdId: string) => holdId.replace(/_[0-9a-f]{32}_/, `_${"0".repeat(32)}_`);

/** Every page of the dashboard, as the owner of an organization that sells sees it. */
async function organizerScreens(): Promise<Screen[]> {
  const [sale, hot] = [await aSale(), await aSaleBehindARoom()];
  const fan = await aFan("Ada Buyer");
  const held = await fan.reserve(sale.eventId, sale.two);
  const paid = await patiently(() => fan.purchase(held.body.hold.id, visa));
  const [organization] = await rows<{ id: string }>("select organization_id as id from events where id = $1", [
    sale.eventId,
  ]);
  const owner = await aPerson();
  await join(owner.userId, organization?.id ?? "", "owner");
  const [fresh, scanner, nobody] = [await aMember("owner"), await aMember("scanner"), await aPerson()];
  const screen = (name: string, path: string, session = owner.session): Screen => ({
    name: `dashboard-${name}`,
    path: `/dashboard${path}`,
    spoken: "English",
    cookies: signedIn(session),
  });
  return [
    screen("events", ""),
    screen("events-none", "", fresh.session),
    screen("start-selling", "", nobody.session),
    screen("forbidden", "/team", scanner.session),
    screen("event-new", "/events/new"),
    screen("event", `/events/${sale.eventId}`),
    screen("event-edit", `/events/${sale.eventId}/edit`),
    screen("event-tickets", `/events/${sale.eventId}/tickets`),
    screen("event-preview", `/events/${sale.eventId}/preview`),
    screen("event-sales", `/events/${sale.eventId}/sales`),
    screen("event-waiting-room", `/events/${hot.eventId}/waiting-room`),
    screen("orders", "/orders"),
    screen("orders-none", "/orders", fresh.session),
    screen("order", `/orders/${paid.body.order.id}`),
    screen("team", "/team"),
    screen("keys", "/keys"),
    screen("audit", "/audit"),
    screen("settings", "/settings"),
    screen("door", "/door", scanner.session),
    screen("join-gone", "/join?token=none", nobody.session),
  ];
}

/** The screens of the product. Their names are known before any of them is made. */
export const screenSets = { fan: fanScreens, organizer: organizerScreens };
