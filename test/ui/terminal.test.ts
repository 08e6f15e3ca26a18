import { describe, expect, it } from "vitest";
import { isInteractive, useColor } from "../../src/ui/terminal.ts";

const tty = { isTTY: true };
const pipe = {};

describe("isInteractive", () => {
  const person = { stdin: tty, stdout: tty, env: {}, noInput: false };

  it.each([
    ["both streams are terminals", person, true],
    ["stdin is a pipe", { ...person, stdin: pipe }, false],
    ["stdin is closed", { ...person, stdin: { isTTY: false } }, false],
    ["stdout is a file", { ...person, stdout: pipe }, false],
    ["--no-input is given", { ...person, noInput: true }, false],
  ])("when %s", (_, session, expected) => {
    expect(isInteractive(session)).toBe(expected);
  });

  it.each([
    [{ CI: "1" }, false],
    [{ CI: "true" }, false],
    [{ CI: "TRUE" }, false],
    [{ CI: "" }, true],
    [{ CI: "0" }, true],
    [{ CI: "False" }, true],
    [{ GITHUB_ACTIONS: "true" }, false],
    [{ GITLAB_CI: "true" }, false],
    [{ BUILDKITE: "true" }, false],
    [{ JENKINS_URL: "https://ci.example/" }, false],
    [{ GITHUB_ACTIONS: "" }, true],
    [{ GITHUB_ACTIONS: "false" }, true],
    [{ CI: "false", GITHUB_ACTIONS: "true" }, true],
    [{ CIVIC: "1" }, true],
  ])("in the environment %j is %s", (env, expected) => {
    expect(isInteractive({ ...person, env })).toBe(expected);
  });
});

describe("useColor", () => {
  it.each([
    [tty, {}, undefined, true],
    [pipe, {}, undefined, false],
    [pipe, {}, true, true],
    [tty, { FORCE_COLOR: "1" }, false, false],
    [pipe, { FORCE_COLOR: "1" }, undefined, true],
    [pipe, { FORCE_COLOR: "" }, undefined, true],
    [tty, { FORCE_COLOR: "0" }, undefined, false],
    [tty, { FORCE_COLOR: "false" }, undefined, false],
    [pipe, { FORCE_COLOR: "3", NO_COLOR: "1" }, undefined, true],
    [tty, { NO_COLOR: "1" }, undefined, false],
    [tty, { NO_COLOR: "" }, undefined, true],
    [tty, { TERM: "dumb" }, undefined, false],
    [tty, { TERM: "xterm-256color" }, undefined, true],
  ])("on %j in %j with the flag %s is %s", (stream, env, flag, expected) => {
    expect(useColor(stream, env, flag)).toBe(expected);
  });
});
