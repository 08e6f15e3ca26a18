import { createRequire } from "node:module";

// `require`, because an `import` of this package has Node look through its 13 MB for names of exports first.
createRequire(import.meta.url)("ts-morph");
