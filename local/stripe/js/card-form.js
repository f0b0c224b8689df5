// The card form inside its frame. Card data leaves it only towards the emulator; the page hears of tokens and events.
import { applyAppearance } from "/v3/appearance.js";
import { brandOf, cvcMark, digitsOf, faultOf, formatExpiry, formatNumber, marksFor } from "/v3/card-fields.js";
import { countriesIn, languageOf, wordsIn } from "/v3/strings.js";

const at = (id) => document.getElementById(id);
const [form, number, expiry, cvc, country, postalCode] = [
  "form",
  "number",
  "expiry",
  "cvc",
  "country",
  "postalCode",
].map(at);
const required = [number, expiry, cvc];
const state = { key: "", options: {}, words: wordsIn("en"), port: undefined, told: "" };

const faultIn = (input) => faultOf[input.id](input.value, input === cvc ? number.value : undefined);
const tell = (message) => state.port?.postMessage(message);

function showFault(input, code) {
  const line = at(`${input.id}-error`);
  line.textContent = code ? state.words[code] : "";
  line.hidden = !code;
  input.classList.toggle("Input--invalid", Boolean(code));
  input.setAttribute("aria-invalid", String(Boolean(code)));
  if (code) input.setAttribute("aria-describedby", line.id);
  else input.removeAttribute("aria-describedby");
}

function tellChange() {
  const empty = required.every((input) => input.value === "");
  const complete = required.every((input) => !faultIn(input));
  const billingDetails = { address: { country: country.value, postalCode: postalCode.value } };
  tell({ type: "change", empty, complete, collapsed: false, value: { type: "card", billingDetails } });
}

/** Formats what was typed and keeps the caret behind the same digit. */
function reformat(input, format) {
  const caret = input.selectionStart ?? input.value.length;
  const digitsBefore = digitsOf(input.value.slice(0, caret)).length;
  const atEnd = caret === input.value.length;
  input.value = format(input.value, input.dataset.before ?? "");
  input.dataset.before = input.value;
  if (atEnd || document.activeElement !== input) return;
  let position = 0;
  for (let seen = 0; position < input.value.length && seen < digitsBefore; position += 1) {
    if (/\d/.test(input.value[position])) seen += 1;
  }
  input.setSelectionRange(position, position);
}

const formats = {
  number: formatNumber,
  expiry: formatExpiry,
  cvc: (text) => digitsOf(text).slice(0, brandOf(number.value).cvc),
};
const next = { number: expiry, expiry: cvc };

function typed(input) {
  reformat(input, formats[input.id]);
  if (input === number) {
    at("brands").innerHTML = marksFor(number.value);
    number.classList.toggle("Input--known", brandOf(number.value).name !== "unknown");
  }
  const fault = faultIn(input);
  // While it is being typed only a whole but wrong value is a fault.
  showFault(input, fault?.startsWith("incomplete") ? undefined : fault);
  const atEnd = input.selectionStart === input.value.length;
  if (!fault && atEnd && document.activeElement === input) next[input.id]?.focus();
  tellChange();
}

for (const input of required) {
  input.addEventListener("input", () => typed(input));
  input.addEventListener("blur", () => {
    if (input.value !== "") showFault(input, faultIn(input));
  });
  input.addEventListener("keydown", ({ key }) => {
    const before = required[required.indexOf(input) - 1];
    if (key === "Backspace" && input.value === "") before?.focus();
  });
}
for (const input of [country, postalCode]) input.addEventListener("input", tellChange);
form.addEventListener("focusin", ({ relatedTarget }) => relatedTarget || tell({ type: "focus" }));
form.addEventListener("focusout", ({ relatedTarget }) => relatedTarget || tell({ type: "blur" }));
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", ({ key }) => key === "Escape" && tell({ type: "escape" }));

/** Shows every fault and goes to the first. */
function submit() {
  for (const input of required) showFault(input, faultIn(input));
  const first = required.find(faultIn);
  if (!first) return {};
  first.focus();
  const code = faultIn(first);
  return { error: { type: "validation_error", code, message: state.words[code] } };
}

