#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`mcp-new needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // Node 20 optimises so early that a short run ends before it pays: a function has to run fifteen times as long first.
  if (major === 20) setFlagsFromString("--interrupt-budget=1000000");
  await import("../dist/main.js");
}
