import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Catalogue } from "./catalogue";
import { forget, type KnownSale, recall, remember } from "./known-sales";
import { orUnavailable, unavailable } from "./or-unavailable";
import type { NotFound, NotOnSale, Unavailable } from "./problems";
import { rebuild } from "./rebuild";
import type { Reply } from "./sale-script";
import { withSeats } from "./seats-of";

const againMax = 20;
const staleMax = 2;

export type Heard = { reply: Reply; known: KnownSale };
/** The event is no longer, or not yet, on sale. */
export type Closed = NotFound | NotOnSale;

/**
 * Asks a script until it has an answer of its own: a stale catalogue is replaced by the one in the reply, a sale that
 * is not loaded is rebuilt once, `again` is repeated. A store that is away is `unavailable`.
 */
export const inSale = (eventId: string, ask: (known: KnownSale) => Promise<Reply>) =>
  orUnavailable(() => untilAnswered(eventId, ask));

async function untilAnswered(
  eventId: string,
  ask: (known: KnownSale) => Promise<Reply>,
): Promise<Result<Heard, Closed | Unavailable>> {
  const left = { again: againMax, stale_catalogue: staleMax, not_loaded: 1 };
  for (;;) {
    const known = recall(eventId);
    const reply = await ask(known);
    const [word, first = "", second = ""] = reply;
    if (word === "closed") return closed(eventId, first);
    if (word !== "again" && word !== "stale_catalogue" && word !== "not_loaded") return ok({ reply, known });
    if (left[word]-- === 0) return refuse(unavailable);
    if (word === "stale_catalogue") remember(Number(first), await withSeats(catalogueIn(second, eventId)));
    if (word === "not_loaded") {
      const rebuilt = await rebuild(eventId);
      if (!rebuilt.ok) return rebuilt;
    }
  }
}

function closed(eventId: string, status: string) {
  forget(eventId);
  return status === "cancelled" ? refuse({ kind: "not_on_sale" }) : refuse({ kind: "not_found" });
}

function catalogueIn(text: string, eventId: string): Catalogue {
  const catalogue: Catalogue = JSON.parse(text);
  invariant(catalogue.eventId === eventId, "a sale has the catalogue of its event");
  return catalogue;
}
