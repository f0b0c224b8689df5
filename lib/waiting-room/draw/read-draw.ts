import { drawOf } from "@/db/queries/draws";
import { type DrawView, viewDraw } from "./draw-view";

/** What everybody may know of an event's draw; undefined where none was announced. */
export async function readDraw(eventId: string): Promise<DrawView | undefined> {
  const draw = await drawOf(eventId);
  return draw && viewDraw(draw);
}