function billingOf(given = {}) {
  const { billingDetails: defaults = {} } = state.options.defaultValues ?? {};
  const shown = at("country-field").hidden ? {} : { country: country.value, postal_code: postalCode.value };
  return { ...defaults, ...given, address: { ...defaults.address, ...shown, ...given.address } };
}

function flatten(value, prefix = "") {
  return Object.entries(value ?? {}).flatMap(([name, inner]) => {
    const path = prefix ? `${prefix}[${name}]` : name;
    if (inner === undefined || inner === null || inner === "") return [];
    return typeof inner === "object" ? flatten(inner, path) : [[path, String(inner)]];
  });
}

async function tokenize({ params = {} }) {
  const wrong = submit();
  if (wrong.error) return wrong;
  const { payment_method_data: data = {}, ...rest } = params;
  const [month, year] = [expiry.value.slice(0, 2), expiry.value.slice(-2)];
  const card = { number: digitsOf(number.value), exp_month: month, exp_year: year, cvc: cvc.value };
  const method = { ...data, type: "card", card, billing_details: billingOf(data.billing_details) };
  try {
    const response = await fetch("/v1/confirmation_tokens", {
      method: "POST",
      headers: { authorization: `Bearer ${state.key}` },
      body: new URLSearchParams(flatten({ ...rest, payment_method_data: method })),
    });
    const answer = await response.json();
    if (answer.error?.param === "number") showFault(number, "invalid_number");
    return answer;
  } catch {
    return {
      error: {
        type: "api_connection_error",
        message: "The payments provider could not be reached. You have not been charged.",
      },
    };
  }
}

function takeOptions(options = {}) {
  state.options = options;
  const { billingDetails } = options.fields ?? {};
  const address = billingDetails === "never" ? "never" : (billingDetails?.address ?? "auto");
  at("country-field").hidden = address === "never" || address.country === "never";
  at("postal-field").hidden = address === "never" || address.postalCode === "never" || at("country-field").hidden;
  for (const input of [...required, country, postalCode]) input.disabled = options.readOnly === true;
  const { country: known, postal_code: postal } = options.defaultValues?.billingDetails?.address ?? {};
  if (known && !country.dataset.chosen) country.value = known;
  if (postal && postalCode.value === "") postalCode.value = postal;
}

function takeLook({ appearance, locale, pageLanguage }) {
  applyAppearance(appearance);
  const language = languageOf(locale, pageLanguage);
  state.words = wordsIn(language);
  document.documentElement.lang = language;
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = state.words[part.dataset.text];
  for (const part of document.querySelectorAll("[data-placeholder]"))
    part.placeholder = state.words[part.dataset.placeholder];
  const chosen = country.value || new Intl.Locale(navigator.language).region || "US";
  country.replaceChildren(
    ...countriesIn(language).map(({ code, name }) => new Option(name, code, false, code === chosen)),
  );
}

function clear() {
  for (const input of required) {
    input.value = "";
    showFault(input, undefined);
  }
  at("brands").innerHTML = marksFor("");
  tellChange();
}

const commands = {
  submit,
  tokenize,
  clear,
  options: ({ options }) => takeOptions(options),
  appearance: takeLook,
  focus: () => (required.find(faultIn) ?? number).focus(),
  blur: () => document.activeElement?.blur(),
};

async function obey({ data }) {
  const result = await commands[data.type]?.(data);
  tell({ type: "reply", id: data.id, result });
}

window.addEventListener("message", ({ source, data, ports: [port] }) => {
  if (source !== window.parent || data?.type !== "setup" || !port || state.port) return;
  Object.assign(state, { key: data.key, port });
  port.onmessage = obey;
  takeLook(data);
  takeOptions(data.options);
  at("brands").innerHTML = marksFor("");
  at("cvc-mark").innerHTML = cvcMark;
  form.hidden = false;
  const measure = () => tell({ type: "height", height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(measure).observe(document.body);
  measure();
  // Not at the next frame: browsers draw none for a frame that is out of sight.
  setTimeout(() => tell({ type: "ready" }));
});
