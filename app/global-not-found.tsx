import { Missing } from "@/components/site/missing";
import { Shell } from "@/components/site/shell";
import { Document } from "./document";

/** An address outside the fan pages that nothing answers. */
export default function GlobalNotFound() {
  return (
    <Document language="en" direction="ltr">
      <Shell>
        <Missing />
      </Shell>
    </Document>
  );
}
