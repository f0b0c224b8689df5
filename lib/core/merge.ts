/** `current` with what `change` names. */
export function merge<Value extends object>(
  current: Value,
  change: { [Key in keyof Value]?: Value[Key] | undefined } = {},
): Value {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...current, ...Object.fromEntries(named) };
}
