/** Typed text as part of a `like` pattern: what would stand for anything stands for itself. */
export const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&");
