import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type ListedOrder, OrderCard } from "@/components/order/order-card";
import { SignOut } from "@/components/sign-in/sign-out";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { currentUser } from "@/lib/auth/current-user";
import { currentFan } from "@/lib/auth/visitor";
import { ownOrders } from "@/lib/orders/own-orders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title"), robots: { index: false } };
}

export default async function AccountPage() {
  const t = await getTranslations("account");
  const [fan, user] = await Promise.all([currentFan(), currentUser()]);
  const orders = await ownOrders({ fan, user });
  const now = new Date().toISOString();
  const groups = [
    [t("upcoming"), orders.filter(({ event }) => event.startsAt >= now)],
    [t("past"), orders.filter(({ event }) => event.startsAt < now)],
  ] as const;
  return (
    <div className="flex max-w-3xl flex-col gap-10 pt-4 lg:pt-8">
      <header className="flex flex-col gap-2">
        <h1 className="text-2xl">{t("title")}</h1>
        <p className="text-muted">{user ? t("leadUser", { email: user.email }) : t("lead")}</p>
        {user && <SignOut text={t("signOut")} />}
      </header>
      {orders.length === 0 && (
        <div className="flex flex-col items-start gap-4 rounded-lg bg-surface p-6 shadow-lift">
          <p className="text-lg">{t("empty")}</p>
          <FanAnchor href="/" className={buttonClass()}>
            {t("browse")}
          </FanAnchor>
        </div>
      )}
      {groups.map(([title, listed]) => listed.length > 0 && <Group key={title} title={title} orders={listed} />)}
      {!user && (
        <p className="flex flex-wrap items-center gap-x-4 text-muted">
          {t("signInNote")}
          <FanAnchor href="/sign-in?callbackUrl=/account" className={buttonClass("plain")}>
            {t("signIn")}
          </FanAnchor>
        </p>
      )}
    </div>
  );
}

function Group({ title, orders }: { title: string; orders: ListedOrder[] }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-xl">{title}</h2>
      <ul className="flex flex-col gap-3">
        {orders.map((order) => (
          <li key={order.id}>
            <OrderCard order={order} />
          </li>
        ))}
      </ul>
    </section>
  );
}
