import { afterAll, describe, expect, test } from "vitest";
import { Draft } from "../../../src/plan/draft.ts";
import { diskRepo } from "../../../src/repo/disk.ts";
import { detectDust } from "../../../src/targets/dust/host.ts";
import { PATHS } from "../../../src/targets/dust/paths.ts";
import { scaffoldServer } from "../../../src/targets/dust/scaffold.ts";
import { bootServer, copyReplica, type Replica, runHostTests, typeCheck } from "../../support/replica.ts";
import { layouts } from "./drafting.ts";
import { sample, serverFolder } from "./files/sample-specs.ts";

const MOVED = [PATHS.egress, PATHS.logger, PATHS.errorUtils];
const module = (path: string) => path.replace("front/", "@app/").replace(".ts", "");

/** Moves the optional modules elsewhere, renames the options of MCPError, and makes the SDK's type of the extra a type of its own. */
function alter(replica: Replica): void {
  for (const [path, text] of Object.entries(replica.files())) {
    if (!/\.tsx?$/.test(path)) continue;
    const moved = MOVED.reduce(
      (rest, each) => rest.replaceAll(`"${module(each)}"`, `"${module(each)}_elsewhere"`),
      text,
    );
    const options =
      path === PATHS.mcpErrors
        ? withoutOptions(moved)
        : moved.replace(/\bcause: (?=normalizeError|result)/g, "origin: ");
    if (MOVED.some((each) => each === path)) replica.write(path.replace(".ts", "_elsewhere.ts"), options);
    replica.write(
      path,
      MOVED.some((each) => each === path)
        ? "export {};\n"
        : options.replace("code: response.status", "status: response.status"),
    );
  }
}

function withoutOptions(text: string): string {
  return text
    .replace("code?: number; cause?: Error }", "status?: number; origin?: Error }")
    .replace("      code,\n      cause,\n", "      status,\n      origin,\n")
    .replace("super(message, { cause })", "super(message, { cause: origin })")
    .replace("this.code = code", "this.code = status");
}

describe.each(layouts)("$name without egress, logger, normalizeError, cause and code", ({ name }) => {
  const replica = copyReplica(name);
  const spec = sample("acme_crm");
  afterAll(() => replica.dispose());

  test("takes a server that uses none of them, compiles, and passes its own tests", async () => {
    alter(replica);
    expect(typeCheck(replica)).toMatchObject({ exitCode: 0 });
    const repo = diskRepo(replica.root);
    const host = detectDust(repo);
    expect(host?.conventions()).toMatchObject({
      egress: null,
      logger: null,
      normalizeError: null,
      mcpErrorOptions: { tracked: true, code: false, cause: false },
    });
    const draft = new Draft(repo);
    if (host) scaffoldServer(draft, host, spec);
    for (const change of draft.changes()) replica.write(change.path, change.after);
    const own = Object.entries(replica.files()).filter(([path]) => path.startsWith(serverFolder(spec.name)));
    expect(own.length).toBeGreaterThan(5);
    for (const [path, text] of own) expect(text, path).not.toMatch(/untrustedFetch|logger\/logger|error_utils|cause:/);
    expect(typeCheck(replica)).toMatchObject({ exitCode: 0 });
    expect(runHostTests(replica, `lib/api/actions/servers/${spec.name}`)).toMatchObject({ exitCode: 0 });
    const server = await bootServer(replica, spec.name, { token: "t" });
    expect((await server.listTools()).map((tool) => tool.name)).toEqual(spec.tools.map((tool) => tool.name));
    await server.close();
  });
});
