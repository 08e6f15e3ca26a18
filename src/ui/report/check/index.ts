import type { Format } from "../formats.ts";
import { agent } from "./agent.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { pretty } from "./pretty.ts";
import type { Render } from "./render.ts";
import { sarif } from "./sarif.ts";

const json: Render = ({ document }) => `${JSON.stringify(document, null, 2)}\n`;

/** The writer of each format. */
export const RENDER: Record<Format, Render> = { pretty, agent, json, github, gitlab, sarif, junit, markdown };
