import { expect, test } from "vitest";
import { nextToolSteps } from "../../../../src/targets/dust/next-steps.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { serverOf, toolOf } from "./adding.ts";

const host = hostOf(fixtureFiles("dust-legacy"));
const SENDING = ["get_thing", "list_things"].map((name) =>
  toolOf({ name, effect: "write", params: [], request: { method: "POST", path: "/things" } }),
);
const steps = (server: string, tools = [...SENDING, toolOf()]) =>
  nextToolSteps(host, serverOf(host, server), tools).filter((step) => step.includes("secret of"));

test("a tool that calls the API of a server with a developer secret is told to send none", () => {
  expect(steps("openai_usage")).toEqual([
    "Give get_thing, list_things the developer secret of openai_usage as its other tools read it: what was written for the requests sends none.",
  ]);
});

test("no other tool and no other server is told of secrets", () => {
  expect(steps("openai_usage", [toolOf()])).toEqual([]);
  expect(["val_town", "github", "deep_dive"].flatMap((server) => steps(server))).toEqual([]);
});
