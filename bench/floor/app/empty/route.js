/** What the framework alone costs. */
export const POST = () => Response.json({});
