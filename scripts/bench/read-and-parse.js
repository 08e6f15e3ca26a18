// @ts-check
// The floor of `check`: start Node, load the parser, read and parse the files of a list (its path is the argument) once.
import { readFileSync } from "node:fs";
import { ts } from "ts-morph";

for (const file of readFileSync(process.argv[2] ?? "", "utf8")
  .split("\n")
  .filter(Boolean)) {
  ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}
