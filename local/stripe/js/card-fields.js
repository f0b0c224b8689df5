// What a card's fields may hold: formatting while typing, and what is wrong with them.

const brands = [
  { name: "amex", pattern: /^3[47]/, lengths: [15], gaps: [4, 10], cvc: 4 },
  { name: "mastercard", pattern: /^(5[1-5]|2[2-7])/, lengths: [16] },
  { name: "diners", pattern: /^(36|30[0-5]|38)/, lengths: [14, 16], gaps: [4, 10] },
  { name: "discover", pattern: /^(6011|64|65)/, lengths: [16] },
  { name: "jcb", pattern: /^35/, lengths: [16] },
  { name: "unionpay", pattern: /^62/, lengths: [16, 19] },
  { name: "visa", pattern: /^4/, lengths: [16] },
];
const anyBrand = { name: "unknown", lengths: [16], gaps: [4, 8, 12], cvc: 3 };

export const digitsOf = (text) => text.replaceAll(/\D/g, "");

export function brandOf(number) {
  const found = brands.find(({ pattern }) => pattern.test(digitsOf(number)));
  return { ...anyBrand, ...found };
}

export function formatNumber(text) {
  const { lengths, gaps } = brandOf(text);
  const digits = digitsOf(text).slice(0, Math.max(...lengths));
  return [...digits].map((digit, at) => (gaps.includes(at) ? ` ${digit}` : digit)).join("");
}

/** "1" stays, "4" becomes "04 / ", "1234" becomes "12 / 34"; deleting the slash deletes the digit before it. */
export function formatExpiry(text, before = "") {
  // "1/2031" and "01-31", as browsers fill them in; "1/", as people type it.
  const [, month, year = ""] = /^(\d{1,2})\s*[/-]\s*(?:(?:20)?(\d{2}))?$/.exec(text.trim()) ?? [];
  let digits = month ? month.padStart(2, "0") + year : digitsOf(text);
  if (/^[2-9]/.test(digits)) digits = `0${digits}`;
  digits = digits.slice(0, 4);
  const deleting = text.length < before.length;
  if (deleting && before.endsWith("/ ") && digits.length === 2) return digits.slice(0, 1);
  return digits.length > 2 || (digits.length === 2 && !deleting)
    ? `${digits.slice(0, 2)} / ${digits.slice(2)}`
    : digits;
}

function passesLuhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The code of what is wrong with a field, or undefined when it is complete. */
export const faultOf = {
  number(text) {
    const digits = digitsOf(text);
    if (!brandOf(text).lengths.includes(digits.length)) return "incomplete_number";
    return passesLuhn(digits) ? undefined : "invalid_number";
  },
  expiry(text, now = new Date()) {
    const digits = digitsOf(text);
    if (digits.length !== 4) return "incomplete_expiry";
    const [month, year] = [Number(digits.slice(0, 2)), 2000 + Number(digits.slice(2))];
    if (month < 1 || month > 12) return "invalid_expiry_month";
    if (year < now.getFullYear() || year > now.getFullYear() + 49) return "invalid_expiry_year_past";
    return year === now.getFullYear() && month < now.getMonth() + 1 ? "invalid_expiry_month_past" : undefined;
  },
  cvc(text, number) {
    return digitsOf(text).length === brandOf(number).cvc ? undefined : "incomplete_cvc";
  },
};

const mark = (body) => `<svg class="Brand" viewBox="0 0 32 21" width="30" height="20">${body}</svg>`;
const plate = (fill) => `<rect width="32" height="21" rx="3" fill="${fill}"/>`;
const outline = '<rect x="0.5" y="0.5" width="31" height="20" rx="2.5" fill="#fff" stroke="#d8dae2"/>';
const word = (text, fill, size = 8) =>
  `<text x="16" y="13.6" text-anchor="middle" font-family="Arial, sans-serif" font-weight="700" font-size="${size}" fill="${fill}">${text}</text>`;
const circles = (left, right, middle) =>
  `<circle cx="12.4" cy="10.5" r="6" fill="${left}"/><circle cx="19.6" cy="10.5" r="6" fill="${right}"/><path d="M16 5.7a6 6 0 0 1 0 9.6 6 6 0 0 1 0-9.6z" fill="${middle}"/>`;

const marks = {
  visa: mark(`${outline}<g font-style="italic">${word("VISA", "#1a2a80", 9)}</g>`),
  mastercard: mark(`${plate("#252525")}${circles("#eb001b", "#f79e1b", "#ff5f00")}`),
  amex: mark(`${plate("#1f72cd")}${word("AMEX", "#fff")}`),
  discover: mark(`${outline}<circle cx="24" cy="14" r="5" fill="#f48120"/>${word("DISC", "#333", 7)}`),
  diners: mark(
    `${outline}<circle cx="16" cy="10.5" r="7" fill="#0079be"/><path d="M13.5 6.5v8M18.5 6.5v8" stroke="#fff" stroke-width="2"/>`,
  ),
  jcb: mark(`${outline}${word("JCB", "#0e4c96", 9)}`),
  unionpay: mark(`${plate("#00707a")}${word("UP", "#fff", 9)}`),
};

/** The marks shown in the number field: its brand's, or the usual three while it is not known. */
export function marksFor(number) {
  const { name } = brandOf(number);
  return marks[name] ?? `${marks.visa}${marks.mastercard}${marks.amex}`;
}

/** Where to look for the security code. */
export const cvcMark = mark(
  `<g fill="none" stroke="currentColor"><rect x="0.5" y="0.5" width="31" height="20" rx="3" opacity="0.45"/><path d="M0 6.5h32" stroke-width="4" opacity="0.45"/><rect x="14" y="11" width="14" height="6" rx="2" stroke-width="1.4"/></g>`,
);
