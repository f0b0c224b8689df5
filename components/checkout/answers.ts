/** What the server said of a payment. Every refusal already says, in words, whether money moved. */
export type PayAnswer =
  | { kind: "paid"; href: string }
  | { kind: "confirm"; clientSecret: string; href: string }
  | { kind: "processing"; href: string }
  | {
      kind: "refused";
      message: string;
      /** `new`: the next press is a new attempt. `same`: it repeats this one. `over`: these tickets are gone. */
      next: "new" | "same" | "over";
      fields?: { name?: string; email?: string };
    };

export type ExtendAnswer = { kind: "extended"; expiresAt: string } | { kind: "refused"; message: string };

/** What came of a code, in words, beside the code as it was given. */
export type CodeAnswer = { code: string; message: string };

export type CheckoutTexts = {
  extend: string;
  moreTime: string;
  extended: string;
  heldShort: string;
  left: string;
  announce5: string;
  announce2: string;
  announce1: string;
  announceOver: string;
  you: string;
  namesTitle: string;
  namesHint: string;
  lost: string;
  name: string;
  email: string;
  emailHint: string;
  payment: string;
  paymentLoading: string;
  paymentFailed: string;
  pay: string;
  paying: string;
  confirming: string;
  processing: string;
  again: string;
  resuming: string;
  secure: string;
  offline: string;
  form: string;
};
