import { render, toPlainText } from "@react-email/components";
import type { ReactElement } from "react";

const plain = {
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    // A label stands right above its value.
    { selector: ".label", format: "paragraph", options: { leadingLineBreaks: 2, trailingLineBreaks: 1 } },
    { selector: ".value", format: "paragraph", options: { leadingLineBreaks: 1, trailingLineBreaks: 2 } },
  ],
};

/** The same words twice: for readers that show pictures, and for those that do not. */
export async function rendered(template: ReactElement) {
  const html = await render(template);
  return { html, text: toPlainText(html, plain) };
}
