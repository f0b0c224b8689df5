import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { scanPng } from "@/tests/fixtures/scan";
import { codesInPdf, drawingsOf } from "@/tests/fixtures/scan-pdf";
import { aTicketDocument } from "@/tests/fixtures/ticket-document";
import { lettersFor } from "./fonts";
import { ticketsPdf } from "./pdf";

const { env } = vi.hoisted(() => ({ env: { HOLDFAST_SECRET: "a master of the tests, long enough" } }));
vi.mock("@/lib/core/env", () => ({ env: () => env }));
vi.setConfig({ testTimeout: 30_000 });

const rasterizer = spawnSync("pdftoppm", ["-v"]).status === 0;

describe("the tickets as a PDF", () => {
  test("have one page each, and a scanner reads each page's own code", async () => {
    const document = aTicketDocument({ tickets: [{}, {}, {}] });
    expect(codesInPdf(await ticketsPdf(document))).toEqual(document.tickets.map(({ code }) => code));
  });

  test.skipIf(!rasterizer)("are read from the picture of a page, too", async () => {
    const document = aTicketDocument({ tickets: [{ holder: "Zażółć Gęślą-Jaźń" }] });
    const folder = mkdtempSync(join(tmpdir(), "ticket-"));
    try {
      writeFileSync(join(folder, "ticket.pdf"), await ticketsPdf(document));
      execFileSync("pdftoppm", ["-r", "120", "-png", "ticket.pdf", "page"], { cwd: folder });
      expect(scanPng(readFileSync(join(folder, "page-1.png")))).toBe(document.tickets[0]?.code);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("say what they are and in which language, and bring all their fonts", async () => {
    const pdf = Buffer.from(await ticketsPdf(aTicketDocument({ tickets: [{ holder: "Ελένη Юлія" }] }))).toString(
      "latin1",
    );
    expect(pdf).toContain("/Lang (en-GB)");
    expect(pdf).toContain("(Ticket: Nachtschicht)");
    expect(pdf).toContain("/FontFile2");
    expect(pdf).not.toContain("/Subtype /Type1");
  });

  test("stay one page each, however long the words are", async () => {
    const long = "Extraordinarily long-winded wording ".repeat(6);
    const venue = { name: long, address: long, city: long, country: "DE", latitude: null, longitude: null };
    const document = aTicketDocument({
      event: { title: long, organizer: long, venue },
      tickets: [{ holder: "x".repeat(200), typeName: long }],
    });
    expect(drawingsOf(await ticketsPdf(document))).toHaveLength(1);
  });

  test("are the same bytes for the same order", async () => {
    const document = aTicketDocument();
    expect(Buffer.from(await ticketsPdf(document)).equals(Buffer.from(await ticketsPdf(document)))).toBe(true);
  });
});

describe("the letters of a name", () => {
  test.each([
    "Zażółć Gęślą-Jaźń",
    "Αλέξανδρος Ἀριστοτέλης",
    "Юлія Ґалаґан",
    "Nguyễn Thị Phượng",
    "محمد عبد الرحمن",
    "שירה כהן",
    "अनुष्का शर्मा",
    "O’Brien & Søns — “Zoë” №5 €₫₴",
  ])("are all printed in %s", async (name) => {
    const { printable } = await lettersFor([name]);
    expect(printable(name)).toBe(name);
  });

  test("are printed when they arrive taken apart", async () => {
    const { printable } = await lettersFor([]);
    expect(printable("Nguyễn".normalize("NFD"))).toBe("Nguyễn");
  });

  test("show as missing where no face has them, never as other letters; pictures are left out", async () => {
    const { printable } = await lettersFor([]);
    expect(printable("山田 Yamada 🎟️")).toBe("\uFFFD\uFFFD Yamada");
  });

  test("bring only the faces that they need", async () => {
    expect((await lettersFor(["Ada"])).families).toEqual(["noto-sans-latin"]);
    expect((await lettersFor(["Юлія"])).families).toEqual(["noto-sans-latin", "noto-sans-cyrillic"]);
  });
});
