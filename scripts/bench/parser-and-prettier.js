import "./parser.js";
import { format } from "prettier";

// Prettier loads a parser when it is first asked to format.
await format("const a = 1;\n", { filepath: "a.ts" });
