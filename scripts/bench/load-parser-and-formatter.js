await import("ts-morph");
await import("prettier");
