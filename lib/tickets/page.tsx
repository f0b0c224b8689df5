import { Page, Path, StyleSheet, Svg, Text, View } from "@react-pdf/renderer";
import { formatMoney } from "@/lib/core/money";
import { coloursOf } from "./colours";
import { seatWords, type Ticket, type TicketDocument } from "./document";
import { eventTime } from "./event-time";
import type { lettersFor } from "./fonts";
import { Poster } from "./poster";
import { qrOf } from "./qr";
import { locale, pdfTexts } from "./texts";

/** A5 in points: fits a phone's screen, and half a sheet of A4 or Letter. */
const page = { width: 420, height: 595, header: 222, margin: 28, code: 160 };

const styles = StyleSheet.create({
  page: { backgroundColor: "#ffffff", color: "#0f1a15", fontSize: 10 },
  sheet: { height: page.height, overflow: "hidden" },
  header: { height: page.header, flexShrink: 0 },
  poster: { position: "absolute", top: 0, left: 0 },
  strip: {
    paddingHorizontal: page.margin,
    paddingVertical: 14,
    flexDirection: "row",
    justifyContent: "space-between",
    fontSize: 9,
    fontWeight: 700,
  },
  title: {
    position: "absolute",
    left: 0,
    right: 0,
    bottom: 0,
    padding: page.margin,
    paddingTop: 16,
    paddingBottom: 20,
  },
  titleText: { fontWeight: 700, maxLines: 3, textOverflow: "ellipsis" },
  organizer: { maxLines: 1, maxWidth: 290, textOverflow: "ellipsis" },
  body: { paddingHorizontal: page.margin, paddingTop: 18, flexGrow: 1 },
  when: { flexDirection: "row", gap: 18, paddingBottom: 14, borderBottom: "1.5 dashed #b9c2bb" },
  facts: { flexGrow: 1, flexBasis: 0, gap: 8 },
  fact: { gap: 1 },
  below: { flexDirection: "row", gap: 24, paddingTop: 16, paddingBottom: 12 },
  label: { fontSize: 7.5, color: "#4b5a52", letterSpacing: 0.4 },
  value: { fontSize: 11, fontWeight: 700 },
  note: { fontSize: 7.5, color: "#4b5a52", lineHeight: 1.35 },
  more: { fontSize: 9 },
  clipped: { maxLines: 2, textOverflow: "ellipsis" },
  foot: { marginTop: "auto", paddingTop: 3, paddingBottom: 14 },
  code: { fontSize: 5.2, color: "#4b5a52", letterSpacing: 0.2 },
});

type Letters = Awaited<ReturnType<typeof lettersFor>>;
type Props = { document: TicketDocument; ticket: Ticket; index: number; letters: Letters };

const rightToLeft = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** In its own direction, on the left all the same. Kerning is off where the renderer applies it backwards. */
const directed = (text: string) =>
  rightToLeft.test(text)
    ? ({ direction: "rtl", textAlign: "left", fontFeatureSettings: { kern: 0 } } as const)
    : ({} as const);

function Fact({ label, value, more = [] }: { label: string; value: string; more?: string[] }) {
  return (
    <View style={styles.fact}>
      <Text style={styles.label}>{label}</Text>
      <Text style={[styles.value, styles.clipped, directed(value)]}>{value}</Text>
      {[...new Set(more)].filter(Boolean).map((line) => (
        <Text key={line} style={[styles.more, styles.clipped, directed(line)]}>
          {line}
        </Text>
      ))}
    </View>
  );
}

/** As large as its length allows, and its longest word still on one line. */
function titleSize(title: string) {
  const byLength = title.length <= 14 ? 46 : title.length <= 30 ? 36 : title.length <= 60 ? 27 : 20;
  const longest = Math.max(...title.split(" ").map((word) => word.length));
  return Math.min(byLength, (page.width - 2 * page.margin) / (longest * 0.64));
}

function Header({ document: { event }, letters: { printable } }: Props) {
  const { ground, ink, accent } = coloursOf(event.id);
  const title = printable(event.title);
  const lineHeight = rightToLeft.test(title) ? 1.45 : 1.08;
  return (
    <View style={[styles.header, { backgroundColor: ground }]}>
      <View style={styles.poster}>
        <Poster eventId={event.id} width={page.width} height={page.header} />
      </View>
      <View style={[styles.strip, { backgroundColor: ground, color: ink }]}>
        <Text style={styles.organizer}>{printable(event.organizer)}</Text>
        <Text style={{ color: accent }}>{eventTime(event).shortDay}</Text>
      </View>
      <View style={[styles.title, { backgroundColor: ground }]}>
        <Text style={[{ color: ink, fontSize: titleSize(title), lineHeight }, styles.titleText, directed(title)]}>
          {title}
        </Text>
      </View>
    </View>
  );
}

function WhenAndWhere({ document: { event }, letters: { printable } }: Props) {
  const text = pdfTexts();
  const { day, time, zone } = eventTime(event);
  const { venue } = event;
  return (
    <View style={styles.when}>
      <View style={styles.facts}>
        <Fact label={text("when")} value={day} more={[text("zone", { time, zone })]} />
      </View>
      <View style={styles.facts}>
        <Fact
          label={text("where")}
          value={venue ? printable(venue.name) : text("venueLater")}
          more={venue ? [printable(venue.address), printable(venue.city)] : []}
        />
      </View>
    </View>
  );
}

function Code({ code }: { code: string }) {
  const { path, size } = qrOf(code);
  // The page's own margin is the quiet zone on the left; the rest is kept free by the space around.
  return (
    <Svg width={page.code} height={page.code} viewBox={`0 0 ${size} ${size}`}>
      <Path d={path} fill="#000000" />
    </Svg>
  );
}

function Holder({ document: { order, tickets }, ticket, index, letters: { printable } }: Props) {
  const text = pdfTexts();
  const price = ticket.priceCents ? formatMoney(ticket.priceCents, order.currency, locale) : text("free");
  return (
    <View style={styles.facts}>
      <Fact label={text("holder")} value={printable(ticket.holder)} />
      <Fact
        label={text("type")}
        value={printable(ticket.typeName)}
        more={ticket.seat ? [printable(text("seat", seatWords(ticket.seat)))] : []}
      />
      <Fact label={text("price")} value={price} />
      <Fact
        label={text("order")}
        value={order.number}
        more={[text("ticketOf", { number: index + 1, count: tickets.length })]}
      />
    </View>
  );
}

/** One ticket: what it is for, whose it is, and the code that opens the door. Never more than its page. */
export function TicketPage(props: Props) {
  const { document, ticket, index, letters } = props;
  const text = pdfTexts();
  return (
    <Page
      size={[page.width, page.height]}
      style={[styles.page, { fontFamily: letters.families }]}
      bookmark={text("ticketOf", { number: index + 1, count: document.tickets.length })}
    >
      <View style={styles.sheet} wrap={false}>
        <Header {...props} />
        <View style={styles.body}>
          <WhenAndWhere {...props} />
          <View style={styles.below}>
            <Code code={ticket.code} />
            <Holder {...props} />
          </View>
          <Text style={[styles.value, styles.more]}>{text("scan")}</Text>
          <Text style={styles.note}>{text("once")}</Text>
          <View style={styles.foot}>
            {ticket.code.match(/.{1,72}/g)?.map((part) => (
              <Text key={part} style={styles.code}>
                {part}
              </Text>
            ))}
          </View>
        </View>
      </View>
    </Page>
  );
}
