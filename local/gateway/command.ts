/** Text as UTF-8, or bytes that are not. */
export type Argument = string | Buffer;

/** Command name in upper case, then its arguments. */
export type Command = [name: string, ...args: Argument[]];

/** Integers come as their digits (they may pass 2^53), text as bytes, a failed command as the error Redis gave. */
export type Reply = Buffer | string | null | Error | Reply[];

export type Refusal = { error: string };

export const isRefusal = (value: object): value is Refusal => "error" in value;
