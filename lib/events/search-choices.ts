import { comingCategories, comingCities } from "@/db/queries/programme";
import { briefly } from "@/lib/cache/briefly";
import { durations } from "@/lib/core/durations";

/** What a search can be narrowed to: every city and kind of what is coming, however long the programme is. */
export const searchChoices = () =>
  briefly("search-choices", durations.choicesKeptMs, async () => {
    const [cities, categories] = await Promise.all([comingCities(), comingCategories()]);
    return { cities, categories };
  });
