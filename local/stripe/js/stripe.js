// Defines window.Stripe for pages of the local platform: what @stripe/stripe-js and @stripe/react-stripe-js call.
// Card data never passes through here: it goes from the card form's own frame straight to the emulator.
(() => {
  if (window.Stripe) return;
  const origin = new URL(document.currentScript.src).origin;
  const unreachable = {
    type: "api_connection_error",
    message:
      "We are experiencing issues connecting to our payments provider. You have not been charged. Please check your internet connection and try again.",
  };

  class IntegrationError extends Error {
    name = "IntegrationError";
  }

  function flatten(value, prefix = "") {
    return Object.entries(value ?? {}).flatMap(([name, inner]) => {
      const path = prefix ? `${prefix}[${name}]` : name;
      if (inner === undefined || inner === null) return [];
      return typeof inner === "object" ? flatten(inner, path) : [[path, String(inner)]];
    });
  }

  async function request(key, method, path, params) {
    const form = new URLSearchParams(flatten(params)).toString();
    try {
      const response = await fetch(`${origin}${path}${method === "GET" ? `?${form}` : ""}`, {
        method,
        headers: { authorization: `Bearer ${key}` },
        ...(method === "POST" && { body: new URLSearchParams(form) }),
      });
      return await response.json();
    } catch {
      return { error: unreachable };
    }
  }

  class Emitter {
    #handlers = new Map();
    on(type, handler) {
      this.#handlers.set(type, [...(this.#handlers.get(type) ?? []), handler]);
      return this;
    }
    once(type, handler) {
      const first = (event) => {
        this.off(type, first);
        handler(event);
      };
      return this.on(type, first);
    }
    off(type, handler) {
      const kept = (this.#handlers.get(type) ?? []).filter((one) => handler && one !== handler);
      this.#handlers.set(type, kept);
      return this;
    }
    emit(type, event) {
      for (const handler of this.#handlers.get(type) ?? []) handler(event);
    }
  }

  /** The card form: a frame of the emulator and a private channel to it. */
  class PaymentElement extends Emitter {
    #frame;
    #port;
    #replies = new Map();
    #asked = 0;
    #whenLoaded = [];

    constructor(group, options) {
      super();
      this.group = group;
      this.options = options ?? {};
    }

    mount(target) {
      const parent = typeof target === "string" ? document.querySelector(target) : target;
      if (!parent) throw new IntegrationError(`The selector you specified (${target}) applies to no DOM elements.`);
      if (this.destroyed) throw new IntegrationError("This Element has already been destroyed.");
      this.unmount();
      this.emit("loaderstart", { elementType: "payment" });
      this.#frame = Object.assign(document.createElement("iframe"), {
        src: `${origin}/v3/card-form`,
        title: "Secure payment input frame",
        name: "__privateStripeFrame",
        allow: "payment *",
      });
      Object.assign(this.#frame.style, {
        border: "0",
        // Room for focus rings, as Stripe's own frame has it.
        margin: "-4px",
        width: "calc(100% + 8px)",
        height: "218px",
        display: "block",
        // A frame stays transparent only while both sides use the same scheme.
        colorScheme: "light",
      });
      this.#frame.addEventListener("load", () => this.#connect(this.#frame));
      parent.replaceChildren(this.#frame);
    }

    #connect(frame) {
      const { port1, port2 } = new MessageChannel();
      this.#port = port1;
      port1.onmessage = ({ data }) => this.#hear(data);
      const { key, options } = this.group;
      const { appearance, locale } = options;
      const setup = {
        type: "setup",
        key,
        appearance,
        locale,
        options: this.options,
        pageLanguage: document.documentElement.lang,
      };
      frame.contentWindow.postMessage(structuredClone(setup), origin, [port2]);
      for (const resume of this.#whenLoaded.splice(0)) resume();
    }

    #hear({ type, id, height, ...event }) {
      if (type === "height") this.#frame.style.height = `${height}px`;
      else if (type === "reply") this.#replies.get(id)?.(event.result);
      else this.emit(type, { elementType: "payment", ...event });
    }

    /** Asks the frame, once it is there. */
    async ask(type, message = {}) {
      if (!this.#frame) throw new IntegrationError("The payment Element must be mounted first.");
      if (!this.#port) await new Promise((resolve) => this.#whenLoaded.push(resolve));
      this.#asked += 1;
      const id = this.#asked;
      const reply = new Promise((resolve) => this.#replies.set(id, resolve));
      this.#port.postMessage({ ...structuredClone(message), type, id });
      return reply.finally(() => this.#replies.delete(id));
    }

    update(options) {
      this.options = { ...this.options, ...options };
      if (this.#frame) void this.ask("options", { options: this.options });
      return this;
    }
    focus() {
      this.#frame?.focus();
      void this.ask("focus");
    }
    blur() {
      void this.ask("blur");
    }
    clear() {
      void this.ask("clear");
    }
    collapse() {
      return this;
    }
    unmount() {
      this.#frame?.remove();
      this.#frame = undefined;
      this.#port = undefined;
    }
    destroy() {
      this.unmount();
      this.destroyed = true;
      this.group.forget(this);
    }
  }

  class Elements extends Emitter {
    #element = null;
    submitted = false;

    constructor(key, options) {
      super();
      this.key = key;
      this.options = options ?? {};
    }
    create(type, options) {
      if (type !== "payment") throw new IntegrationError(`The local Stripe has no "${type}" Element, only "payment".`);
      if (this.#element) throw new IntegrationError("Can only create one Element of type payment.");
      this.#element = new PaymentElement(this, options);
      this.#element.on("change", () => {
        this.submitted = false;
      });
      return this.#element;
    }
    getElement(type) {
      return type === "payment" || type === PaymentElement ? this.#element : null;
    }
    forget(element) {
      if (this.#element === element) this.#element = null;
    }
    async update(options) {
      this.options = { ...this.options, ...options };
      const { appearance, locale } = this.options;
      await this.#element?.ask("appearance", { appearance, locale, pageLanguage: document.documentElement.lang });
      this.emit("update-end");
    }
    async fetchUpdates() {
      return {};
    }
    async submit() {
      if (!this.#element) throw new IntegrationError("elements.submit() needs a mounted payment Element.");
      const outcome = await this.#element.ask("submit");
      this.submitted = !outcome.error;
      return outcome.error ? outcome : { selectedPaymentMethod: "card" };
    }
  }

  /** https://docs.stripe.com/js/elements_object/create_payment_element#fields: what the form leaves out, the page must give. */
  function requireLeftOut(element, params) {
    const { billingDetails } = element.options.fields ?? {};
    const address = billingDetails === "never" ? "never" : billingDetails?.address;
    const left = address === "never" || address?.country === "never";
    if (!left || params?.payment_method_data?.billing_details?.address?.country) return;
    throw new IntegrationError(
      'You specified "never" for fields.billing_details.address.country when creating the payment Element, but did not pass params.payment_method_data.billing_details.address.country when calling stripe.createConfirmationToken().',
    );
  }

  async function tokenOf(elements, params) {
    const element = elements?.getElement("payment");
    if (!element) throw new IntegrationError("Please pass the Elements instance that holds the payment Element.");
    if (!elements.submitted) {
      throw new IntegrationError("elements.submit() must be called before stripe.createConfirmationToken().");
    }
    requireLeftOut(element, params);
    const answer = await element.ask("tokenize", { params });
    return answer.error ? { error: answer.error } : { confirmationToken: answer };
  }

  const failedAuthentication = {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
  };

  /** Lays the bank's page over this one until it says it is done. */
  function windowFor3ds(url) {
    const before = document.activeElement;
    const frame = Object.assign(document.createElement("iframe"), { src: url, title: "3D Secure authentication" });
    const cover = { position: "fixed", inset: "0", width: "100%", height: "100%", border: "0", zIndex: "2147483647" };
    Object.assign(frame.style, cover, { colorScheme: "light" });
    document.body.append(frame);
    frame.focus();
    return new Promise((resolve) => {
      const hear = ({ source, data }) => {
        if (source !== frame.contentWindow || data?.type !== "authenticated") return;
        window.removeEventListener("message", hear);
        frame.remove();
        before?.focus?.();
        resolve();
      };
      window.addEventListener("message", hear);
    });
  }

  function makeStripe(key, settings) {
    const idOf = (clientSecret) => String(clientSecret).split("_secret_")[0];
    const asResult = (answer) => (answer.error ? { error: answer.error } : { paymentIntent: answer });
    const intentPath = (clientSecret) => `/v1/payment_intents/${idOf(clientSecret)}`;
    const retrieve = (clientSecret) => request(key, "GET", intentPath(clientSecret), { client_secret: clientSecret });

    async function finish(intent, clientSecret) {
      const action = intent.next_action ?? {};
      if (action.type === "redirect_to_url") {
        window.location.assign(action.redirect_to_url.url);
        return new Promise(() => {});
      }
      await windowFor3ds(action.use_stripe_sdk.stripe_js);
      const after = await retrieve(clientSecret);
      if (after.error || after.status !== "requires_payment_method") return asResult(after);
      const { code } = after.last_payment_error ?? {};
      const reason = code === failedAuthentication.code ? failedAuthentication : after.last_payment_error;
      return { error: { ...reason, payment_intent: after } };
    }

    async function handleNextAction({ clientSecret }) {
      const intent = await retrieve(clientSecret);
      if (intent.error || intent.status === "requires_action") {
        return intent.error ? asResult(intent) : finish(intent, clientSecret);
      }
      const message = "handleNextAction: The PaymentIntent supplied is not in the requires_action state.";
      return {
        error: {
          type: "invalid_request_error",
          code: "payment_intent_unexpected_state",
          message,
          payment_intent: intent,
        },
      };
    }

    async function confirmPayment({ elements, clientSecret, confirmParams, redirect = "always" }) {
      const { return_url: returnUrl, ...params } = confirmParams ?? {};
      const token = elements ? await tokenOf(elements, params) : {};
      if (token.error) return { error: token.error };
      const confirmed = await request(key, "POST", `${intentPath(clientSecret)}/confirm`, {
        ...params,
        client_secret: clientSecret,
        confirmation_token: token.confirmationToken?.id,
        return_url: returnUrl,
        use_stripe_sdk: true,
      });
      if (confirmed.error) return { error: confirmed.error };
      const done =
        confirmed.status === "requires_action" ? await finish(confirmed, clientSecret) : { paymentIntent: confirmed };
      if (done.error || redirect === "if_required") return done;
      const back = new URL(returnUrl);
      back.searchParams.set("payment_intent", idOf(clientSecret));
      back.searchParams.set("payment_intent_client_secret", clientSecret);
      back.searchParams.set("redirect_status", "succeeded");
      window.location.assign(back.href);
      return new Promise(() => {});
    }

    const unknown = (name) => async () => {
      throw new IntegrationError(`The local Stripe has no ${name}(); use a payment Element with a ConfirmationToken.`);
    };

    return {
      elements: (options) => new Elements(key, { locale: settings?.locale, ...options }),
      createConfirmationToken: ({ elements, params }) => tokenOf(elements, params),
      retrievePaymentIntent: async (clientSecret) => asResult(await retrieve(clientSecret)),
      handleNextAction,
      handleCardAction: (clientSecret) => handleNextAction({ clientSecret }),
      confirmPayment,
      createToken: unknown("createToken"),
      createPaymentMethod: unknown("createPaymentMethod"),
      confirmCardPayment: unknown("confirmCardPayment"),
      registerAppInfo() {},
      _registerWrapper() {},
    };
  }

  function Stripe(key, settings) {
    if (typeof key !== "string" || !key.startsWith("pk_")) {
      throw new IntegrationError("Please call Stripe() with your publishable key. You used something else.");
    }
    return makeStripe(key, settings);
  }
  // @stripe/stripe-js compares it with its own release train.
  Stripe.version = "endive";
  window.Stripe = Stripe;
})();
