import { expect, test } from "vitest";
import { mcpNew } from "../../support/cli.ts";
import { biomeCheck, copyReplica, typeCheck } from "../../support/replica.ts";

test("a second run knows the entry and the aliased names again that the host's formatter has broken over lines", async () => {
  const replica = copyReplica("dust-arrays");
  const flag = "a_very_long_feature_flag_name_that_goes_on_and_on_tool";
  const spec = {
    name: "outlook_mail",
    description: "Read mail.",
    auth: { kind: "bearer" },
    gate: { plan: "isSalesforceAllowed", featureFlag: flag, preview: true },
    tools: [],
  };
  const run = () =>
    mcpNew(replica.root, ["provider", "--spec", "-", "--yes", "--no-verify"], { stdin: JSON.stringify(spec) });
  expect(await run()).toMatchObject({ exitCode: 0 });
  const files = replica.files();
  const again = await run();
  expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("nothing to do") });
  expect(replica.files()).toEqual(files);
  expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
  expect(biomeCheck(replica)).toMatchObject({ exitCode: 0 });
  replica.dispose();
});
