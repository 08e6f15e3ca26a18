import { expect, onTestFinished, test } from "vitest";
import { assertInsertOnly } from "../../../../src/edit/splice.ts";
import { run } from "../../../../src/exec.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { formatDraft } from "../../../../src/plan/format.ts";
import { hostFormatter } from "../../../../src/plan/host-formatter.ts";
import { diskRepo } from "../../../../src/repo/disk.ts";
import { frontFiles } from "../../../../src/targets/dust-oauth/front/files.ts";
import { registerFront } from "../../../../src/targets/dust-oauth/front/register.ts";
import { detectOAuth } from "../../../../src/targets/dust-oauth/host.ts";
import { copyOAuthReplica, type OAuthBase, type OAuthForm } from "../../../support/oauth-replica.ts";
import { biomeCheck, typeCheck } from "../../../support/replica.ts";
import { VARIETY } from "./declarations.ts";

const CHECKOUTS: [OAuthBase, OAuthForm][] = [
  ["dust-arrays", "newest"],
  ["dust-records", "older"],
];

test.each(CHECKOUTS)(
  "in %s of the %s form all kinds of strategies compile, are formatted, and stay at a second run",
  async (base, form) => {
    const replica = copyOAuthReplica(base, { form });
    onTestFinished(() => replica.dispose());
    const draft = new Draft(diskRepo(replica.root));
    const add = () => {
      for (const declaration of VARIETY) {
        const host = detectOAuth(draft);
        if (!host) throw new Error("not recognised");
        for (const { path, text } of frontFiles(declaration, host))
          if (draft.read(path) === null) draft.create(path, text);
        registerFront(draft, host, declaration);
      }
    };
    add();
    expect(await formatDraft(draft, await hostFormatter(replica.root, run))).toEqual([]);
    for (const { path, before, after } of draft.changes()) {
      if (before !== null) assertInsertOnly(path, before, after);
      replica.write(path, after);
    }
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
    const { exitCode, output } = biomeCheck(replica, ["front"]);
    expect(exitCode, output).toBe(0);
    const first = draft.changes();
    add();
    expect(draft.changes()).toEqual(first);
  },
);
