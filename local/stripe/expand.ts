import type { Call } from "./call";
import { badRequest } from "./errors";

type Json = { [name: string]: unknown };
const depthMax = 4;

const tableOf = {
  pi: "payment_intents",
  ch: "charges",
  pm: "payment_methods",
  re: "refunds",
  du: "disputes",
  txn: "balance_transactions",
} as const;

/** `expand[]=latest_charge.balance_transaction`: puts objects where their ids stand, in a copy. */
export function expandAnswer(call: Call, answer: object): object {
  const wanted = call.params.expand;
  if (!Array.isArray(wanted)) return answer;
  const copy: Json = structuredClone({ ...answer });
  for (const path of wanted) {
    if (typeof path !== "string") continue;
    const parts = path.split(".");
    if (parts.length > depthMax) {
      throw badRequest(`You cannot expand more than ${depthMax} levels of a property. Property: ${path}`);
    }
    expandAt(call, copy, parts, path);
  }
  return copy;
}

function expandAt(call: Call, into: Json, [name = "", ...rest]: string[], path: string): void {
  if (!(name in into)) {
    const message = `This property cannot be expanded (${path}).`;
    throw badRequest(message, { param: "expand" });
  }
  const found = lookUp(call, into[name]);
  into[name] = found;
  if (rest.length === 0) return;
  const inner = Array.isArray(found) ? found : [found];
  for (const item of inner) if (isJson(item)) expandAt(call, item, rest, path);
}

function lookUp(call: Call, value: unknown): unknown {
  if (typeof value !== "string") return value;
  const prefix = value.slice(0, value.indexOf("_"));
  if (!isKnown(prefix)) return value;
  const found = call.store.get(tableOf[prefix], value);
  return found ? structuredClone(found) : value;
}

const isKnown = (prefix: string): prefix is keyof typeof tableOf => Object.hasOwn(tableOf, prefix);
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;
