import { z } from "zod";

// Postgres keeps no NUL; control characters and half surrogates are never meant.
const oneLine = /^[^\p{Cc}\p{Cs}]*$/u;
const manyLines = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u;

/** Text on one line, without the spaces around it. */
export const line = (max: number) => z.string().trim().max(max).regex(oneLine, "No control characters");
export const paragraphs = (max: number) => z.string().max(max).regex(manyLines, "No control characters");
