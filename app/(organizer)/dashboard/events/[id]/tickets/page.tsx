import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { useEventWords } from "@/components/event/use-event-words";
import { Card } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { mayDo } from "@/lib/auth/permissions";
import { formatMoney } from "@/lib/core/money";
import { ticketTypeFieldsOf } from "@/lib/events/details-fields";
import type { TicketTypeView } from "@/lib/events/event-view";
import type { OwnEvent } from "@/lib/events/own-event";
import { type SeatRow, seatRows } from "@/lib/events/seat-rows";
import { blankTicketType } from "@/lib/events/ticket-type-form";
import { Words } from "../../../words";
import { type EventParams, ownEventOf } from "../../own";
import { PauseType } from "./pause-type";
import { PoolSize } from "./pool-size";
import { RemoveType } from "./remove-type";
import { SeatBlock } from "./seat-block";
import { TypeDialog } from "./type-dialog";

export async function generateMetadata({ params }: EventParams): Promise<Metadata> {
  const t = await getTranslations("tickets");
  return { title: `${t("title")} · ${(await ownEventOf((await params).id)).event.title}` };
}

export default async function TicketsPage({ params }: EventParams) {
  const { role, ...own } = await ownEventOf((await params).id);
  const mayWrite = mayDo(role, "events:write") && own.event.status !== "cancelled";
  const rows = mayWrite ? await seatRows(own.event) : {};
  return (
    <Words of={["tickets", "events", "editor"]}>
      <Types own={own} mayWrite={mayWrite} />
      <Pools own={own} mayWrite={mayWrite} rows={rows} />
    </Words>
  );
}

type Shown = { own: OwnEvent; mayWrite: boolean };

const sharers = ({ event, homes }: OwnEvent, poolId: string | null) =>
  event.ticketTypes.filter(({ id }) => homes[id]?.poolId === poolId);

function Types({ own, mayWrite }: Shown) {
  const t = useTranslations("tickets");
  const { event, pools } = own;
  const place = { eventId: event.id, timezone: event.timezone, currency: event.currency };
  const choices = pools.flatMap(({ id, name, hasSeats }): [string, string][] =>
    hasSeats ? [] : [[id, t("sharedWith", { name })]],
  );
  return (
    <Card
      title={t("types")}
      action={
        mayWrite && (
          <TypeDialog {...place} title={t("addTitle")} trigger={t("add")} pools={choices} fields={blankTicketType} />
        )
      }
    >
      <ul className="flex flex-col">
        {event.ticketTypes.map((type) => (
          <li
            key={type.id}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-line py-4 not-first:border-t"
          >
            <TypeSummary type={type} own={own} />
            <div className="flex items-center gap-4">
              <div className="text-end tabular-nums">
                <p className="font-bold">{formatMoney(type.priceCents, event.currency)}</p>
                {type.totalCents !== type.priceCents && (
                  <p className="text-muted text-sm">
                    {t("allIn", { price: formatMoney(type.totalCents, event.currency) })}
                  </p>
                )}
              </div>
              {mayWrite && <TypeActions type={type} own={own} />}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function TypeActions({ type, own }: { type: TicketTypeView; own: OwnEvent }) {
  const t = useTranslations("tickets");
  const { event, homes, publishedAt } = own;
  const home = homes[type.id];
  const isShared = home !== undefined && (home.poolId === null || sharers(own, home.poolId).length > 1);
  const place = { eventId: event.id, timezone: event.timezone, currency: event.currency };
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <TypeDialog
        {...place}
        ticketTypeId={type.id}
        title={t("editTitle", { name: type.name })}
        trigger={t("edit")}
        pools={[]}
        fields={ticketTypeFieldsOf(type, { ...place, home, isShared })}
      />
      {publishedAt && <PauseType eventId={event.id} ticketTypeId={type.id} name={type.name} paused={type.paused} />}
      {publishedAt === null && event.ticketTypes.length > 1 && (
        <RemoveType eventId={event.id} ticketTypeId={type.id} name={type.name} />
      )}
    </div>
  );
}

function TypeSummary({ type, own }: { type: TicketTypeView; own: OwnEvent }) {
  const t = useTranslations("tickets");
  const words = useEventWords(own.event);
  const { saleStartsAt, saleEndsAt, maxPerOrder, maxPerCustomer } = type;
  const [from, until] = [saleStartsAt && words.moment(saleStartsAt), saleEndsAt && words.moment(saleEndsAt)];
  const window =
    from && until
      ? t("fromUntil", { from, until })
      : from
        ? t("from", { date: from })
        : until
          ? t("until", { date: until })
          : t("always");
  const facts = [
    type.paused && t("isPaused"),
    window,
    type.visibility === "code" && t("code"),
    maxPerOrder && t("perOrder", { count: maxPerOrder }),
    maxPerCustomer && t("perPerson", { count: maxPerCustomer }),
    own.homes[type.id]?.capacity && t("capped", { count: own.homes[type.id]?.capacity ?? 0 }),
  ];
  return (
    <div className="flex min-w-0 flex-1 basis-48 flex-col gap-1">
      <h3 className="text-base">{type.name}</h3>
      <p className="text-muted text-sm">{facts.filter(Boolean).join(" · ")}</p>
    </div>
  );
}

function Pools({ own, mayWrite, rows }: Shown & { rows: Record<string, SeatRow[]> }) {
  const t = useTranslations("tickets");
  const { event, pools } = own;
  return (
    <Card title={t("pools")}>
      <p className="max-w-[64ch] text-muted text-sm">{t("poolsLead")}</p>
      <Table caption={t("pools")}>
        <thead>
          <tr>
            <Th>{t("pool")}</Th>
            <Th>{t("sharedBy")}</Th>
            <Th number>{t("poolCapacity")}</Th>
            <Th>
              <span className="sr-only">{t("raise")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {pools.map(({ id, name, capacity, hasSeats }) => (
            <Tr key={id}>
              <Td className="font-semibold">{name}</Td>
              <Td>
                {sharers(own, id).map((type, index) => (
                  <Fragment key={type.id}>
                    {index > 0 && ", "}
                    <bdi>{type.name}</bdi>
                  </Fragment>
                ))}
              </Td>
              <Td number>{capacity}</Td>
              <Td number>
                {mayWrite && !hasSeats && <PoolSize eventId={event.id} poolId={id} name={name} capacity={capacity} />}
                {rows[id] && <SeatBlock eventId={event.id} poolId={id} name={name} rows={rows[id]} />}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
