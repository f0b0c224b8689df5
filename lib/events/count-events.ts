import { countEvents as count } from "@/db/queries/programme";
import { type EventSearch, eventFilters } from "./event-filters";

/** How many events a search finds, over all its pages. */
export const countEvents = ({ cursor: _, ...search }: EventSearch): Promise<number> => count(eventFilters(search));
