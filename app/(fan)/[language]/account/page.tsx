import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { HeldCard } from "@/components/order/held-card";
import { type ListedOrder, OrderCard } from "@/components/order/order-card";
import { SignOut } from "@/components/sign-in/sign-out";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { currentUser } from "@/lib/auth/current-user";
import { currentFan } from "@/lib/auth/visitor";
import { isolated } from "@/lib/core/isolated";
import { languageOf, pathIn } from "@/lib/core/languages";
import { signInPath } from "@/lib/core/sign-in-path";
import { ownOrders } from "@/lib/orders/own-orders";
import { heldNow } from "./held-now";

/** Orders that have tickets, or may still get them. */
const withTickets = new Set<ListedOrder["status"]>(["paid", "partially_refunded", "pending"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title"), robots: { index: false } };
}

export default async function AccountPage() {
  const t = await getTranslations("account");
  const language = languageOf(await getLocale());
  const [fan, user] = await Promise.all([currentFan(), currentUser()]);
  const [orders, held] = await Promise.all([ownOrders({ fan, user }), heldNow({ fan, user, language })]);
  const now = new Date().toISOString();
  const standing = orders.filter(({ status }) => withTickets.has(status));
  const coming = standing.filter(({ event }) => event.startsAt >= now);
  const past = standing.filter(({ event }) => event.startsAt < now);
  const ended = orders.filter(({ status }) => !withTickets.has(status));
  return (
    <div className="flex max-w-3xl flex-col gap-10 pt-4 lg:pt-8">
      <header className="flex flex-col gap-2">
        <h1 className="text-2xl">{t("title")}</h1>
        <p className="break-words text-muted">{user ? t("leadUser", { email: isolated(user.email) }) : t("lead")}</p>
        {user && <SignOut text={t("signOut")} home={pathIn(language, "/")} />}
      </header>
      {orders.length + held.length === 0 && (
        <EmptyState title={t("emptyTitle")} text={t("empty")}>
          <FanAnchor href="/" className={buttonClass()}>
            {t("browse")}
          </FanAnchor>
        </EmptyState>
      )}
      <Group title={t("held")}>
        {held.map((each) => (
          <HeldCard key={each.id} held={each} />
        ))}
      </Group>
      <Group title={t("upcoming")}>
        {coming.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </Group>
      <Group title={t("past")}>
        {past.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </Group>
      <Group title={t("ended")}>
        {ended.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </Group>
      {!user && (
        <p className="flex flex-wrap items-center gap-x-4 text-muted">
          {t("signInNote")}
          <FanAnchor href={signInPath(pathIn(language, "/account"))} className={buttonClass("plain")}>
            {t("signIn")}
          </FanAnchor>
        </p>
      )}
    </div>
  );
}

function Group({ title, children }: { title: string; children: React.ReactElement[] }) {
  if (children.length === 0) return null;
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-xl">{title}</h2>
      <ul className="flex flex-col gap-3">
        {children.map((child) => (
          <li key={child.key}>{child}</li>
        ))}
      </ul>
    </section>
  );
}
