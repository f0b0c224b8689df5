const { FLOOR_URL = "", FLOOR_TOKEN = "", FLOOR_COMMAND = "" } = process.env;

/** What the framework and one call over REST cost, written as anybody would. */
export async function POST() {
  const answer = await fetch(FLOOR_URL, {
    method: "POST",
    headers: { authorization: `Bearer ${FLOOR_TOKEN}`, "content-type": "application/json" },
    body: FLOOR_COMMAND,
    cache: "no-store",
  });
  if (!answer.ok) return Response.json({}, { status: 503 });
  return Response.json(await answer.json());
}
