import { readFileSync } from "node:fs";
import { verifyTicketCode } from "../../lib/tickets/verify";

/** A door with no network and no secret: it reads `{codes, keys}` and says what each code is. */
const { codes, keys } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(codes.map((code: string) => verifyTicketCode(code, { keys }))));
