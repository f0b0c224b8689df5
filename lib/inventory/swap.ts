import { defineScript } from "@/lib/redis/define-script";
import { keys } from "./keys";
import source from "./scripts/swap.lua";

type Swap = { eventId: string; token: string; generation: number; rangeIds: string[]; rememberMs?: number };

const keysOf = ({ eventId, rangeIds }: Swap) => [
  keys.sale(eventId),
  keys.expiry(eventId),
  keys.returns(eventId),
  keys.seats(eventId),
  ...rangeIds.map((id) => keys.freed(eventId, id)),
];

/** The draft of a rebuild becomes the sale, if that is absent or older and the rebuild is still ours. */
export const swap = defineScript<Swap, string[], string>({
  source: [source],
  keys: (input) => {
    const places = keysOf(input);
    return [keys.rebuilding(input.eventId), ...places, ...places.map((key) => keys.draft(key, input.token))];
  },
  args: ({ token, generation, rememberMs }) => [token, generation, rememberMs ?? ""],
  decode: ([word = ""]) => word,
});
