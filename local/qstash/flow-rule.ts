import { type Read, read, refuse } from "@/local/http/answer";
import { durationMs } from "./duration";
import type { FlowRule } from "./model";

/** `parallelism=2, rate=10, period=1m` for a key, names in any case; undefined when there is neither. */
export function readFlowRule(key: string | undefined, value: string | undefined): Read<FlowRule | undefined> {
  if (key === undefined && value === undefined) return read(undefined);
  if (!key || !value) return refuse(400, "flow control needs both Upstash-Flow-Control-Key and -Value");
  const parts = value.split(",").map((part) => part.trim().toLowerCase().split("="));
  const rule: FlowRule = { key };
  for (const [name = "", text = ""] of parts) {
    const number = name === "period" ? readPeriodMs(text) : Number(text);
    if (!number || number < 0 || !Number.isInteger(number)) return refuse(400, `invalid flow control value: ${value}`);
    if (name === "parallelism") rule.parallelism = number;
    else if (name === "rate" || name === "ratepersecond") rule.rate = number;
    else if (name === "period") rule.periodMs = number;
    else return refuse(400, `invalid flow control value: ${value}`);
  }
  if (!rule.parallelism && !rule.rate) return refuse(400, "flow control needs a parallelism or a rate");
  return read(rule);
}

export const readPeriodMs = (text: string) => durationMs(/^\d+$/.test(text) ? `${text}s` : text);
