/** What the sites that show a link ask for. */
export const posterSize = { width: 1200, height: 630 };
