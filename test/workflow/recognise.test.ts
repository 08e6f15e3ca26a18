import { describe, expect, test } from "vitest";
import { EXIT } from "../../src/errors.ts";
import { memoryRepo } from "../../src/repo/memory.ts";
import type { Target } from "../../src/targets/target.ts";
import { recognise } from "../../src/workflow/recognise.ts";

/** A target that recognises a checkout by one file. */
function targetOf(id: string, file: string): Target {
  return {
    id,
    title: `Host ${id} (${file})`,
    rules: [],
    detect: (repo) =>
      repo.read(file) === null ? null : { target: id, repo, layouts: [], evidence: [], numbered: [], elsewhere: [] },
  };
}

const targets = [targetOf("one", "one.txt"), targetOf("two", "two.txt")];
const both = memoryRepo({ "one.txt": "", "two.txt": "" });

describe("a checkout", () => {
  test("is that of the first target that knows it, or of the one that was asked for", () => {
    expect(recognise(targets, both).target.id).toBe("one");
    expect(recognise(targets, both, "two").host.target).toBe("two");
    expect(recognise(targets, memoryRepo({ "two.txt": "" })).target.id).toBe("two");
  });

  test("that no target knows is refused, naming what was looked for", () => {
    expect(() => recognise(targets, memoryRepo({}))).toThrow(
      expect.objectContaining({
        exitCode: EXIT.hostNotRecognised,
        hint: expect.stringContaining("Host one (one.txt); Host two (two.txt)"),
      }),
    );
    expect(() => recognise(targets, memoryRepo({ "one.txt": "" }), "two")).toThrow(
      expect.objectContaining({ exitCode: EXIT.hostNotRecognised, hint: expect.not.stringContaining("Host one") }),
    );
  });

  test("of a target that does not exist is a usage error, naming those that do", () => {
    expect(() => recognise(targets, both, "three")).toThrow(
      expect.objectContaining({ exitCode: EXIT.usage, hint: "Known targets: one, two." }),
    );
  });
});
