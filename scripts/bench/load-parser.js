export {};

await import("ts-morph");
