export const searchFields = ["q", "city", "category", "when", "from", "to"] as const;
export type SearchField = (typeof searchFields)[number];

/** What was searched, as the address says it; the cursor says where a page of it begins. */
export type Search = {
  q?: string | undefined;
  city?: string | undefined;
  category?: string | undefined;
  when?: "today" | "weekend" | "month" | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
};

/** The address of a search: always the same order, nothing empty. */
export function searchPath({ cursor, ...search }: Search): string {
  const given = searchFields.flatMap((field) => (search[field] ? [[field, search[field]]] : []));
  const query = new URLSearchParams([...given, ...(cursor ? [["cursor", cursor]] : [])]).toString();
  return query ? `/?${query}` : "/";
}
