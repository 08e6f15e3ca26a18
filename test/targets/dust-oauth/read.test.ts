import { expect, test } from "vitest";
import { memoryRepo } from "../../../src/repo/memory.ts";
import { detectOAuth } from "../../../src/targets/dust-oauth/host.ts";
import { readProviders } from "../../../src/targets/dust-oauth/read.ts";
import { oauthFiles } from "../../support/oauth-replica.ts";

test("a provider that only one of the programs names is found, and what the other lacks is known", () => {
  const files = oauthFiles("dust-arrays");
  const types = "front/types/oauth/lib.ts";
  const named = (files[types] ?? "").replace('  "jira",\n', '  "acme_crm",\n  "jira",\n');
  const host = detectOAuth(memoryRepo({ ...files, [types]: named }));
  const all = new Map((host ? readProviders(host) : []).map((found) => [found.name, found]));
  expect(all.size).toBe(15);
  expect(all.get("mock")).toMatchObject({
    core: { variant: { known: true } },
    front: { listed: { known: true, value: false }, row: { known: true, value: null }, strategy: null, file: null },
  });
  expect(all.get("acme_crm")).toMatchObject({
    at: { path: types, line: 26 },
    core: { variant: undefined, file: undefined },
    front: { listed: { known: true, value: true }, titled: { known: true, value: false } },
  });
  expect(all.get("jira")).toMatchObject({
    at: { path: "core/src/oauth/connection.rs" },
    front: { strategy: { acceptsServerId: { known: true, value: true } } },
  });
});
