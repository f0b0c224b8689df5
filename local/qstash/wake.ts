const timerMsMax = 2_147_483_647;

/** One timer for the earliest of many moments. */
export function wakeAt(wake: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let moment = Number.POSITIVE_INFINITY;
  const clear = () => {
    clearTimeout(timer);
    moment = Number.POSITIVE_INFINITY;
  };
  return {
    clear,
    at: (at: number) => {
      if (at >= moment) return;
      clear();
      moment = at;
      timer = setTimeout(
        () => {
          moment = Number.POSITIVE_INFINITY;
          wake();
        },
        Math.min(timerMsMax, Math.max(1, at - Date.now())),
      );
    },
  };
}
