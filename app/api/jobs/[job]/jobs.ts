import { recordOrder } from "@/lib/analytics/record-order";
import { auditInventory } from "@/lib/audit/audit-inventory";
import { giveBack } from "@/lib/inventory/give-back";
import { unblock } from "@/lib/inventory/unblock";
import { sendInvitation } from "@/lib/notifications/send-invitation";
import { sendPaymentFailed } from "@/lib/notifications/send-payment-failed";
import { sendRefund } from "@/lib/notifications/send-refund";
import { sendTickets } from "@/lib/notifications/send-tickets";
import { reconcilePayments } from "@/lib/orders/reconcile-payments";
import { settle } from "@/lib/orders/settle";
import { settleOrders } from "@/lib/orders/settle-orders";
import { settleRefund } from "@/lib/orders/settle-refund";
import { settleRefunds } from "@/lib/orders/settle-refunds";
import { sweepHolds } from "@/lib/orders/sweep-holds";
import type { JobName, Payload } from "@/lib/queue/jobs";
import { publishOutbox } from "@/lib/queue/publish-outbox";
import { reopenOutbox } from "@/lib/queue/reopen-outbox";
import { saveRooms } from "@/lib/waiting-room/save-rooms";

type Jobs = { [Name in JobName]: (payload: Payload<Name>) => Promise<void> };

/** Everything that happens after an answer was given. Delivered at least once, so each handler may run twice. */
export const jobs: Jobs = {
  capture: ({ orderId }) => settle(orderId),
  "send-tickets": ({ orderId, resendId }) => sendTickets(orderId, resendId),
  "send-payment-failed": ({ orderId }) => sendPaymentFailed(orderId),
  "send-refund": ({ refundId }) => sendRefund(refundId),
  "send-invitation": ({ invitationId }) => sendInvitation(invitationId),
  "record-order": ({ orderId }) => recordOrder(orderId),
  refund: ({ refundId }) => settleRefund(refundId),
  "give-back": (back) => giveBack(back),
  unblock: (unblocking) => unblock(unblocking),
  "publish-outbox": () => reopenOutbox().finally(publishOutbox),
  "settle-orders": settleOrders,
  "settle-refunds": settleRefunds,
  "sweep-holds": sweepHolds,
  "audit-inventory": auditInventory,
  "reconcile-payments": reconcilePayments,
  "save-rooms": saveRooms,
};
