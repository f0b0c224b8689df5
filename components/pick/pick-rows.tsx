import { useTranslations } from "next-intl";
import type { PageEvent, PageTicketType } from "@/components/event/event-page";
import { Price } from "@/components/event/price";
import { typeState } from "@/components/event/sale-state";
import { TypeFacts } from "@/components/event/type-facts";
import { isolated } from "@/lib/core/isolated";
import type { PickRow } from "./pick-form";

/** One row a ticket type: what the server knows of it, drawn here, with the limits the stepper keeps. */
export function usePickRows(event: PageEvent, now: Date): PickRow[] {
  const t = useTranslations("pick");
  return event.ticketTypes.map((type) => ({
    id: type.id,
    field: type.kind === "seated" ? "best" : "quantity",
    totalCents: type.totalCents,
    max: Math.min(type.maxPerOrder ?? event.hold.maxUnits, event.hold.maxUnits),
    closed: typeState(type, now) !== "open",
    facts: <RowFacts event={event} type={type} now={now} />,
    texts: {
      label: `${isolated(type.name)}: ${t("quantity")}`,
      fewer: t("fewer", { name: isolated(type.name) }),
      more: t("more", { name: isolated(type.name) }),
    },
  }));
}

function RowFacts({ event, type, now }: { event: PageEvent; type: PageTicketType; now: Date }) {
  const t = useTranslations("pick");
  const { maxPerCustomer, maxPerOrder } = type;
  return (
    <div className="flex justify-between gap-4">
      <div className="flex min-w-0 flex-col gap-1">
        <TypeFacts event={event} type={type} now={now} level="h2" />
        <p className="text-muted text-xs">
          {maxPerCustomer !== null && t("perCustomer", { count: maxPerCustomer })}
          {type.kind === "seated" && `${t("bestSeats")} `}
          {maxPerCustomer === null && maxPerOrder !== null && t("perOrder", { count: maxPerOrder })}
        </p>
      </div>
      <Price amounts={type} currency={event.currency} />
    </div>
  );
}
