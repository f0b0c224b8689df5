import { invariant } from "@/lib/core/invariant";
import type { Operation } from "@/lib/core/operation";
import type { Method } from "@/lib/core/route";
import { sample } from "@/lib/core/sample";

/** What a shell calls the id in an address, by where it stands. */
const variables: Record<string, keyof typeof sample> = {
  "events/{slug}": "SLUG",
  "events/{id}": "EVENT",
  "ticket-types/{typeId}": "TYPE",
  "seating-plans/{id}": "PLAN",
  "holds/{id}": "HOLD",
  "orders/{id}": "ORDER",
};

function withVariables(path: string) {
  return path.replace(/([\w-]+\/)(\{\w+\})/g, (place, before: string) => {
    const name = variables[place];
    invariant(name, `${place} has a variable`);
    return `${before}$${name}`;
  });
}

const bodyOf = (example: object) =>
  Object.entries(sample).reduce(
    (text, [name, id]) => text.replaceAll(`"${id}"`, `"$${name}"`),
    JSON.stringify(example, null, 2),
  );

/**
 * The call as a shell makes it, with the variables that the page sets first. A signed message, or what a waiting room says
 * to whoever is in it, cannot be typed.
 */
export function curlOf(method: Method, path: string, operation: Operation): string | undefined {
  const by = operation.admit ? [operation.admit.by] : (operation.by ?? []);
  if (by.includes("stripe") || path.includes("/queue/")) return undefined;
  const opensByKey = path.startsWith("/orders/");
  const address = `"$HOLDFAST/api/v1${withVariables(path)}${opensByKey ? "?key=$ORDER_KEY" : ""}"`;
  const file = Object.values(operation.answers ?? {}).some((answer) => answer && "file" in answer);
  const isFan = by.includes("fan") && !opensByKey && Boolean(operation.params ?? operation.body);
  const options = [
    method !== "GET" && `-X ${method}`,
    file && `-o ${path.slice(path.lastIndexOf("/") + 1)}`,
    isFan && '-H "Authorization: Bearer $FAN"',
    by.some((caller) => caller.startsWith("key:")) && '-H "Authorization: Bearer $KEY"',
    operation.example && `-H "Content-Type: application/json" -d @- <<END\n${bodyOf(operation.example)}\nEND`,
  ].filter((option) => typeof option === "string");
  return [`curl ${address}`, ...options].join(" \\\n  ");
}
