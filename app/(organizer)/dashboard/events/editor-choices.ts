const fallbackCurrency = "EUR";

/** Currencies and zones as this server knows them: told to the browser, which may know others. */
export function editorChoices() {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  const currencies = Intl.supportedValuesOf("currency").map((code): [string, string] => [
    code,
    `${code} · ${names.of(code) ?? code}`,
  ]);
  return { currencies, timezones: ["UTC", ...Intl.supportedValuesOf("timeZone")] };
}
export type EditorChoices = ReturnType<typeof editorChoices>;

/** What an organizer's events were like lately is what the next one begins with. */
export const usual = (latest: { timezone: string; currency: string } | undefined) => ({
  timezone: latest?.timezone ?? "",
  currency: latest?.currency ?? fallbackCurrency,
});
