import type { z } from "zod";
import { momentOf } from "@/lib/core/local-time";
import { chargeStep, parseMoney } from "@/lib/core/money";
import { inReach } from "@/lib/core/time";
import { priceMax } from "./event-input";

/** What a field of a form may be told; the words for it are the page's. */
export type FormProblem =
  | "required"
  | "not_a_time"
  | "no_such_time"
  | "after_start"
  | "not_an_amount"
  | "too_much"
  | "not_a_number"
  | "not_a_percentage"
  | "not_a_zone"
  | "not_a_currency"
  | "name_twice"
  | "choose_pool"
  | "too_few"
  | "too_many";

type Path = (string | number)[];

/** Reads what people typed, field by field. What it cannot read it complains about and replaces by nothing. */
export function formReader(context: z.RefinementCtx) {
  function complain(path: Path, message: FormProblem): undefined {
    context.addIssue({ code: "custom", path, message });
  }

  return {
    complain,

    text(path: Path, text: string): string {
      if (!text) complain(path, "required");
      return text;
    },

    /** An empty field is no time. */
    time(path: Path, local: string, timezone: string): Date | undefined {
      if (!local) return undefined;
      const read = momentOf(local, timezone);
      if (read.kind === "never") return complain(path, "no_such_time");
      return read.kind === "malformed" || !inReach(read.at) ? complain(path, "not_a_time") : read.at;
    },

    /** In the smallest unit; an empty field costs nothing only where that is said. */
    money(path: Path, text: string, currency: string): number | undefined {
      const cents = parseMoney(text, currency);
      if (cents === undefined || cents % chargeStep(currency)) return complain(path, "not_an_amount");
      return cents > priceMax ? complain(path, "too_much") : cents;
    },

    /** A whole number from 1; an empty field is none. */
    count(path: Path, text: string, max: number): number | undefined {
      if (!text) return undefined;
      const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
      if (count < 1) return complain(path, "not_a_number");
      return count > max ? complain(path, "too_much") : count;
    },

    /** Milli-percent are the finest that prices are computed in. */
    percent(path: Path, text: string): number | undefined {
      if (!text) return undefined;
      const shaped = /^\d{1,3}(?:[.,]\d{1,3})?$/.test(text);
      const percent = Number(text.replace(",", "."));
      return shaped && percent <= 100 ? percent : complain(path, "not_a_percentage");
    },
  };
}

export type FormReader = ReturnType<typeof formReader>;
