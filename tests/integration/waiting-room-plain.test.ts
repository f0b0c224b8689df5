import { beforeAll, describe, expect, test } from "vitest";
import { aHotSale, loseRoom } from "../fixtures/room";
import { eventually, stack } from "../fixtures/stack";

type Visit = { path: string; cookie?: string };
type Field = [name: string, value: string];

const open = ({ path, cookie }: Visit, init: RequestInit = {}) =>
  fetch(`${stack.url}${path}`, {
    ...init,
    headers: { Origin: stack.url, ...(cookie && { Cookie: cookie }), ...init.headers },
    redirect: "manual",
    signal: AbortSignal.timeout(30_000),
  });

const unescaped = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** The hidden fields of the page's form, as a browser without scripts sends them. */
async function fieldsAt(visit: Visit): Promise<Field[]> {
  const page = await (await open(visit)).text();
  const inputs = page.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g);
  return [...inputs].map(([, name = "", value = ""]) => [name, unescaped(value)]);
}

/** What every process tells of the room, this page has to have heard too. */
const formAt = (visit: Visit, name: string) =>
  eventually(
    () => fieldsAt(visit),
    (fields) => fields.some(([, value]) => value.includes(name)),
  );

async function send(visit: Visit, fields: Field[]) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const { status, headers } = await open(visit, { method: "POST", body });
  const cookie = headers.getSetCookie().map((line) => line.split(";")[0]);
  return { status, to: headers.get("location") ?? "", cookie: cookie.join("; ") };
}

/** As a fan would, again where the page says that it could not be answered in time. */
const joins = (visit: Visit, fields: Field[]) =>
  eventually(
    () => send(visit, fields),
    ({ to }) => !to.endsWith("?again="),
    60_000,
  );

let slug = "";
let page: Visit = { path: "" };
let form: Field[] = [];

beforeAll(async () => {
  ({ slug } = await aHotSale({ opensAt: new Date(Date.now() + 3_600_000).toISOString() }));
  page = { path: `/waiting-room/${slug}/plain` };
  form = await formAt(page, slug);
});

describe("a waiting room of forms", () => {
  test("joins whoever sends its form", async () => {
    const { status, to, cookie } = await joins(page, form);
    expect([status, to]).toEqual([303, expect.stringContaining(`/waiting-room/${slug}/plain?ticket=v1.`)]);
    expect(cookie).not.toBe("");
  });

  test("takes along what was chosen before, from the page that needs scripts to whoever was let in", async () => {
    const { ticketTypeId, ...hot } = await aHotSale();
    const [here, chosen] = [`/waiting-room/${hot.slug}/plain`, `tickets=${ticketTypeId}.2`];
    const cameFrom = (path: string) => open({ path: here }, { headers: { Referer: stack.url + path } });
    const led = await cameFrom(`/ar/waiting-room/${hot.slug}?to=//evil.example&${chosen}`);
    expect([led.status, led.headers.get("location")]).toEqual([307, `${here}?${chosen}`]);
    for (const other of [`/waiting-room/another?${chosen}`, `/waiting-room/${hot.slug}?tickets=//evil.example`]) {
      expect((await cameFrom(other)).status).toBe(200);
    }

    const start = { path: `${here}?${chosen}` };
    const joinFields = await formAt(start, hot.slug);
    const { to, cookie } = await joins(start, joinFields);
    const joined = new URL(to, stack.url);
    expect([joined.pathname, joined.searchParams.get("tickets")]).toEqual([here, `${ticketTypeId}.2`]);
    const called = { path: `${joined.pathname}${joined.search}`, cookie };
    const enterFields = await eventually(
      () => fieldsAt(called),
      (fields) => fields.some(([name]) => name === "ticket"),
      60_000,
    );
    const entered = await eventually(
      () => send(called, enterFields),
      (sent) => !sent.to.includes(here),
      60_000,
    );
    expect(entered.to).toBe(`/events/${hot.slug}/pick?${chosen}`);

    // Bound or not, nothing else is ever led to.
    const forged = joinFields.map(
      ([name, value]): Field => [name, value.replace(`?${chosen}`, "?tickets=//evil.example&x=1")],
    );
    expect(forged).not.toEqual(joinFields);
    expect((await joins(start, forged)).to).toMatch(new RegExp(`^${here}\\?ticket=[\\w.-]+$`));
  });

  test.each<[string, (bound: string) => string]>([
    ["a list for what was chosen", (bound) => bound.replace('""', "[]")],
    ["too much for what was chosen", (bound) => bound.replace('""', `"${"a".repeat(1001)}"`)],
    ["a path for an address", (bound) => bound.replace(slug, "../../dashboard")],
    ["an address that is too long", (bound) => bound.replace(slug, "a".repeat(200))],
    ["a number for an address", (bound) => bound.replace(`"${slug}"`, "7")],
    ["an object for an address", (bound) => bound.replace(`"${slug}"`, "{}")],
    ["a language that nobody speaks", (bound) => bound.replace('"en"', '"//evil.example"')],
    ["no language", (bound) => bound.replace('"en"', "null")],
  ])("%s, sent in its place, is not found", async (_, forge) => {
    const forged = form.map(([name, value]): Field => [name, value.includes(slug) ? forge(value) : value]);
    expect(forged).not.toEqual(form);
    expect((await send(page, forged)).status).toBe(404);
  });

  test("shows a room that lost its numbers the ticket again, once", async () => {
    const { eventId, ...hot } = await aHotSale({ opensAt: new Date(Date.now() + 3_600_000).toISOString() });
    const own = { path: `/waiting-room/${hot.slug}/plain` };
    const fields = await formAt(own, hot.slug);
    const { to, cookie } = await joins(own, fields);
    const shown = new URL(to, stack.url);
    const at = { path: `${shown.pathname}${shown.search}`, cookie };
    expect((await open(at)).status).toBe(200);
    await loseRoom(eventId);
    const again = await eventually(
      () => open(at),
      ({ status }) => status !== 200,
    );
    expect(again.status).toBe(307);
    const next = new URL(again.headers.get("location") ?? "", stack.url);
    expect([next.pathname, next.search === shown.search]).toEqual([shown.pathname, false]);
    expect(payloadOf(next).number).toBe(payloadOf(shown).number);
    expect((await open({ path: `${next.pathname}${next.search}`, cookie })).status).toBe(200);
  });
});

const payloadOf = ({ searchParams }: URL) =>
  JSON.parse(Buffer.from(searchParams.get("ticket")?.split(".")[2] ?? "", "base64url").toString());
