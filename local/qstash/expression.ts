const functions: Record<string, { arity: number; of: (...values: number[]) => number }> = {
  pow: { arity: 2, of: Math.pow },
  min: { arity: 2, of: Math.min },
  max: { arity: 2, of: Math.max },
  sqrt: { arity: 1, of: Math.sqrt },
  abs: { arity: 1, of: Math.abs },
  exp: { arity: 1, of: Math.exp },
  floor: { arity: 1, of: Math.floor },
  ceil: { arity: 1, of: Math.ceil },
  round: { arity: 1, of: Math.round },
};

type Evaluate = (retried: number) => number;
type Tokens = { at: number; list: string[] };

/** A retry delay such as `max(1000, pow(2, retried) * 100)`, compiled; undefined when it is not one. */
export function compileDelay(text: string): Evaluate | undefined {
  if (text.length > 200) return undefined;
  const list = text.match(/\d+(?:\.\d+)?|[a-z]+|\S/gi) ?? [];
  const tokens: Tokens = { at: 0, list };
  const evaluate = sum(tokens);
  return evaluate && tokens.at === list.length ? evaluate : undefined;
}

function sum(tokens: Tokens): Evaluate | undefined {
  return chain(tokens, product, { "+": (a, b) => a + b, "-": (a, b) => a - b });
}

function product(tokens: Tokens): Evaluate | undefined {
  return chain(tokens, factor, { "*": (a, b) => a * b, "/": (a, b) => a / b, "%": (a, b) => a % b });
}

function chain(
  tokens: Tokens,
  operand: (tokens: Tokens) => Evaluate | undefined,
  operators: Record<string, (a: number, b: number) => number>,
): Evaluate | undefined {
  let left = operand(tokens);
  while (left && Object.hasOwn(operators, peek(tokens))) {
    const combine = operators[take(tokens)];
    const [before, after] = [left, operand(tokens)];
    left = after && combine && ((retried) => combine(before(retried), after(retried)));
  }
  return left;
}

function factor(tokens: Tokens): Evaluate | undefined {
  const token = take(tokens);
  if (/^\d/.test(token)) return () => Number(token);
  if (token === "retried") return (retried) => retried;
  if (token === "-") {
    const value = factor(tokens);
    return value && ((retried) => -value(retried));
  }
  if (token === "(") {
    const inner = sum(tokens);
    return take(tokens) === ")" ? inner : undefined;
  }
  return call(tokens, token);
}

function call(tokens: Tokens, name: string): Evaluate | undefined {
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!called) return undefined;
  const values: Evaluate[] = [];
  for (let index = 0; index < called.arity; index++) {
    if (take(tokens) !== (index === 0 ? "(" : ",")) return undefined;
    const value = sum(tokens);
    if (!value) return undefined;
    values.push(value);
  }
  if (take(tokens) !== ")") return undefined;
  return (retried) => called.of(...values.map((value) => value(retried)));
}

const peek = (tokens: Tokens) => tokens.list[tokens.at] ?? "";
const take = (tokens: Tokens) => tokens.list[tokens.at++] ?? "";
