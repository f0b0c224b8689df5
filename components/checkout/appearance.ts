"use client";

import type { Appearance } from "@stripe/stripe-js";

// The provider's frame cannot see our style sheet: these are its colours, by hand.
const light = { surface: "#ffffff", ink: "#0f1a15", muted: "#4b5a52", edge: "#7d8a82", bad: "#9d0f37" };
const dark = { surface: "#141d19", ink: "#eff4ee", muted: "#a3b3aa", edge: "#6d7c74", bad: "#ff93ab" };

/** The card form in our colours, as the page is lit when it opens. */
export function appearance(): Appearance {
  const isDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const { surface, ink, muted, edge, bad } = isDark ? dark : light;
  return {
    theme: isDark ? "night" : "stripe",
    variables: {
      colorPrimary: isDark ? "#ff6a33" : "#ff5b1f",
      colorBackground: surface,
      colorText: ink,
      colorTextSecondary: muted,
      colorTextPlaceholder: muted,
      colorDanger: bad,
      fontSizeBase: "17px",
      borderRadius: "10px",
      spacingUnit: "4px",
      gridRowSpacing: "16px",
    },
    rules: {
      ".Input": { border: `2px solid ${edge}`, boxShadow: "none", padding: "12px" },
      ".Label": { fontWeight: "600", color: ink },
    },
  };
}
