import { OutageError } from "./failure";

/** The call's answer, or an OutageError when there is none after `ms`. The call itself goes on, unheard. */
export async function inTime<Value>(who: string, call: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutageError(`${who} did not answer in time`)), ms);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
