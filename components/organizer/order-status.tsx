import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";

export type OrderStatus =
  | "pending"
  | "paid"
  | "expired"
  | "cancelled"
  | "refunded"
  | "partially_refunded"
  | "payment_failed";

const tones: Partial<Record<OrderStatus, Tone>> = { paid: "good", payment_failed: "bad" };

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const t = useTranslations("orders.statuses");
  return <Badge tone={tones[status] ?? "plain"}>{t(status)}</Badge>;
}
