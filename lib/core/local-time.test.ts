import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localOf, momentOf } from "./local-time";

const iso = (text: string) => new Date(text);

describe("a clock on the wall of a time zone", () => {
  test("means one moment on most days", () => {
    expect(momentOf("2027-05-14T20:00", "Europe/Berlin")).toEqual({ kind: "once", at: iso("2027-05-14T18:00:00Z") });
    expect(momentOf("2027-01-14T20:00", "Europe/Berlin")).toEqual({ kind: "once", at: iso("2027-01-14T19:00:00Z") });
    expect(momentOf("2027-05-14T20:00", "Asia/Kathmandu")).toEqual({ kind: "once", at: iso("2027-05-14T14:15:00Z") });
  });

  test("means none in the hour that summer time leaves out", () => {
    expect(momentOf("2027-03-28T02:30", "Europe/Berlin")).toEqual({ kind: "never" });
    expect(momentOf("2027-03-28T02:30", "UTC").kind).toBe("once");
    expect(momentOf("2027-03-28T03:00", "Europe/Berlin")).toEqual({ kind: "once", at: iso("2027-03-28T01:00:00Z") });
    expect(momentOf("2011-12-30T12:00", "Pacific/Apia")).toEqual({ kind: "never" });
  });

  test("means two in the hour that is lived twice, the first of them first", () => {
    expect(momentOf("2027-10-31T02:30", "Europe/Berlin")).toEqual({
      kind: "twice",
      at: iso("2027-10-31T00:30:00Z"),
      second: iso("2027-10-31T01:30:00Z"),
    });
    expect(momentOf("2027-11-07T01:30", "America/New_York")).toMatchObject({ kind: "twice" });
    expect(momentOf("2027-11-07T02:00", "America/New_York")).toMatchObject({ kind: "once" });
  });

  test.each(["", "2027-05-14", "2027-13-01T10:00", "2027-02-30T10:00", "2027-05-14T25:00", "14.5.2027 20:00"])(
    "means nothing as %j",
    (text) => {
      expect(momentOf(text, "Europe/Berlin")).toEqual({ kind: "malformed" });
    },
  );

  test("reads back every moment it shows", () => {
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"];
    const minutes = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2032, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const at = new Date(minute * 60_000);
        const read = momentOf(localOf(at, zone), zone);
        if (read.kind === "once") return read.at.getTime() === at.getTime();
        return read.kind === "twice" && [read.at, read.second].some((each) => each.getTime() === at.getTime());
      }),
      { seed: 20_261_122 },
    );
  });
});
