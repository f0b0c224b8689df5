import { env } from "@/lib/core/env";
import { orderKey } from "@/lib/orders/order-id";
import { invitationToken } from "@/lib/organizations/invitation-token";

const page = (path: string) => new URL(path, env().NEXTAUTH_URL).href;

/** Opens the order for whoever has the mail: guests have no other key. */
export const orderLink = (orderId: string) => page(`/orders/${orderId}?key=${orderKey(orderId)}`);
export const eventLink = (slug: string) => page(`/events/${slug}`);
export const invitationLink = (id: string) => page(`/dashboard/join?token=${invitationToken(id)}`);
