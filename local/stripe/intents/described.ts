import { z } from "zod";
import { choice, clearable, expand, ignored, integer, metadata, text } from "../params";
import { methodData } from "../payment-methods";

/** Parameters that creating and updating an intent share. */
export const described = {
  allowed_payment_method_types: z
    .array(choice(["card"]))
    .min(1)
    .optional(),
  amount_details: ignored,
  application_fee_amount: integer.optional(),
  customer_account: ignored,
  description: clearable.optional(),
  excluded_payment_method_types: ignored,
  expand,
  hooks: ignored,
  metadata,
  on_behalf_of: text.optional(),
  payment_details: ignored,
  payment_method: text.optional(),
  payment_method_configuration: ignored,
  payment_method_data: methodData.optional(),
  receipt_email: clearable.optional(),
  setup_future_usage: choice(["off_session", "on_session", ""]).optional(),
  shipping: ignored,
  statement_descriptor: clearable.max(22).optional(),
  statement_descriptor_suffix: clearable.max(22).optional(),
  transfer_data: ignored,
  transfer_group: text.optional(),
};
