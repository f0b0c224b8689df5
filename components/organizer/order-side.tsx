import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatMoney } from "@/lib/core/money";

type Ledger = {
  id: number;
  transaction: string;
  account: "processor" | "organizer_payable" | "platform_fee" | "tax" | "buyer_receivable";
  amountCents: number;
  at: string;
};
type Refund = {
  id: string;
  status: "pending" | "succeeded" | "failed";
  amountCents: number;
  tickets: string[];
  reason: string;
  createdAt: string;
};
type Props = {
  order: { id: string; key: string; buyer: { name: string; email: string }; currency: string };
  payment: { intentId: string; capturedCents: number; disputedAt: string | null } | undefined;
  refunds: Refund[];
  ledger: Ledger[];
  timezone: string;
};

/** Who bought, how the money came and went. */
export function OrderSide({ order, payment, refunds, ledger, timezone }: Props) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const money = (cents: number) => formatMoney(cents, order.currency, "en-GB");
  const when = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeZone: timezone });
  return (
    <aside className="flex min-w-0 flex-col gap-6">
      <Card title={t("contact")}>
        <div>
          <p className="break-words font-semibold">{order.buyer.name}</p>
          <a
            href={`mailto:${order.buyer.email}`}
            className="break-all text-muted underline underline-offset-4 hover:text-ink"
          >
            {order.buyer.email}
          </a>
        </div>
        <a href={`/orders/${order.id}?key=${order.key}`} className={`${buttonClass("plain", "sm")} self-start`}>
          {t("fansPage")}
        </a>
      </Card>
      <Card title={t("payment")}>
        {payment ? (
          <dl className="flex flex-col gap-2 text-sm">
            <div className="flex justify-between gap-4">
              <dt className="text-muted">{t("captured")}</dt>
              <dd className="font-semibold tabular-nums">{money(payment.capturedCents)}</dd>
            </div>
            <div>
              <dt className="text-muted">{t("intent")}</dt>
              <dd className="break-all font-mono text-xs">{payment.intentId}</dd>
            </div>
            {payment.disputedAt && <Badge tone="bad">{t("disputed", { when: when(payment.disputedAt) })}</Badge>}
          </dl>
        ) : (
          <p className="text-muted text-sm">{t("noPayment")}</p>
        )}
      </Card>
      {refunds.length > 0 && (
        <Card title={t("refunds")}>
          <ul className="flex flex-col gap-3 text-sm">
            {refunds.map((refund) => (
              <li key={refund.id} className="flex items-start justify-between gap-3">
                <span className="min-w-0">
                  <span className="block font-semibold tabular-nums">{money(refund.amountCents)}</span>
                  <span className="block break-words text-muted text-xs">
                    {[when(refund.createdAt), t("refundTickets", { count: refund.tickets.length }), refund.reason]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                <Badge tone={refund.status === "failed" ? "bad" : refund.status === "succeeded" ? "good" : "plain"}>
                  {t(`refundStatus.${refund.status}`)}
                </Badge>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {ledger.length > 0 && <LedgerCard ledger={ledger} money={money} />}
    </aside>
  );
}

function LedgerCard({ ledger, money }: { ledger: Ledger[]; money: (cents: number) => string }) {
  const t = useTranslations("orders");
  return (
    <Card>
      <details>
        <summary className="rounded-sm font-extrabold text-lg">{t("ledger")}</summary>
        <p className="py-2 text-muted text-xs">{t("ledgerNote")}</p>
        <Table caption={t("ledger")}>
          <thead>
            <tr>
              <Th>{t("posting")}</Th>
              <Th>{t("account")}</Th>
              <Th number>{t("amount")}</Th>
            </tr>
          </thead>
          <tbody>
            {ledger.map(({ id, transaction, account, amountCents }) => (
              <Tr key={id}>
                <Td className="text-muted text-xs">{transaction.split(":")[0]}</Td>
                <Td>{t(`accounts.${account}`)}</Td>
                <Td number className="whitespace-nowrap">
                  {money(amountCents)}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </details>
    </Card>
  );
}
