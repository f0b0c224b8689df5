import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from "@react-email/components";
import type { CSSProperties, ReactNode } from "react";
import { mailTexts } from "@/lib/tickets/texts";

export const colour = { ink: "#0f1a15", muted: "#4b5a52", line: "#d3dacf", paper: "#f4f6f1", accent: "#ff5b1f" };

const font = "'Archivo', 'Helvetica Neue', Helvetica, Arial, sans-serif";

/** Readers without these rules show the light version. */
const dark = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .paper, .paper > table > tbody > tr > td { background: #0c1310 !important; }
    .card { background: #141d19 !important; border-color: #2a3731 !important; }
    .ink { color: #eff4ee !important; }
    .muted { color: #a3b3aa !important; }
    .line { border-color: #2a3731 !important; }
  }
  @media (max-width: 480px) {
    .inside { padding: 24px 22px !important; }
    .foot { padding: 16px 22px 0 !important; }
    .hero { font-size: 30px !important; }
  }`;

const text: CSSProperties = { margin: "0 0 16px", fontSize: 16, lineHeight: "25px", color: colour.ink };

export const Words = ({ children }: { children: ReactNode }) => (
  <Text className="ink" style={text} dir="auto">
    {children}
  </Text>
);

export const Small = ({ children }: { children: ReactNode }) => (
  <Text className="muted" style={{ ...text, fontSize: 14, lineHeight: "21px", color: colour.muted }} dir="auto">
    {children}
  </Text>
);

/** The one thing to do; its address is written out for readers that drop buttons. */
export const Action = ({ href, children }: { href: string; children: ReactNode }) => (
  <Section style={{ margin: "8px 0 20px" }}>
    <Button
      href={href}
      style={{
        display: "inline-block",
        padding: "14px 24px",
        borderRadius: 10,
        backgroundColor: colour.accent,
        color: "#160a04",
        fontSize: 16,
        fontWeight: 700,
        textDecoration: "none",
      }}
    >
      {children}
    </Button>
    <Text
      className="muted"
      style={{ margin: "14px 0 0", fontSize: 13, lineHeight: "19px", color: colour.muted }}
      data-skip-in-text
    >
      {mailTexts()("fallback")}
      <br />
      <Link className="muted" href={href} style={{ color: colour.muted, wordBreak: "break-all" }}>
        {href}
      </Link>
    </Text>
  </Section>
);

type Props = { preview: string; title: string; head?: ReactNode; footer?: string; children: ReactNode };

export function Layout({ preview, title, head, footer, children }: Props) {
  const texts = mailTexts();
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="paper" style={{ margin: 0, padding: "24px 0", backgroundColor: colour.paper, fontFamily: font }}>
        <Container style={{ maxWidth: 600, width: "100%", padding: "0 12px" }}>
          <Section
            className="card"
            style={{
              border: `1px solid ${colour.line}`,
              borderRadius: 16,
              overflow: "hidden",
              backgroundColor: "#ffffff",
            }}
          >
            {head}
            <Section className="inside" style={{ padding: "32px 36px" }}>
              <Heading
                as="h1"
                className="ink"
                style={{
                  margin: "0 0 16px",
                  fontSize: 26,
                  lineHeight: "32px",
                  letterSpacing: "-0.02em",
                  color: colour.ink,
                }}
              >
                {title}
              </Heading>
              {children}
            </Section>
          </Section>
          <Section className="foot" style={{ padding: "16px 36px 0" }}>
            <Text className="muted" style={{ margin: 0, fontSize: 13, lineHeight: "19px", color: colour.muted }}>
              {footer} {texts("signature")}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}
