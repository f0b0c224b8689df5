import { type SQL, sql } from "drizzle-orm";
import { primary } from "../client";
import { owning } from "../schema/orders";

/** Which events are looked at, and how long something may still be under way before it counts as broken. */
export type Scope = { eventIds: string[]; lateMs: number; tellLateMs: number };
export type Broken = { check: string; subject: string; detail: string };

/** Of one check in one reading; more than that is the same finding. */
const foundMax = 20;

const standing = sql.raw("('valid', 'checked_in')");
const sold = sql.raw("('paid', 'partially_refunded', 'refunded')");
const ago = (ms: number) => sql`now() - ${ms} * interval '1 ms'`;
// One value, so that the text of a statement is the same for any number of events.
const among = ({ eventIds }: Scope) =>
  sql`in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb))`;

/** Units and who owns them. */
const units = {
  unit_owned_twice: (scope) => sql`
    select t.pool_id || '/' || t.unit as subject, count(*) || ' live tickets' as detail from tickets t
    where t.event_id ${among(scope)} and t.status in ${owning} group by t.pool_id, t.unit having count(*) > 1`,
  own_number_owned_twice: (scope) => sql`
    select t.ticket_type_id || '/' || t.type_unit as subject, count(*) || ' live tickets' as detail from tickets t
    where t.event_id ${among(scope)} and t.status in ${owning} and t.type_unit is not null
    group by t.ticket_type_id, t.type_unit having count(*) > 1`,
  unit_beyond_range: (scope) => sql`
    select t.id as subject, 'unit ' || t.unit || ' of ' || p.range as detail
    from tickets t join pools p on p.id = t.pool_id
    where t.event_id ${among(scope)} and t.status in ${owning} and t.unit > p.range`,
  type_oversold: (scope) => sql`
    select y.id as subject, count(*) || ' of ' || y.capacity as detail
    from tickets t join ticket_types y on y.id = t.ticket_type_id
    where t.event_id ${among(scope)} and t.status in ('claimed', 'valid', 'checked_in') and y.capacity is not null
    group by y.id having count(*) > y.capacity`,
  seat_of_another_category: (scope) => sql`
    select t.id as subject, 'unit ' || t.unit || ' of ' || p.name || ' under ' || y.category as detail
    from tickets t join ticket_types y on y.id = t.ticket_type_id
      join pools p on p.id = t.pool_id join events e on e.id = t.event_id
    where t.event_id ${among(scope)} and t.status in ${owning} and y.category is not null and not exists (
      select from seating_runs r where r.version_id = e.seating_plan_version_id and r.section = p.section
        and r.category = y.category and t.unit between r.first and r.last)`,
} satisfies Record<string, (scope: Scope) => SQL>;

/** Orders, their tickets, and what was told about them. */
const orders = {
  hold_with_two_orders: (scope) => sql`
    select o.hold_id as subject, count(*) || ' orders' as detail from orders o
    where o.event_id ${among(scope)} group by o.hold_id having count(*) > 1`,
  order_undecided: ({ lateMs, ...scope }) => sql`
    select o.id as subject, o.status || ' since ' || o.expires_at as detail from orders o
    where o.event_id ${among({ lateMs, ...scope })} and o.status in ('pending', 'closing') and o.expires_at < ${ago(lateMs)}`,
  ticket_without_sale: (scope) => sql`
    select t.id as subject, t.status || ' of an order that is ' || o.status as detail
    from tickets t join orders o on o.id = t.order_id
    where t.event_id ${among(scope)} and (
      t.status = 'claimed' and o.status not in ('pending', 'closing')
      or t.status in ${standing} and o.status not in ${sold})`,
  ticket_without_money: (scope) => sql`
    select t.id as subject, 'valid, not captured since ' || o.paid_at as detail
    from tickets t join orders o on o.id = t.order_id
    where t.event_id ${among(scope)} and t.status in ${standing} and o.captured_at is null
      and coalesce(o.paid_at, o.created_at) < ${ago(scope.lateMs)}`,
  captured_without_tickets: (scope) => sql`
    select o.id as subject, count(t.id) || ' tickets of ' || i.units || ' bought' as detail
    from orders o
    join (select order_id, sum(quantity) as units from order_items group by order_id) i on i.order_id = o.id
    left join tickets t on t.order_id = o.id and (t.status in ${standing} or exists (
      select 1 from refunds r where r.order_id = o.id and t.id = any (r.ticket_ids)))
    where o.event_id ${among(scope)} and o.captured_at is not null
    group by o.id, i.units having count(t.id) <> i.units`,
  captured_order_ended: (scope) => sql`
    select o.id as subject, 'captured, and ' || o.status as detail from orders o
    where o.event_id ${among(scope)} and o.captured_at is not null and o.total_cents > 0 and o.status not in ${sold}`,
  refunded_ticket_stands: (scope) => sql`
    select t.id as subject, t.status || ', refunded by ' || r.id as detail
    from refunds r join orders o on o.id = r.order_id join tickets t on t.order_id = o.id and t.id = any (r.ticket_ids)
    where o.event_id ${among(scope)} and r.status = 'succeeded' and t.status in ${standing}`,
  told_without_money: (scope) => sql`
    select o.id as subject, m.consumer || ', and nothing captured' as detail
    from orders o join processed_messages m on m.consumer = 'send-tickets' and m.message_id = o.id::text
    where o.event_id ${among(scope)} and o.captured_at is null`,
  confirmation_late: (scope) => sql`
    select o.id as subject, 'captured at ' || o.captured_at || ', no mail sent' as detail from orders o
    where o.event_id ${among(scope)} and o.captured_at < ${ago(scope.tellLateMs)} and not exists (
      select 1 from processed_messages m where m.consumer = 'send-tickets' and m.message_id = o.id::text)`,
  message_late: (scope) => sql`
    select b.id as subject, b.job || ', not done, since ' || b.created_at as detail from outbox b
    where b.done_at is null and b.created_at < ${ago(scope.tellLateMs)} and (
      b.payload ->> 'eventId' in (select value from jsonb_array_elements_text(${JSON.stringify(scope.eventIds)}::jsonb))
      or exists (select 1 from orders o where o.id::text = b.payload ->> 'orderId' and o.event_id ${among(scope)})
      or exists (select 1 from refunds r join orders o on o.id = r.order_id
        where r.id::text = b.payload ->> 'refundId' and o.event_id ${among(scope)}))`,
} satisfies Record<string, (scope: Scope) => SQL>;

