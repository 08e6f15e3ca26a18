import { describe, expect, test } from "vitest";
import { parse, syntaxErrors } from "../../../../src/edit/ts.ts";
import type { UserError } from "../../../../src/errors.ts";
import { fixtureFiles, mutated } from "../../../support/fixture-host.ts";
import { type Files, replacedIn } from "../drafting.ts";
import { added, refusal } from "./adding.ts";
import { requestingTool } from "./requesting.ts";

const SERVERS = "front/lib/api/actions/servers";
const LEGACY = "front/lib/actions/mcp_internal_actions/servers";
const BASE = "https://api.exa.example";

function odd(files: Files, folder: string, list: string): Files {
  const path = `${SERVERS}/${folder}/tools/index.ts`;
  return replacedIn(files, path, `buildTools(${list}, handlers)`, `buildTools(${list}, makeHandlers(handlers))`);
}

/** The pieces of code in a refusal by their headings; each has to parse. */
function piecesOf(error: UserError): Record<string, string> {
  expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
  const pieces = error.details.flatMap(({ message }): [string, string][] => {
    const cut = message.indexOf(":\n");
    return cut < 0 ? [] : [[message.slice(0, cut), message.slice(cut + 2)]];
  });
  for (const [heading, text] of pieces) {
    const isPart = /^(The metadata|The handler|The stake)/.test(heading);
    const isMethod = heading.startsWith("What ") && heading.endsWith("/client.ts");
    const whole = isMethod
      ? `class C {${text}}`
      : isPart
        ? text.startsWith("{")
          ? `f([${text}]);`
          : `f({${text}});`
        : text;
    expect(syntaxErrors(parse("piece.ts", whole)), heading).toEqual([]);
  }
  return Object.fromEntries(pieces);
}

describe("a refusal of a tool with a request holds all of its code, each piece with its file", () => {
  test("modules of its own for a server without a client", () => {
    const files = odd(fixtureFiles("dust-arrays"), "exa", "EXA_TOOLS_METADATA");
    const pieces = piecesOf(refusal(files, "exa_people_and_company", requestingTool("list", BASE)));
    const exa = `${SERVERS}/exa`;
    expect(Object.keys(pieces)).toEqual([
      `The metadata of list_boards, for ${exa}/metadata.ts`,
      `The imports of the handler of list_boards, for ${exa}/tools/index.ts`,
      `The handler of list_boards, for ${exa}/tools/index.ts`,
      ...["client", "helpers", "rendering", "types"].map((module) => `A new file, for ${exa}/${module}.ts`),
    ]);
    expect(pieces[`The handler of list_boards, for ${exa}/tools/index.ts`]).toContain("client.listBoards(params)");
    expect(pieces[`A new file, for ${exa}/client.ts`]).toContain(`const BASE_URL = "${BASE}";`);
  });

  test("only what is missing for a client of ours", async () => {
    const made = await added(fixtureFiles("dust-arrays"), "exa_people_and_company", requestingTool("get", BASE));
    const files = odd(made.files, "exa", "EXA_TOOLS_METADATA");
    const pieces = piecesOf(refusal(files, "exa_people_and_company", requestingTool("list")));
    const exa = `${SERVERS}/exa`;
    expect(Object.keys(pieces).slice(3)).toEqual(
      ["client", "rendering", "types"].map((module) => `What list_boards needs, for ${exa}/${module}.ts`),
    );
    expect(pieces[`What list_boards needs, for ${exa}/client.ts`]).toMatch(/^async listBoards\(/);
    expect(pieces[`What list_boards needs, for ${exa}/types.ts`]).toContain("export type ListBoardsResponse");
  });

  test.each(["dust-legacy", "dust-records"] as const)(
    "a call for a server whose layout is not written, in %s",
    (name) => {
      const error = refusal(fixtureFiles(name), "missing_action_catcher", requestingTool("get"));
      const pieces = piecesOf(error);
      const [stake, imports, call, ...files] = Object.keys(pieces);
      const module = `${LEGACY}/missing_action_catcher.ts`;
      expect([stake, imports, call]).toEqual([
        "The stake of get_board, for front/lib/actions/mcp_internal_actions/constants.ts",
        `The imports of the handler of get_board, for ${module}`,
        `The call that registers get_board, for ${module}`,
      ]);
      expect(pieces[call ?? ""]).toMatch(/^server\.tool\(\n {2}"get_board",[\s\S]*withToolLogging\(/);
      expect(files.every((heading) => heading.includes("/missing_action_catcher/"))).toBe(true);
      expect(error.details.at(-1)?.message).toBe("Put the base URL of the API in place of https://api.example.com.");
    },
  );
});

test("a server that gives its tools to the SDK as they are is shown one call", () => {
  const index = `${SERVERS}/hubspot/index.ts`;
  const files = mutated("dust-records", [[index, "    get_object_url.name,", '    "get_object_url",']]);
  const pieces = piecesOf(refusal(files, "hubspot", requestingTool("list", BASE)));
  const calls = Object.keys(pieces).filter((heading) => /handler of|call that/.test(heading));
  expect(calls).toEqual([
    `The imports of the handler of list_boards, for ${index}`,
    `The call that registers list_boards, for ${index}`,
  ]);
  expect(pieces[calls[1] ?? ""]).toContain("return result.isErr()");
  expect(pieces[calls[1] ?? ""]).not.toContain("withToolLogging");
});
