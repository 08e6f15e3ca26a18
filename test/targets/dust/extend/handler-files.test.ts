import { expect, test } from "vitest";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import type { Files } from "../drafting.ts";
import { added, damages, drafted, toolOf } from "./adding.ts";

const SERVER = "data_sources_file_system";
const TOOLS = `front/lib/api/actions/servers/${SERVER}/tools`;
const MODULE = `@app/lib/api/actions/servers/${SERVER}/tools`;

const cases: [tool: string, there: Files, file: string, importing: string][] = [
  ["index", {}, "index_tool", "index"],
  ["find", { "find.ts": "export const unrelated = 1;\n" }, "find_tool", "find"],
  ["find", { "find.ts": "", "find_tool.ts": "" }, "find_tool_2", "find"],
  ["find", { "find/index.ts": "export const unrelated = 1;\n" }, "find_tool", "find"],
  ["find", { "Find.tsx": "" }, "find_tool", "find"],
];

test.each(cases)("one file per handler: %s beside %o gets a file of its own", async (name, there, file, importing) => {
  const own = Object.fromEntries(Object.entries(there).map(([path, text]) => [`${TOOLS}/${path}`, text]));
  const files = { ...fixtureFiles("dust-arrays"), ...own };
  const { changes, files: after } = await added(files, SERVER, toolOf({ name }));
  expect(damages(changes)).toEqual([]);
  const created = changes.filter(({ before }) => before === null).map(({ path }) => path);
  expect(created).toEqual([`${TOOLS}/${file}.ts`]);
  expect(after).toMatchObject(own);
  expect(after[`${TOOLS}/index.ts`]).toContain(`import { ${importing} } from "${MODULE}/${file}";`);
  expect(drafted(after, SERVER, toolOf({ name })).changes()).toEqual([]);
});
