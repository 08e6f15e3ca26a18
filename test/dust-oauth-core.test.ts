import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { copyOAuthReplica } from "./support/oauth-replica.ts";
import type { Replica } from "./support/replica.ts";
import { cargo, describeRust, rustfmtCheck } from "./support/rust.ts";
import { CORE_VARIETY } from "./targets/dust-oauth/core/declarations.ts";
import { draftedCore } from "./targets/dust-oauth/core/generated.ts";
import { declared, ownClient } from "./targets/dust-oauth/front/declarations.ts";

// Compiling the crates of the core for the first time takes this long on a busy machine.
const COMPILES = 400_000;

describeRust("generated providers in the core", () => {
  let replica: Replica;
  const paths = new Set<string>();

  beforeAll(() => {
    replica = copyOAuthReplica("dust-arrays");
    for (const { path, after } of draftedCore(CORE_VARIETY).recorded()) {
      replica.write(path, after);
      paths.add(path);
    }
  });
  afterAll(() => replica?.dispose());

  test("are formatted, and so is what was edited", async () => {
    expect(paths.size).toBe(CORE_VARIETY.length + 3);
    expect(await rustfmtCheck([...paths].map((path) => replica.path(path)))).toEqual({ exitCode: 0, output: "" });
  });

  test("are formatted whatever the length of their names, titles and addresses", async () => {
    const lengths = Array.from({ length: 40 }, (_, index) => index + 1);
    const many = lengths.map((length) =>
      declared({
        provider: `${String.fromCharCode(97 + (length % 26))}${"a".repeat(length - 1)}`,
        title: "T".repeat(length + 54),
        tokenUrl: `http://${"u".repeat(length + 40)}.example/`,
        credentialInputs: length % 2 === 0 ? ownClient : [],
      }),
    );
    const other = copyOAuthReplica("dust-arrays", { form: "older" });
    onTestFinished(() => other.dispose());
    const changes = draftedCore(many, { form: "older" }).changes();
    for (const { path, after } of changes) other.write(path, after);
    const edited = changes.filter(({ before }) => before !== null).map(({ path }) => path);
    expect(edited).toContain("core/src/oauth/providers/mod.rs");
    expect(await rustfmtCheck([other.path("core/src/lib.rs")])).toEqual({ exitCode: 0, output: "" });
  });

  test(
    "compile without a warning, and their own tests exchange, refresh, keep, revoke and scrub",
    async () => {
      const { exitCode, output } = await cargo(replica, ["test", "--lib"]);
      expect(exitCode, output).toBe(0);
      expect(output).not.toContain("warning");
      for (const { provider } of CORE_VARIETY) {
        expect(output).toContain(`oauth::providers::${provider}::tests::a_code_is_exchanged ... ok`);
      }
    },
    COMPILES,
  );
});
