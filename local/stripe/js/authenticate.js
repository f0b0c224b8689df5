// The bank's page of 3-D Secure, in a frame over the shop or on its own after a redirect.
const at = (id) => document.getElementById(id);
const address = new URL(`${window.location.pathname}/state${window.location.search}`, window.location.href);
const clientSecret = address.searchParams.get("client_secret") ?? "";
const framed = window.parent !== window;
document.documentElement.classList.toggle("framed", framed);
const buttons = [at("succeed"), at("fail")];

const allow = (enabled) => {
  for (const button of buttons) button.disabled = !enabled;
};

async function show() {
  const response = await fetch(address);
  const state = await response.json();
  if (!response.ok) return leave(state.error?.message ?? "This payment is not known.");
  at("amount").textContent = state.amount;
  at("card").textContent = state.card;
  if (!state.open) leave("This payment needs no confirmation any more.");
}

function leave(message) {
  allow(false);
  at("message").textContent = message;
  if (framed) window.parent.postMessage({ type: "authenticated" }, "*");
}

async function answer(outcome) {
  allow(false);
  try {
    const response = await fetch(address.pathname, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_secret: clientSecret, outcome }),
    });
    const { redirect } = await response.json();
    if (!framed && redirect) window.location.assign(redirect);
    else leave("Thank you. You can close this window.");
  } catch {
    at("message").textContent = "The bank could not be reached. Please try again.";
    allow(true);
  }
}

at("succeed").addEventListener("click", () => answer("succeed"));
at("fail").addEventListener("click", () => answer("fail"));
document.addEventListener("keydown", ({ key }) => key === "Escape" && answer("fail"));
at("succeed").focus();
await show();
