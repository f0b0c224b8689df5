import { Section, Text } from "@react-email/components";
import { Fragment } from "react";
import { colour } from "./layout";

const label = { margin: 0, fontSize: 13, lineHeight: "18px", color: colour.muted };
const value = { margin: 0, fontSize: 16, lineHeight: "23px", fontWeight: 600, color: colour.ink };

type Props = { facts: [label: string, lines: string[]][] };

/** Labels and what they stand for, line by line; empty ones are left out. */
export function Facts({ facts }: Props) {
  const told = facts.map(([name, lines]) => ({ name, lines: lines.filter(Boolean) }));
  return (
    <Section style={{ margin: "4px 0 22px" }}>
      {told
        .filter(({ lines }) => lines.length > 0)
        .map(({ name, lines }) => (
          <Section key={name} className="line" style={{ padding: "11px 0", borderTop: `1px solid ${colour.line}` }}>
            <Text className="label muted" style={label}>
              {name}
            </Text>
            <Text className="value ink" style={value} dir="auto">
              {lines.map((line, index) => (
                <Fragment key={line}>
                  {index > 0 && <br />}
                  {line}
                </Fragment>
              ))}
            </Text>
          </Section>
        ))}
    </Section>
  );
}
