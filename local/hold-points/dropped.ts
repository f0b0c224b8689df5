/** The caller is to get no answer: whoever serves it cuts the connection. */
export class Dropped extends Error {
  override name = "Dropped";
  constructor() {
    super("dropped at a hold point");
  }
}
