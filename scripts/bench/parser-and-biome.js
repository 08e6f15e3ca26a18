import "./parser.js";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

// The native program, as a run starts it.
const modules = join("node_modules", "@biomejs");
const file = process.platform === "win32" ? "biome.exe" : "biome";
const programs = ["", "-musl"].map((libc) => join(modules, `cli-${process.platform}-${process.arch}${libc}`, file));
const biome = programs.find((path) => existsSync(path));
if (biome === undefined) throw new Error("There is no Biome for this system.");

spawnSync(biome, ["check", "--write", "--stdin-file-path=a.ts"], { input: "const a = 1;\n" });
