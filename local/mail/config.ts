import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535);
const schema = z.object({ PORT: port, SMTP_PORT: port, STATE_DIR: z.string().min(1) });

export function readConfig() {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) throw new Error(`Mail cannot start:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
