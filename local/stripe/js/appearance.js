// Stripe's Appearance API: a theme, variables over it, and rules for single parts.

const themes = {
  stripe: {
    colorPrimary: "#0570de",
    colorBackground: "#ffffff",
    colorText: "#30313d",
    colorDanger: "#df1b41",
    colorTextSecondary: "#6d6e78",
    colorTextPlaceholder: "#757680",
  },
  night: {
    colorPrimary: "#85d996",
    colorBackground: "#30313d",
    colorText: "#ffffff",
    colorDanger: "#fe87a1",
    colorTextSecondary: "#b8bac6",
    colorTextPlaceholder: "#9a9cab",
  },
  flat: {
    colorPrimary: "#0570de",
    colorBackground: "#f1f1f1",
    colorText: "#30313d",
    colorDanger: "#df1b41",
    colorTextSecondary: "#6d6e78",
    colorTextPlaceholder: "#5f606b",
  },
};
const usual = {
  fontFamily: '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSizeBase: "16px",
  fontSizeSm: "0.9em",
  fontWeightNormal: "400",
  spacingUnit: "4px",
  gridRowSpacing: "14px",
  gridColumnSpacing: "12px",
  borderRadius: "6px",
};
const named = Object.keys({ ...themes.stripe, ...usual, spacingGridRow: 1, spacingGridColumn: 1 });
const older = { spacingGridRow: "gridRowSpacing", spacingGridColumn: "gridColumnSpacing" };

const harmless = (value) =>
  typeof value === "string" && value.length < 300 && !/[;{}<>@]|url\s*\(|expression/i.test(value);
const hyphenated = (name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const selectorShape = /^\.[A-Z][A-Za-z]*(--[a-z]+)?(:{1,2}[a-z-]+)?$/;
const sheet = new CSSStyleSheet();

export function applyAppearance(appearance = {}) {
  const { theme = "stripe", variables = {}, rules = {} } = appearance;
  const values = { ...usual, ...(themes[theme] ?? themes.stripe), ...variables };
  for (const name of named) {
    if (harmless(values[name])) document.documentElement.style.setProperty(`--${older[name] ?? name}`, values[name]);
  }
  document.documentElement.dataset.theme = theme;
  sheet.replaceSync(Object.entries(rules).flatMap(ruleText).join("\n"));
  if (!document.adoptedStyleSheets.includes(sheet))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function ruleText([selector, declarations]) {
  if (!selectorShape.test(selector)) return [];
  const lines = Object.entries(declarations ?? {})
    .map(([name, value]) => [hyphenated(name), String(value)])
    .filter(([name, value]) => /^[a-z-]+$/.test(name) && harmless(value))
    .map(([name, value]) => `${name}: ${value};`);
  return [`${selector} { ${lines.join(" ")} }`];
}
