import { Section, Text } from "@react-email/components";
import { coloursOf } from "@/lib/tickets/colours";

type Props = { event: { id: string; title: string }; above: string };

/** The event in its own colours, as on the ticket itself. */
export function EventHead({ event, above }: Props) {
  const { ground, ink, accent } = coloursOf(event.id);
  return (
    <Section style={{ backgroundColor: ground, borderBottom: `6px solid ${accent}` }}>
      <Section className="inside" style={{ padding: "28px 36px" }}>
        <Text
          style={{ margin: "0 0 10px", fontSize: 14, lineHeight: "20px", fontWeight: 700, color: accent }}
          dir="auto"
        >
          {above}
        </Text>
        <Text
          className="hero"
          style={{ margin: 0, fontSize: 38, lineHeight: "1.1", fontWeight: 800, letterSpacing: "-0.025em", color: ink }}
          dir="auto"
        >
          {event.title}
        </Text>
      </Section>
    </Section>
  );
}
