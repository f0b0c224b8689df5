"use server";

import { createHash } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { reserveInside } from "@/app/api/v1/tickets/reserve/reserve-inside";
import type { PickState } from "@/components/pick/pick-form";
import { currentFan, ensureFan } from "@/lib/auth/visitor";
import { action } from "@/lib/core/action";
import { languageOf, pathIn } from "@/lib/core/languages";
import { ok } from "@/lib/core/result";
import { uuid } from "@/lib/core/uuid";
import { change } from "@/lib/inventory/change";
import { priceLines } from "@/lib/orders/price";
import { passCookieOf } from "@/lib/waiting-room/own-pass";
import { requirePass } from "@/lib/waiting-room/require-pass";
import { fanOfHold } from "../../../fan-of-hold";
import { writeWanted } from "../../../wanted-tickets";
import { refusalWords } from "./refusal-words";

const quantity = z.coerce.number().int().min(0).max(50);
const lines = z
  .array(z.object({ ticketTypeId: uuid, quantity }))
  .max(50)
  .transform((all) => all.filter((each) => each.quantity > 0));
const wish = z
  .object({
    eventId: uuid,
    /** The page's own number: the same page and choice, sent twice, is the same hold. */
    visit: z.string().min(8).max(64),
    holdId: z.string().max(120).optional(),
    lines,
    /** Numbered seats: the best there are, or those picked. */
    best: lines,
    seats: z.array(z.object({ id: z.string().min(1).max(80), ticketTypeId: uuid })).max(50),
    accessible: quantity,
  })
  .refine(({ lines: general, best, seats }) => general.length + best.length + seats.length > 0);

const holdForFan = action(wish, async ({ eventId, visit, holdId, lines: general, best, ...seated }) => {
  // Two rows, one behind the other, where no row has enough side by side.
  const bestAvailable = best.map((line) => ({ ...line, split: line.quantity > 1 }));
  const wanted = { lines: general, ...seated, bestAvailable };
  if (holdId) {
    const fan = await fanOfHold(holdId);
    if (!fan) return { ok: false, problem: { kind: "not_found" } } as const;
    return change({ holdId, fan, ...wanted }, priceLines);
  }
  const pass = await requirePass(eventId, await currentFan());
  if (!pass.ok) return pass;
  const fan = await ensureFan();
  const bodyHash = createHash("sha256").update(JSON.stringify(wanted)).digest("hex");
  const idempotency = { key: `${visit}:${bodyHash}`, bodyHash };
  const held = await reserveInside(pass.value, { eventId, fan, ...wanted, idempotency });
  if (!held.ok) return held;
  const { hold, kept } = held.value;
  if (kept) (await cookies()).set(passCookieOf(eventId, kept));
  return ok(hold);
});

function readForm(form: FormData) {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" && value ? value : undefined;
  };
  const all = (prefix: string) =>
    [...form.entries()]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value] as const);
  const linesOf = (prefix: string) =>
    all(prefix).map(([ticketTypeId, value]) => ({ ticketTypeId, quantity: value || 0 }));
  return {
    ...{ eventId: text("eventId"), visit: text("visit"), holdId: text("holdId"), accessible: text("accessible") ?? 0 },
    lines: linesOf("quantity."),
    best: linesOf("best."),
    seats: all("seat.").map(([id, ticketTypeId]) => ({ id, ticketTypeId })),
  };
}

/** Sets the chosen tickets aside, or exchanges those of a hold for them; then the checkout, in the page's language. */
export async function holdTickets(spoken: string, _: PickState, form: FormData): Promise<PickState> {
  const raw = readForm(form);
  const language = languageOf(spoken);
  const held = await holdForFan(raw);
  if (!held.ok) return { kind: "refused", ...(await refusalWords(held.problem, raw.eventId, language)) };
  const href = pathIn(language, `/checkout/${held.value.id}?tickets=${writeWanted(held.value.items)}`);
  // Without scripts the browser itself posts this form, and follows.
  if (!(await headers()).has("next-action")) redirect(href);
  return { kind: "held", href };
}
