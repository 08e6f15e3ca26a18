import { describe, expect, test } from "vitest";
import { EXIT } from "../../../src/errors.ts";
import { memoryRepo } from "../../../src/repo/memory.ts";
import type { Host, Target } from "../../../src/targets/target.ts";
import type { Ask, Question } from "../../../src/workflow/question.ts";
import { gather } from "../../../src/workflow/spec/gather.ts";
import { choices, spec, steps } from "../interview-script.ts";

const host: Host = {
  target: "t",
  repo: memoryRepo({}),
  layouts: [],
  evidence: [],
  numbered: [],
  elsewhere: [],
};
const target: Target = { id: "t", title: "T", rules: [], detect: () => host, choices: () => choices };

/** A person who answers by the script of the long interview; questions not in `script` fail the test. */
function person(script = [...steps]) {
  const asked: string[] = [];
  const ask = (async (question: Question) => {
    asked.push(question.message);
    const index = script.findIndex(([message]) => question.message.includes(message));
    const [step] = index < 0 ? [] : script.splice(index, 1);
    if (!step) throw new Error(`not expected: ${question.message}`);
    return step[1];
  }) as Ask;
  return { ask, asked };
}

const nobody: Ask = (() => Promise.reject(new Error("nobody may be asked"))) as Ask;
const text = JSON.stringify(spec);

describe("the spec of a run", () => {
  test("with --spec is read, and nobody is asked", async () => {
    const input = { spec: { text, path: "spec.json" }, fields: {}, set: ["title=Other"] };
    const gathered = await gather(input, nobody, { target, host });
    expect(gathered.spec).toMatchObject({ name: "acme_crm", title: "Other" });
    expect(gathered.raw).toMatchObject({ title: "Other" });
  });

  test("is asked for where flags leave it open", async () => {
    const { ask, asked } = person();
    const { spec: gathered, raw } = await gather({ name: "acme_crm", fields: { title: "Mine" }, set: [] }, ask, {
      target,
      host,
    });
    expect(raw).toEqual({ ...spec, title: "Mine" });
    expect(gathered).toMatchObject({ name: "acme_crm", title: "Mine" });
    expect(gathered.tools).toHaveLength(spec.tools.length);
    expect(asked).not.toContainEqual(expect.stringMatching(/Name of the integration|Title/));
  });

  test("that is wrong already is refused before the first question", async () => {
    const wrong = gather({ name: "Acme CRM", fields: {}, set: [] }, nobody, { target, host });
    await expect(wrong).rejects.toMatchObject({ exitCode: EXIT.usage });
    const unreadable = gather({ name: "acme_crm", fields: {}, set: ["title"] }, nobody, { target, host });
    await expect(unreadable).rejects.toMatchObject({
      exitCode: EXIT.usage,
      details: [{ message: expect.stringContaining("--set") }],
    });
    const taken = gather({ name: "github", fields: {}, set: [] }, nobody, { target, host });
    await expect(taken).rejects.toMatchObject({ exitCode: EXIT.usage });
  });

  test("that is incomplete with nobody to ask is refused, naming the flags; a given spec as wrong", async () => {
    await expect(gather({ fields: {}, set: [] }, null, { target, host })).rejects.toMatchObject({
      exitCode: EXIT.answerNeeded,
    });
    const given = { spec: { text: "{}", path: "spec.json" }, fields: {}, set: [] };
    await expect(gather(given, null, { target, host })).rejects.toMatchObject({ exitCode: EXIT.usage });
    await expect(gather(given, nobody, { target, host })).rejects.toMatchObject({ exitCode: EXIT.usage });
  });

  test("of a provider is not mixed with another kind of authentication", async () => {
    const provider: Target = { ...target, kind: "provider" };
    const bearer = gather({ name: "acme_crm", fields: { bearer: true }, set: [] }, null, { target: provider, host });
    await expect(bearer).resolves.toMatchObject({ raw: { auth: { kind: "bearer" } } });
  });

  test("of a provider needs no more than a name and the fields of auth", async () => {
    const provider = { target: { ...target, kind: "provider" } as Target, host };
    const byName = gather({ name: "zeta", fields: { scope: "a b" }, set: [] }, null, provider);
    await expect(byName).resolves.toMatchObject({ spec: { auth: { kind: "oauth", provider: "zeta", scope: "a b" } } });
    const byFlag = gather({ fields: { oauth: "zeta" }, set: [] }, null, provider);
    await expect(byFlag).resolves.toMatchObject({
      spec: { name: "zeta", description: "zeta", auth: { provider: "zeta" } },
    });
    const nobodys = gather({ fields: {}, set: ["auth.tokenUrl=https://zeta.example/token"] }, null, provider);
    await expect(nobodys).rejects.toMatchObject({ exitCode: EXIT.answerNeeded });
  });

  test("is asked for in free text where the target offers nothing to choose from", async () => {
    const { choices: _, ...bare } = target;
    const script = steps.filter(([message]) => message !== "Icon");
    const { ask, asked } = person(script);
    const { raw } = await gather({ name: "acme_crm", fields: {}, set: [] }, ask, { target: bare, host });
    expect(raw).not.toHaveProperty("icon");
    expect(asked).toContainEqual(expect.stringContaining("Which OAuth provider"));
  });
});
