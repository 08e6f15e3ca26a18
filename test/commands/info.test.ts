import { describe, expect, test } from "vitest";
import { EXIT } from "../../src/errors.ts";
import { memoryRepo } from "../../src/repo/memory.ts";
import dust from "../../src/targets/dust/index.ts";
import { PATHS } from "../../src/targets/dust/paths.ts";
import { infoText } from "../../src/ui/report/info-text.ts";
import { type InfoDocument, infoDocument } from "../../src/workflow/info/document.ts";
import { recognise } from "../../src/workflow/recognise.ts";
import { mcpNew } from "../support/cli.ts";
import { fixtureFiles } from "../support/fixture-host.ts";
import { copyReplica, everyReplicaName } from "../support/replica.ts";
import { type Files, replacedIn } from "../targets/dust/drafting.ts";
import { LEGACY } from "../targets/dust/legacy-tree.ts";

const BIOME = { name: "Biome 2.6.8", format: async (_path: string, text: string) => text };

function documentOf(files: Files): InfoDocument {
  return infoDocument(recognise([dust], memoryRepo(files)), BIOME);
}

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);

describe.each(everyReplicaName())("%s", (name) => {
  const files = fixtureFiles(name);
  const document = documentOf(files);

  test("every place that is named is there", () => {
    const places = [...document.evidence, ...document.servers, ...(document.conventions ?? [])];
    const lost = places.filter(({ where }) => {
      const [path = "", line] = where.split(":");
      const text = files[path];
      return text === undefined || text.split("\n").length < Number(line ?? 1);
    });
    expect(lost).toEqual([]);
  });

  test("every server has a layout of the checkout, a folder that holds files, and an id", () => {
    for (const { layout, directory, id } of document.servers) {
      expect(document.layouts).toContain(layout);
      expect(Object.keys(files).some((path) => path.startsWith(`${directory}/`))).toBe(true);
      expect(id).toBeLessThan(document.nextId ?? 0);
    }
  });

  test("the text has a line for each server and convention, and a summary as the last", () => {
    const text = infoText(document);
    for (const { name: server } of document.servers) expect(text).toMatch(new RegExp(`^ {2}${server} +\\d`, "m"));
    for (const { name: convention, where } of document.conventions ?? []) {
      expect(text).toMatch(new RegExp(`^ {2}${convention} .*${where}$`, "m"));
    }
    expect(lastLine(text)).toMatch(/^\d+ servers \(.*\); the next free id is \d+; a new one gets the layout \w+\.$/);
  });
});

test("a mixed checkout tells each of its layouts with the place of one server", () => {
  const { layout, layouts, evidence } = documentOf(fixtureFiles("dust-mixed"));
  expect([layout, ...layouts]).toEqual(["records", "records", "legacy", "inline"]);
  expect(evidence.map(({ what }) => what)).toEqual([
    "Dust's registry of MCP servers",
    "layout records",
    "layout legacy (5 servers)",
    "layout inline (2 servers)",
  ]);
});

test("a layout that is not written has no conventions, and the reason", () => {
  const inline = replacedIn(
    { ...LEGACY, [PATHS.wrappers]: "export const nothing = null;\n" },
    PATHS.constants,
    "serverInfo: ACME_CRM_SERVER_INFO",
    'serverInfo: { name: "acme_crm", version: "1.0.0" }',
  );
  const document = documentOf(inline);
  expect(document).toMatchObject({ layout: "inline", conventions: null, nextId: 48 });
  expect(document.refusal).toMatch(
    /the layout "inline" \(front\/.*constants\.ts:\d+:\d+\), which is recognised but not/,
  );
  expect(infoText(document)).toContain(`Conventions: none. ${document.refusal}`);
  expect(document.refusal).not.toContain("Nothing was written");
  expect(lastLine(infoText(document))).toBe(
    "1 server (1 inline); the next free id is 48; the layout inline is not written.",
  );
});

describe("the program", () => {
  test("prints the text, or the document with --json", async () => {
    const replica = copyReplica("dust-legacy");
    try {
      const [text, json] = await Promise.all([
        mcpNew(replica.root, ["info"]),
        mcpNew(replica.root, ["info", "--json"]),
      ]);
      expect([text.exitCode, json.exitCode, json.stderr]).toEqual([0, 0, ""]);
      const document: InfoDocument = JSON.parse(json.stdout);
      expect(document).toMatchObject({ schemaVersion: 1, command: "info", target: { id: "dust" }, layout: "legacy" });
      expect(document.formatter?.name).toMatch(/Biome|Prettier/);
      expect(text.stdout).toBe(infoText(document));
    } finally {
      replica.dispose();
    }
  });

  test("ends with 5 where nothing was recognised", async () => {
    const { exitCode, stdout } = await mcpNew(".", ["info", "--cwd", "test/model", "--json"]);
    expect(exitCode).toBe(EXIT.hostNotRecognised);
    expect(JSON.parse(stdout).error.code).toBe("host-not-recognised");
  });
});
