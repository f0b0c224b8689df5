/** A name inside a sentence of another direction keeps its own, and moves nothing beside it (UAX #9, FSI and PDI). */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
