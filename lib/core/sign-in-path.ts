/** Where somebody signs in who then goes on at `back`, a path of ours. */
export const signInPath = (back: string) => `/sign-in?callbackUrl=${encodeURIComponent(back)}`;
