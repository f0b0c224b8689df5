import { answer } from "@/local/http/answer";
import { route } from "@/local/qstash/route";
import { rotateKeys, signingKeys } from "@/local/qstash/signing-keys";
import type { Store } from "@/local/qstash/store";

const view = ({ current, next }: ReturnType<typeof signingKeys>) => ({ current, next });

export const keyRoutes = [
  route("GET", /^\/v2\/keys$/, ({ store }: { store: Store }) => answer(view(signingKeys(store)))),
  route("POST", /^\/v2\/keys\/rotate$/, ({ store }: { store: Store }) => answer(view(rotateKeys(store)))),
];
