import { notFound } from "next/navigation";

/** What no other page is named: the fan's own 404, in their language. */
export default function Missing() {
  notFound();
}
