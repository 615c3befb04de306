import { once } from "node:events";
import { NestFactory } from "@nestjs/core";
import { AppModule } from "./api/app.module.ts";

const host = "127.0.0.1";
const port = Number(process.env.BACKEND_PORT || 8000);

if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`BACKEND_PORT is not a port: ${process.env.BACKEND_PORT}`);
  process.exit(1);
}

const app = await NestFactory.create(AppModule, { logger: ["error", "warn"] });
app.enableShutdownHooks();
await app.init();

// Not app.listen: Nest would write an error of its own before the line below.
try {
  await once(app.getHttpServer().listen(port, host), "listening");
} catch (error) {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (!taken) throw error;
  console.error(`Port ${port} is taken: stop what uses it, or set BACKEND_PORT to another one.`);
  process.exit(1);
}
console.log(`Listening on http://${host}:${port}`);
