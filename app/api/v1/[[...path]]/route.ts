import { refuse } from "@/lib/core/result";
import { route } from "@/lib/core/route";

/** Every address under /api/v1 that nothing else answers. */
const unknown = route({ problems: ["not_found"] }, async () => refuse({ kind: "not_found" }));

export { unknown as DELETE, unknown as GET, unknown as OPTIONS, unknown as PATCH, unknown as POST, unknown as PUT };
