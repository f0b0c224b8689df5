import { describe, expect, test } from "vitest";
import { networkOf } from "./network";

const from = (forwarded: string | undefined, hops: number) =>
  networkOf(new Headers(forwarded === undefined ? {} : { "X-Forwarded-For": forwarded }), hops);

describe("a network is read from the right", () => {
  test("with no proxy in front, what a client says of itself does not count", () => {
    expect(from("192.0.2.1", 0)).toBe("192.0.2.1");
    expect(from("203.0.113.9, 192.0.2.1", 0)).toBe("192.0.2.1");
    expect(from("203.0.113.9, 198.51.100.7, 192.0.2.1", 0)).toBe("192.0.2.1");
  });

  test("behind one proxy its entry counts, and nothing before it", () => {
    expect(from("198.51.100.7, 10.0.0.1", 1)).toBe("198.51.100.7");
    expect(from("203.0.113.9, 198.51.100.7, 10.0.0.1", 1)).toBe("198.51.100.7");
  });

  test("behind two, the first one's entry", () => {
    expect(from("203.0.113.9, 198.51.100.7, 10.0.0.2, 10.0.0.1", 2)).toBe("198.51.100.7");
  });

  test("a request that came past the proxies counts by the leftmost there is", () => {
    expect(from("198.51.100.7", 1)).toBe("198.51.100.7");
    expect(from("198.51.100.7, 10.0.0.1", 5)).toBe("198.51.100.7");
  });
});

describe("one customer is one network", () => {
  test("all of an IPv6 /64 is one, its neighbour another", () => {
    expect(from("2001:db8:0:1::1", 0)).toBe("2001:db8:0:1::/64");
    expect(from("2001:db8:0:1:ffff:ffff:ffff:ffff", 0)).toBe("2001:db8:0:1::/64");
    expect(from("2001:0DB8:0000:0001::2", 0)).toBe("2001:db8:0:1::/64");
    expect(from("2001:db8:0:2::1", 0)).toBe("2001:db8:0:2::/64");
    expect(from("::1", 0)).toBe("::/64");
  });

  test("an IPv4 address is the same however it is written", () => {
    expect(from("::ffff:192.0.2.1", 0)).toBe("192.0.2.1");
    expect(from("::ffff:c000:201", 0)).toBe("192.0.2.1");
  });

  test("a port is no part of it", () => {
    expect(from("192.0.2.1:4000, 10.0.0.1", 1)).toBe("192.0.2.1");
    expect(from("[2001:db8:0:1::1]:4000, 10.0.0.1", 1)).toBe("2001:db8:0:1::/64");
    expect(from("[2001:db8:0:1::1], 10.0.0.1", 1)).toBe("2001:db8:0:1::/64");
  });

  test("a zone is no part of it", () => {
    expect(from("fe80::1%eth0", 0)).toBe("fe80::/64");
  });
});

test.each(["", " ", "not an address", "192.0.2.300", "192.0.2.1:", "[::1", "'; drop", ",,,", "unix:"])(
  "where the proxy's entry is %j the connection counts, which nobody can choose",
  (entry) => {
    expect(from(`${entry}, 10.0.0.1`, 1)).toBe("10.0.0.1");
  },
);

test("with nothing to go by, everybody is one network", () => {
  expect([from(undefined, 0), from("", 0), from("garbage", 3)]).toEqual(["unknown", "unknown", "unknown"]);
});
