import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { json } from "@/lib/core/http";
import { methods, only, route } from "@/lib/core/route";
import { type ApiDocument, apiDocument, describeApi } from "./document";
import { allRoutes } from "./routes";

const root = fileURLToPath(new URL("..", import.meta.url));
let document: ApiDocument;

// Every route with all it imports.
beforeAll(async () => {
  document = await apiDocument();
}, 120_000);

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation })),
  );

/** The operations as the files on disk have them: by folder, and by what they hand to `only`. */
function onDisk(): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/route.ts") && !file.includes("[["))
    .flatMap((file) => {
      const path = `/${file.slice(0, -"/route.ts".length).replaceAll("[", "{").replaceAll("]", "}")}`;
      const [, handed = ""] = /= only\(\{(.*)\}\);\s*$/s.exec(readFileSync(`${root}/${file}`, "utf8")) ?? [];
      return methods.filter((method) => new RegExp(`\\b${method}:`).test(handed)).map((method) => `${method} ${path}`);
    });
}

describe("the API document", () => {
  test("describes every route on disk with every method it knows, and nothing else", () => {
    const described = operations().map(({ name }) => name);
    expect(described.length).toBeGreaterThan(25);
    expect(described.toSorted()).toEqual(onDisk().toSorted());
  });

  test("is an OpenAPI 3.1 document", async () => {
    const judge = (given: object) => new Validator().validate({ ...given });
    expect(await judge(document)).toEqual({ valid: true });
    expect(await judge({ ...document, paths: { "/x": { get: { responses: 5 } } } })).toMatchObject({ valid: false });
  }, 30_000);

  test("has only schemas of the 2020 dialect, each of which can be used", () => {
    const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true }));
    const { schemas } = document.components;
    ajv.addVocabulary(["components"]);
    ajv.addSchema({ $id: "document", components: { schemas } });
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(["Event", "Hold", "Order", "SoldOutProblem"]));
    for (const name of Object.keys(schemas)) {
      expect(ajv.compile({ $ref: `document#/components/schemas/${name}` }), name).toBeTypeOf("function");
    }
  });

  test("names each operation once, in one tag, with an answer that is no refusal", () => {
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, operation } of operations()) {
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith("2")),
        name,
      ).toBe(true);
    }
  });

  test("has every parameter of an address, and every security scheme it asks for", () => {
    for (const { name, path, operation } of operations()) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === "path").map((each) => each.name);
      expect(inPath, name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each));
      const asked = operation.security.flatMap((schemes) => Object.keys(schemes));
      expect(Object.keys(document.components.securitySchemes), name).toEqual(expect.arrayContaining(asked));
    }
  });

  test("gives examples that fit the very schemas that parse them", async () => {
    const given = Object.values(await allRoutes()).flatMap((handlers) =>
      Object.values(handlers).flatMap(({ operation }) => (operation?.example ? [operation] : [])),
    );
    expect(given.length).toBeGreaterThan(5);
    for (const { name, body, example } of given) expect(body?.safeParse(example).error, name).toBeUndefined();
  });

  test("would miss nothing a route forgot to say", () => {
    const mute = only({ GET: route({ answers: { 200: z.object({}) } }, async () => json({})) });
    expect(() => describeApi({ "/health": mute })).toThrow("says what it is");
  });

  test("lists a refusal by its own shape", () => {
    const refused = document.paths["/tickets/reserve"]?.post?.responses["409"];
    const kinds = JSON.stringify(refused).match(/\w+Problem/g);
    expect(kinds).toEqual([
      "SoldOutProblem",
      "SeatsTakenProblem",
      "LimitExceededProblem",
      "NotOnSaleProblem",
      "CodeInvalidProblem",
      "ConflictProblem",
    ]);
  });
});
