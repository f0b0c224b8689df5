import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { OrderRows } from "@/components/organizer/order-rows";
import { Pager } from "@/components/organizer/pager";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Field, SelectField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { Skeleton } from "@/components/ui/skeleton";
import type { Permitted } from "@/lib/auth/require-permission";
import { orderQuery, searchOrders } from "@/lib/orders/list-orders";
import { orderStatus } from "@/lib/orders/order-view";
import { orderNumber } from "@/lib/tickets/order-number";
import { pageGuard } from "../page-guard";

const path = "/dashboard/orders";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };
type Filter = { q?: string | undefined; status?: string | undefined; event?: string | undefined };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

/** What the address says; what it says wrongly is as if it were not there. */
async function queryOf(searchParams: Props["searchParams"]) {
  const said = Object.entries(await searchParams).filter(([, value]) => value !== "");
  const query = orderQuery.safeParse(Object.fromEntries(said));
  return query.success ? query.data : orderQuery.parse({});
}

const addressOf = (filter: Filter, cursor?: string) => {
  const said = Object.entries({ ...filter, cursor }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path;
};

/** Who may not see it is told so before anything is drawn; only what the search finds may take its time. */
export default async function OrdersPage({ searchParams }: Props) {
  const by = await pageGuard("orders:read", path);
  const query = await queryOf(searchParams);
  const { q, status, event } = query;
  return (
    <>
      <Head filter={{ q, status, event }} />
      <Suspense key={JSON.stringify(query)} fallback={<Waiting />}>
        <Found by={by} query={query} />
      </Suspense>
    </>
  );
}

const isFiltered = ({ q, status, event }: Filter) => Boolean(q || status || event);

function Head({ filter }: { filter: Filter }) {
  const t = useTranslations("orders");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Search filter={filter} isFiltered={isFiltered(filter)} />
    </>
  );
}

function Waiting() {
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      {["a", "b", "c", "d", "e", "f"].map((row) => (
        <Skeleton key={row} className="h-16" />
      ))}
    </div>
  );
}

type FoundProps = { by: Permitted<"orders:read">; query: Awaited<ReturnType<typeof queryOf>> };

async function Found({ by, query }: FoundProps) {
  const found = await searchOrders({ ...by, ...query });
  // A cursor of somebody's own making leads nowhere.
  const page = found.ok ? found.value : { orders: [], nextCursor: null };
  const { q, status, event, cursor } = query;
  return <Orders {...page} filter={{ q, status, event }} isFirst={!cursor} />;
}

type Shown = Extract<Awaited<ReturnType<typeof searchOrders>>, { ok: true }>["value"] & {
  filter: Filter;
  isFirst: boolean;
};

function Orders({ orders, nextCursor, filter, isFirst }: Shown) {
  const t = useTranslations("orders");
  const words = isFiltered(filter)
    ? { title: t("noneTitle"), text: t("none") }
    : { title: t("emptyTitle"), text: t("empty") };
  const lines = orders.map((order) => ({ ...order, number: orderNumber(order.id) }));
  return (
    <>
      {orders.length > 0 ? <OrderRows orders={lines} /> : <EmptyState {...words} />}
      <Pager
        first={isFirst ? undefined : addressOf(filter)}
        more={nextCursor ? addressOf(filter, nextCursor) : undefined}
        texts={{ label: t("pages"), first: t("first"), more: t("more") }}
      />
    </>
  );
}

/** A form of the browser's own: the search is in the address, and works without scripts. */
function Search({ filter, isFiltered }: { filter: Filter; isFiltered: boolean }) {
  const t = useTranslations("orders");
  const statuses = orderStatus.options.map((status) => [status, t(`statuses.${status}`)] as [string, string]);
  return (
    <search>
      <form action={path} className="grid items-end gap-3 sm:grid-cols-[1fr_12rem_auto]">
        <Field
          label={t("search")}
          name="q"
          type="search"
          defaultValue={filter.q}
          placeholder={t("searchHint")}
          maxLength={100}
          autoComplete="off"
        />
        <SelectField
          label={t("status")}
          name="status"
          defaultValue={filter.status ?? ""}
          options={[["", t("anyStatus")], ...statuses]}
        />
        {filter.event && <input type="hidden" name="event" value={filter.event} />}
        <div className="flex gap-3">
          <button type="submit" className={buttonClass()}>
            {t("find")}
          </button>
          {isFiltered && (
            <Link href={path} className={buttonClass("plain")}>
              {t("reset")}
            </Link>
          )}
        </div>
      </form>
    </search>
  );
}
