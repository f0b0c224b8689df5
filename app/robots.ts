import type { MetadataRoute } from "next";

const personal = ["/checkout/", "/orders/", "/account", "/sign-in", "/waiting-room/", "/events/*/pick"];

/** Pages that belong to one person, or that hold stock, are nobody's search result. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", "/dashboard", ...personal, ...personal.map((path) => `/*${path}`)],
    },
  };
}
