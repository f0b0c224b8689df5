import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { OrderRows } from "@/components/organizer/order-rows";
import { Pager } from "@/components/organizer/pager";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Field, SelectField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
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

export default async function OrdersPage({ searchParams }: Props) {
  const by = await pageGuard("orders:read", path);
  const query = await queryOf(searchParams);
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
  const isFiltered = Boolean(filter.q || filter.status || filter.event);
  const lines = orders.map((order) => ({ ...order, number: orderNumber(order.id) }));
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Search filter={filter} isFiltered={isFiltered} />
      {orders.length > 0 ? (
        <OrderRows orders={lines} />
      ) : (
        <EmptyState title={isFiltered ? t("noneTitle") : t("emptyTitle")} text={isFiltered ? t("none") : t("empty")} />
      )}
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
