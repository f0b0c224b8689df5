import type { MetadataRoute } from "next";

/** Pages that belong to one person, or that hold stock, are nobody's search result. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: [
        "/api/",
        "/checkout/",
        "/orders/",
        "/account",
        "/sign-in",
        "/waiting-room/",
        "/dashboard",
        "/events/*/pick",
      ],
    },
  };
}
