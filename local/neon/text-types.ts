import pg from "pg";

// bool, int2, int4, float4, float8, json, jsonb and their arrays, text and varchar arrays: these have a place in JSON.
const json = new Set([16, 21, 23, 700, 701, 114, 3802, 1000, 1005, 1007, 1021, 1022, 199, 3807, 1009, 1015]);

const asText = (text: string): unknown => text;

function asJson(oid: number) {
  const parse: (text: string) => unknown = pg.types.getTypeParser(oid, "text");
  // JSON has no NaN and no infinity.
  return (text: string) => (Number.isNaN(parse(text)) || text.endsWith("Infinity") ? text : parse(text));
}

export const textTypes = { getTypeParser: () => asText };

export const jsonTypes = { getTypeParser: (oid: number) => (json.has(oid) ? asJson(oid) : asText) };
