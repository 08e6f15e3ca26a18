import { afterAll, beforeAll, expect, test } from "vitest";
import { copyOAuthReplica } from "./support/oauth-replica.ts";
import type { Replica } from "./support/replica.ts";
import { cargo, describeRust, rustfmtCheck } from "./support/rust.ts";
import { CORE_VARIETY } from "./targets/dust-oauth/core/declarations.ts";
import { draftedCore } from "./targets/dust-oauth/core/generated.ts";

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
