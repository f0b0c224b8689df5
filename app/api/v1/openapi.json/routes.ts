import { type Handler, type Method, methods } from "@/lib/core/route";

export type Routes = Record<string, Partial<Record<Method, Handler>>>;

const root = "/app/api/v1";
const files = import.meta.glob<Partial<Record<Method, Handler>>>("/app/api/v1/**/route.ts");

/** `/app/api/v1/events/[slug]/route.ts` answers `/events/{slug}`. */
const addressOf = (file: string) =>
  file.slice(root.length, -"/route.ts".length).replaceAll("[", "{").replaceAll("]", "}");

/** Every address of the API with the methods it knows; the door for unknown addresses is none of them. */
export async function allRoutes(): Promise<Routes> {
  const loaded = Object.entries(files)
    .filter(([file]) => !file.includes("[["))
    .map(async ([file, load]) => {
      const module = await load();
      const known = methods.flatMap((method) => {
        const handler = module[method];
        return handler?.operation ? [[method, handler]] : [];
      });
      return [addressOf(file), Object.fromEntries(known)];
    });
  return Object.fromEntries(await Promise.all(loaded));
}
