import type { PageEvent } from "./event-page";

const schemaOrg = "https://schema.org";

function offersOf({ ticketTypes, currency, status }: PageEvent, url: string) {
  if (status === "cancelled") return [];
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  return ticketTypes.map(({ name, totalCents, saleStartsAt, saleEndsAt }) => ({
    "@type": "Offer",
    name,
    url,
    price: (totalCents / 10 ** (digits ?? 2)).toFixed(digits ?? 2),
    priceCurrency: currency,
    ...(saleStartsAt && { validFrom: saleStartsAt }),
    ...(saleEndsAt && { validThrough: saleEndsAt }),
  }));
}

/** The event as search engines read it (https://schema.org/Event). */
function eventData(event: PageEvent, url: string) {
  const { title, summary, startsAt, endsAt, venue, organizer, posterPath, status } = event;
  return {
    "@context": schemaOrg,
    "@type": "Event",
    name: title,
    description: summary,
    startDate: startsAt,
    ...(endsAt && { endDate: endsAt }),
    eventStatus: `${schemaOrg}/${status === "cancelled" ? "EventCancelled" : "EventScheduled"}`,
    eventAttendanceMode: `${schemaOrg}/OfflineEventAttendanceMode`,
    ...(venue && {
      location: {
        "@type": "Place",
        name: venue.name,
        address: {
          "@type": "PostalAddress",
          ...(venue.address && { streetAddress: venue.address }),
          addressLocality: venue.city,
          addressCountry: venue.country,
        },
      },
    }),
    ...(posterPath && { image: [new URL(`${new URL(url).pathname}/poster.png`, url).href] }),
    organizer: { "@type": "Organization", name: organizer.name },
    offers: offersOf(event, url),
    url,
  };
}

/** As data in the page. An organizer's text cannot end the script it stands in: `<` is written as JSON may write it. */
export function EventData({ event, url }: { event: PageEvent; url: string }) {
  const json = JSON.stringify(eventData(event, url)).replace(/</g, "\\u003c");
  return <script type="application/ld+json">{json}</script>;
}
