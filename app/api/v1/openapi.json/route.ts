import { z } from "zod";
import { publicJson } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { apiDocument } from "./document";

const sharedSeconds = 300;

const read = route(
  {
    name: "getApiDocument",
    summary: "This document",
    answers: { 200: z.looseObject({ openapi: z.literal("3.1.0"), paths: z.looseObject({}) }) },
  },
  async () => publicJson(await apiDocument(), sharedSeconds),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
