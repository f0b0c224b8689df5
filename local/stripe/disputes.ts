import type Stripe from "stripe";
import { z } from "zod";
import { book } from "./balance";
import type { Call } from "./call";
import { ofIntent } from "./charges";
import { badRequest, missing } from "./errors";
import { emit } from "./events";
import { idOf } from "./ids";
import { listPage } from "./list";
import { mergeMetadata } from "./metadata";
import { newDispute } from "./new-dispute";
import { expand, flag, ignored, metadata, paging, read, text } from "./params";
import { behaviourOf } from "./payment-methods";

/** Some test cards dispute what was captured: https://docs.stripe.com/testing#disputes */
export function disputeIfTestCard(call: Call, charge: Stripe.Charge): void {
  const cause = behaviourOf(call, idOf(charge.payment_method) ?? "").dispute;
  if (!cause) return;
  const dispute = newDispute(call, charge, cause);
  if (cause.inquiry) {
    emit(call, "charge.dispute.created", call.store.put("disputes", dispute));
    return;
  }
  call.store.put("charges", { ...charge, disputed: true });
  const withdrawn = moveFunds(call, dispute, -dispute.amount);
  emit(call, "charge.dispute.created", withdrawn);
  emit(call, "charge.dispute.funds_withdrawn", withdrawn);
}

function moveFunds(call: Call, dispute: Stripe.Dispute, amount: number): Stripe.Dispute {
  const moved = book(call, { kind: "adjustment", amount, currency: dispute.currency, source: dispute.id });
  return call.store.put("disputes", { ...dispute, balance_transactions: [...dispute.balance_transactions, moved] });
}

const open = ["needs_response", "warning_needs_response", "under_review", "warning_under_review"];

/** Giving in: the dispute is lost, and stays so. */
export function closeDispute(call: Call, id: string): Stripe.Dispute {
  read(z.strictObject({ expand }), call.params);
  const dispute = findDispute(call, id);
  if (!open.includes(dispute.status)) throw badRequest("This dispute is already closed.");
  return end(call, dispute, dispute.status.startsWith("warning") ? "warning_closed" : "lost");
}

const updating = z.strictObject({
  evidence: z.looseObject({ uncategorized_text: text.optional() }).optional(),
  expand,
  intended_submission_method: ignored,
  metadata,
  submit: flag.default(true),
});

/** The texts `winning_evidence` and `losing_evidence` decide a test dispute: https://docs.stripe.com/testing#evidence */
export function updateDispute(call: Call, id: string): Stripe.Dispute {
  const given = read(updating, call.params);
  const dispute = findDispute(call, id);
  if (given.evidence && !open.includes(dispute.status)) throw badRequest("This dispute is already closed.");
  const { uncategorized_text = null } = given.evidence ?? {};
  const updated = call.store.put("disputes", {
    ...dispute,
    evidence: { ...dispute.evidence, uncategorized_text },
    evidence_details: { ...dispute.evidence_details, has_evidence: given.evidence !== undefined },
    metadata: mergeMetadata(dispute.metadata, given.metadata),
    status: given.evidence && given.submit ? "under_review" : dispute.status,
  });
  emit(call, "charge.dispute.updated", updated, { status: dispute.status });
  if (!given.submit || (uncategorized_text !== "winning_evidence" && uncategorized_text !== "losing_evidence")) {
    return updated;
  }
  return end(call, updated, uncategorized_text === "winning_evidence" ? "won" : "lost");
}

function end(call: Call, dispute: Stripe.Dispute, status: "won" | "lost" | "warning_closed") {
  const decided = call.store.put("disputes", { ...dispute, status });
  const closed = status === "won" ? moveFunds(call, decided, decided.amount) : decided;
  if (status === "won") emit(call, "charge.dispute.funds_reinstated", closed);
  emit(call, "charge.dispute.closed", closed, { status: dispute.status });
  return closed;
}

const listing = z.strictObject({ ...paging, charge: text.optional(), payment_intent: text.optional() });

export function listDisputes(call: Call) {
  const asked = read(listing, call.params);
  const disputes = ofIntent(call.store.oldestFirst("disputes"), asked.payment_intent);
  const ofCharge = asked.charge ? disputes.filter(({ charge }) => charge === asked.charge) : disputes;
  return listPage(ofCharge, asked, "/v1/disputes");
}

export function retrieveDispute(call: Call, id: string): Stripe.Dispute {
  read(z.strictObject({ expand }), call.params);
  return findDispute(call, id);
}

function findDispute(call: Call, id: string): Stripe.Dispute {
  const dispute = call.store.get("disputes", id);
  if (!dispute) throw missing("dispute", id, "id", true);
  return dispute;
}