/** Money as our own books have it; lib/orders/reconcile compares them with Stripe's. */
const money = {
  ledger_unbalanced: (scope) => sql`
    select l.transaction as subject, sum(l.amount_cents) || ' in ' || string_agg(distinct l.currency, ', ') as detail
    from ledger_entries l join orders o on o.id = l.order_id
    where o.event_id ${among(scope)}
    group by l.transaction having sum(l.amount_cents) <> 0 or count(distinct l.currency) > 1`,
  ledger_differs: (scope) => sql`
    select o.id as subject, 'ledger ' || coalesce(l.kept, 0) || ', order ' || o.kept || ' ' || o.currency as detail
    from (select id, event_id, currency,
        case when captured_at is null then 0 else total_cents - refunded_cents end as kept from orders) o
    left join (select order_id, currency, sum(amount_cents) as kept from ledger_entries
      where account = 'processor' group by order_id, currency) l on l.order_id = o.id
    where o.event_id ${among(scope)} and (coalesce(l.kept, 0) <> o.kept or l.currency <> o.currency)`,
  refunds_differ: (scope) => sql`
    select o.id as subject, 'order ' || o.refunded_cents || ', refunds ' || coalesce(r.done, 0) as detail
    from orders o left join (select order_id, sum(amount_cents) as done from refunds
      where status = 'succeeded' group by order_id) r on r.order_id = o.id
    where o.event_id ${among(scope)} and o.refunded_cents <> coalesce(r.done, 0)`,
  refunds_beyond_capture: (scope) => sql`
    select o.id as subject, sum(r.amount_cents) || ' of ' || o.total_cents as detail
    from orders o join refunds r on r.order_id = o.id and r.status <> 'failed'
    where o.event_id ${among(scope)}
    group by o.id having sum(r.amount_cents) > case when o.captured_at is null then 0 else o.total_cents end`,
  refund_undecided: (scope) => sql`
    select r.id as subject, 'pending since ' || r.created_at as detail
    from refunds r join orders o on o.id = r.order_id
    where o.event_id ${among(scope)} and r.status = 'pending' and r.created_at < ${ago(scope.lateMs)}`,
  refund_without_audit: (scope) => sql`
    select r.id as subject, 'no audit row says who decided it' as detail
    from refunds r join orders o on o.id = r.order_id
    where o.event_id ${among(scope)} and not exists (
      select 1 from audit_log a where a.target_id = o.id::text and a.after ->> 'refundId' = r.id::text)`,
} satisfies Record<string, (scope: Scope) => SQL>;

const checks: Record<string, (scope: Scope) => SQL> = { ...units, ...orders, ...money };

export const promiseNames = Object.keys(checks);

/** What Postgres itself shows of broken promises: nothing, while all is well. */
export async function brokenInPostgres(scope: Scope): Promise<Broken[]> {
  const broken: Broken[] = [];
  for (const [check, found] of Object.entries(checks)) {
    const { rows } = (await primary().execute(sql`${found(scope)} limit ${foundMax}`)) as {
      rows: Omit<Broken, "check">[];
    };
    broken.push(...rows.map(({ subject, detail }) => ({ check, subject, detail })));
  }
  return broken;
}

const eventsMax = 100;

/** Events that were ever published, a page at a time by id. */
export async function soldEvents(after: string | undefined): Promise<string[]> {
  const { rows } = (await primary().execute(sql`
    select id from events where (published_at is not null or status <> 'draft') ${after ? sql`and id > ${after}` : sql``}
    order by id limit ${eventsMax}`)) as { rows: { id: string }[] };
  return rows.map(({ id }) => id);
}
