/** The ids of every example: one story, told from route to route. In a shell each is a variable of its name. */
export const sample = {
  SLUG: "nachtschicht",
  EVENT: "5b0c9a52-2f6e-4d57-9a3c-6f1f0c9d7a10",
  TYPE: "c1f7a3de-8a41-4f0b-b7a7-0d5e2c4b9f21",
  PLAN: "8d2f4c1e-6b0a-4e93-9c57-2a1d3e5f7b84",
  HOLD: "h_5b0c9a52-2f6e-4d57-9a3c-6f1f0c9d7a10_4f0b2c9d7a1083d2e65b0c9a522f6e4d_9a3c6f1f0c9d7a10",
  ORDER: "e0d9b7c4-51a2-4c38-8f6d-7b3a1e2f4c55",
  ORDER_KEY: "pN5v1cXQwYw7m2kGd8sRZ0uJt4aLbHqE",
} as const;
